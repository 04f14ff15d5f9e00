// The products that mean something. Each is exact in 128 bits and rounded once, in the direction
// the call site names. What is not here does not compile.

extension Price {
    /// `price × quantity = money`.
    ///
    /// - Throws: ``Overflow`` if the product is out of range.
    package func times(_ quantity: Quantity, rounded: Rounding) throws(Overflow) -> Money {
        let product = Int128(units) * Int128(quantity.units)
        return try Money(units: rounded.quotient(product, by: Int128(Self.unitsPerOne)))
    }

    /// `price · (1 + percent)`.
    ///
    /// - Throws: ``Overflow`` if the product is out of range.
    package func raised(by percent: Percent, rounded: Rounding) throws(Overflow) -> Price {
        try scaled(by: Percent.unitsPerWhole + Int128(percent.units), rounded: rounded)
    }

    /// `price · (1 − percent)`.
    ///
    /// - Throws: ``Overflow`` if the product is out of range.
    package func lowered(by percent: Percent, rounded: Rounding) throws(Overflow) -> Price {
        try scaled(by: Percent.unitsPerWhole - Int128(percent.units), rounded: rounded)
    }

    private func scaled(by factor: Int128, rounded: Rounding) throws(Overflow) -> Price {
        let product = Int128(units) * factor
        return try Price(units: rounded.quotient(product, by: Percent.unitsPerWhole))
    }
}

extension Money {
    /// `percent` of the money.
    ///
    /// - Throws: ``Overflow`` if the product is out of range.
    package func times(_ percent: Percent, rounded: Rounding) throws(Overflow) -> Money {
        let product = Int128(units) * Int128(percent.units)
        return try Money(units: rounded.quotient(product, by: Percent.unitsPerWhole))
    }

    /// Whether this is at most `percent` of `whole`, compared exactly.
    package func isAtMost(_ percent: Percent, of whole: Money) -> Bool {
        Int128(units) * Percent.unitsPerWhole <= Int128(whole.units) * Int128(percent.units)
    }

    /// The most of `step` that `percent` of this money buys at `price`: down, from the exact quotient.
    ///
    /// - Precondition: `step` is positive; the money is not negative.
    /// - Throws: ``Overflow`` if the quantity is out of range, or nothing can be had at the price.
    package func buys(
        at price: Price, using percent: Percent, inStepsOf step: Quantity
    ) throws(Overflow) -> Quantity {
        guard price > .zero else { throw Overflow() }
        // ⌊money · percent / (price · step)⌋: flooring twice is flooring once, for positive numbers.
        let perWhole = Percent.unitsPerWhole / Int128(Self.unitsPerOne)
        let exact = Int128(units) * Int128(percent.units)
        let quantity = exact / (perWhole * Int128(price.units))
        return try Quantity(units: quantity / Int128(step.units) * Int128(step.units))
    }
}
