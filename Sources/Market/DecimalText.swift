internal import Text

/// Why a text is not the decimal number it should be.
package enum DecimalTextError: Error, Equatable, CustomStringConvertible {
    /// No decimal number: an empty text, a letter, two points, over 100 characters.
    case malformed(String)
    /// A number, but too large for the type that should hold it.
    case outOfRange(String)
    /// A price above 0 that would be rounded to 0.
    case tooSmall(String)

    package var description: String {
        switch self {
        case .malformed(let text): "'\(text)' is not a decimal number"
        case .outOfRange(let text): "'\(text)' is outside the range of exact decimals"
        case .tooSmall(let text):
            "'\(text)' is less than 8 decimals can tell: this coin is too cheap to be traded here"
        }
    }
}

/// Decimal text to a count of 10⁻⁸ and back, in integers only.
///
/// Read: `[+-] digits [. digits] [e [+-] digits]`, with at least one digit before the exponent;
/// at most 100 characters; no white space, no grouping, no `inf` or `nan`. Digits past the 8th
/// fractional one are rounded half-even. Written: the shortest plain form, without exponent.
enum DecimalText {
    private static let longest = 100
    private static let fractionDigits = 8

    /// The value of a text times 10⁸.
    static func units(of text: some Collection<UInt8>) throws(DecimalTextError) -> Int128 {
        guard text.count <= longest, let number = scan(text) else {
            throw .malformed(excerpt(of: text))
        }
        guard let units = number.scaled(toFractionDigits: fractionDigits) else {
            throw .outOfRange(excerpt(of: text))
        }
        return units
    }

    /// Whether a text of a number that is 0 in units spells more than 0.
    static func isMoreThanZero(_ text: some Collection<UInt8>) -> Bool {
        text.prefix { $0 | 0x20 != UInt8(ascii: "e") }
            .contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    }

    /// The shortest plain decimal text of a count of 10⁻⁸.
    static func text(units: Int128) -> String {
        let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: 100_000_000)
        let sign = units < 0 ? "-" : ""
        guard fraction != 0 else { return "\(sign)\(whole)" }
        // Zeros at the end are cheaper to take off a number than off a text.
        // In range: a fraction is below 10⁸.
        var (digits, width) = (UInt64(fraction), fractionDigits)
        while digits % 10 == 0 { (digits, width) = (digits / 10, width - 1) }
        let shown = String(digits)
        // In range: a fraction below 10⁸ has as many digits as its width at most.
        let zeros = String(repeating: "0", count: width - shown.utf8.count)
        return "\(sign)\(whole).\(zeros)\(shown)"
    }

    /// What of a text from outside may stand in a message: one line, and not too much of it.
    static func excerpt(of text: some StringProtocol) -> String {
        ShownText.line(text, atMost: 40)
    }

    private static func excerpt(of bytes: some Collection<UInt8>) -> String {
        excerpt(of: String(decoding: bytes, as: UTF8.self))
    }

    private static func scan(_ text: some Collection<UInt8>) -> ScannedNumber? {
        var number = ScannedNumber()
        var digits = 0
        var seenPoint = false
        var index = text.startIndex
        if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            number.isNegative = sign == UInt8(ascii: "-")
            text.formIndex(after: &index)
        }
        while index != text.endIndex {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number.append(digit: byte - UInt8(ascii: "0"), afterPoint: seenPoint)
                digits += 1
            case UInt8(ascii: "."):
                guard !seenPoint else { return nil }
                seenPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard digits > 0, let power = exponent(text[text.index(after: index)...]) else {
                    return nil
                }
                number.exponent += power
                return number
            default: return nil
            }
            text.formIndex(after: &index)
        }
        return digits > 0 ? number : nil
    }

    /// The signed whole number after an `e`; of more than four digits only that they are many.
    private static func exponent(_ text: some Collection<UInt8>) -> Int? {
        var digits = text[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard !digits.isEmpty else { return nil }
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 9_999)
        }
        return isNegative ? -value : value
    }
}
