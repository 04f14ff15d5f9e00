internal import Market

/// Decimal text: as exact as at school, and what is read prints and reads back.
enum DecimalLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        let text = String(decoding: input, as: UTF8.self)
        let expected = SchoolDecimal(Array(text.utf8))
        let found: SchoolDecimal
        do {
            found = .units(try Volume(decimal: text).units)
        } catch {
            found = try reading(error)
        }
        try hold(found == expected, "'\(text)' is read as \(found), not \(expected)")
        guard case .units(let units) = expected else { return }
        try checkText(of: Volume(units: units))
        try checkPrice(text, units)
    }

    private static func reading(_ error: DecimalTextError) throws(BrokenLaw) -> SchoolDecimal {
        try MessageLaw.check("\(error)", atMost: 120, "the error")
        switch error {
        case .malformed: return .malformed
        case .outOfRange: return .outOfRange
        case .tooSmall: throw BrokenLaw("a volume may be as small as it likes: \(error)")
        }
    }

    /// A volume prints plainly, without a digit too many, and reads back as itself.
    private static func checkText(of volume: Volume) throws(BrokenLaw) {
        let printed = "\(volume)"
        try hold(
            (try? Volume(decimal: printed)) == volume, "\(printed) does not read back as itself")
        let parts = printed.drop { $0 == "-" }.split(
            separator: ".", omittingEmptySubsequences: false)
        let isPlain =
            (1...2).contains(parts.count)
            && parts.joined().utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
        try hold(isPlain && printed != "-0", "\(printed) is not plain")
        try hold(parts[0] == "0" || !parts[0].hasPrefix("0"), "\(printed) has leading zeros")
        try hold(
            parts.count == 1 || ((1...8).contains(parts[1].count) && !parts[1].hasSuffix("0")),
            "\(printed) has more digits than it needs")
    }

    /// A price is the same number, where 64 bits hold it, and it is not so small that it would be 0.
    private static func checkPrice(_ text: String, _ units: Int128) throws(BrokenLaw) {
        do {
            let price = try Price(decimal: text)
            try hold(Int128(price.units) == units, "'\(text)' is another price than volume")
            try hold("\(price)" == "\(Volume(units: units))", "'\(text)' prints in two ways")
        } catch let error as DecimalTextError {
            let isRefused =
                if case .tooSmall = error { units == 0 } else { Int64(exactly: units) == nil }
            try hold(isRefused, "'\(text)' is no price: \(error)")
            try MessageLaw.check("\(error)", atMost: 120, "the error")
        } catch let error as BrokenLaw {
            throw error
        } catch {
            throw BrokenLaw("\(error)")
        }
    }
}
