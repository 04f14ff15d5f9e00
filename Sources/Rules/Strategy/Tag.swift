/// The name of a rule, which the trades that it makes tell: `[a-z][A-Za-z0-9_]{0,31}`.
///
/// It lies in the value itself, so that orders, positions and trades are copied as numbers are.
package struct Tag: Hashable, Sendable, CustomStringConvertible {
    static let maximumBytes = 32

    // The bytes of the name, eight each from the lowest on; zeros behind it.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    /// A name; `nil` where it is not spelled as one.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard Names.isSpelled(bytes) else { return nil }
        func word(_ index: Int) -> UInt64 {
            bytes.dropFirst(8 * index).prefix(8).reversed().reduce(0) {
                $0 << 8 | UInt64(truncatingIfNeeded: $1)
            }
        }
        (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
    }

    package var description: String {
        let bytes = [first, second, third, fourth].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
