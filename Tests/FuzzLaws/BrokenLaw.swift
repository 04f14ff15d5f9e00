/// A law that an input has broken, and how.
package struct BrokenLaw: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// What must hold of a parser, whatever it is given.
protocol Law {
    /// Feeds an input to the parser and judges what comes of it.
    static func check(_ input: [UInt8]) throws(BrokenLaw)
}

/// Says that a law is broken where its condition does not hold.
func hold(_ condition: Bool, _ law: @autoclosure () -> String) throws(BrokenLaw) {
    if !condition { throw BrokenLaw(law()) }
}
