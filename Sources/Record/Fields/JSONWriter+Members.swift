package import JSON
package import Market

extension JSONWriter {
    /// A name and its value, as journals and checkpoints spell it.
    package mutating func member(_ name: String, _ value: some JSONCodable) {
        self.name(name)
        value.write(to: &self)
    }

    /// A name and an exact decimal as a JSON number, as other programs read it.
    package mutating func number(_ name: String, _ value: (some FixedPoint)?) {
        self.name(name)
        if let value { number(value.description) } else { null() }
    }
}
