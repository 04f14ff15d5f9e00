internal import Market

/// A parameter's value: an exact decimal, as a file or a command line spells it.
///
/// Equal numbers are equal however they are spelled: `2`, `2.0` and `20e-1`.
package struct ExactNumber: Hashable, Sendable, CustomStringConvertible {
    /// The plain decimal: no exponent, no zeros that say nothing.
    package let description: String
    /// The nearest Double, finite: what rules compute with.
    package let double: Double

    private static let longest = 100
    private static let largestExponent = 400

    /// The number that a text spells as `[+-] digits [. digits] [e [+-] digits]`, with a digit before
    /// the exponent; `nil` of any other text, and of what no Double is near.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.longest else { return nil }
        var rest = bytes[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let mantissa = rest.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        var exponent = 0
        if mantissa.endIndex < rest.endIndex {
            let power = String(decoding: rest[(mantissa.endIndex + 1)...], as: UTF8.self)
            guard let number = Int(power), abs(number) <= Self.largestExponent else { return nil }
            exponent = number
        }
        let parts = mantissa.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let whole = parts.first.map(Array.init) ?? []
        let fraction = parts.count > 1 ? Array(parts[1]) : []
        let digits = whole + fraction
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
        let plain = Self.plain(digits, point: whole.count + exponent)
        let isZero = plain == "0"
        description = isNegative && !isZero ? "-\(plain)" : plain
        guard let value = Double(description), value.isFinite else { return nil }
        double = value
    }

    package init(_ number: Int) {
        description = "\(number)"
        double = Double(number)
    }

    /// The same as a percentage; `nil` where that has more than 8 decimals, or is too large.
    var percent: Percent? {
        let fraction = description.split(separator: ".").dropFirst().first ?? ""
        guard fraction.utf8.count <= 8 else { return nil }
        return try? Percent(decimal: description)
    }

    private static func plain(_ digits: [UInt8], point: Int) -> String {
        let zero = UInt8(ascii: "0")
        var (digits, point) = (digits, point)
        if point < 0 {
            digits = Array(repeating: zero, count: -point) + digits
            point = 0
        }
        if point > digits.count {
            digits += Array(repeating: zero, count: max(0, point - digits.count))
        }
        let whole = digits[..<point].drop { $0 == zero }
        var fraction = digits[point...]
        while fraction.last == zero { fraction.removeLast() }
        let front = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
        return fraction.isEmpty ? front : "\(front).\(String(decoding: fraction, as: UTF8.self))"
    }
}
