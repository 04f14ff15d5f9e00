/// Why a text is not the decimal number it should be.
package enum DecimalTextError: Error, Equatable, CustomStringConvertible {
    /// No decimal number: an empty text, a letter, two points, over 100 characters.
    case malformed(String)
    /// A number, but too large for the type that should hold it.
    case outOfRange(String)

    package var description: String {
        switch self {
        case .malformed(let text): "'\(text)' is not a decimal number"
        case .outOfRange(let text): "'\(text)' is outside the range of exact decimals"
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

    /// The shortest plain decimal text of a count of 10⁻⁸.
    static func text(units: Int128) -> String {
        let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: 100_000_000)
        let sign = units < 0 ? "-" : ""
        guard fraction != 0 else { return "\(sign)\(whole)" }
        // Zeros at the end are cheaper to take off a number than off a text.
        var (digits, width) = (UInt64(fraction), fractionDigits)
        while digits % 10 == 0 { (digits, width) = (digits / 10, width - 1) }
        let shown = String(digits)
        let zeros = String(repeating: "0", count: width - shown.utf8.count)
        return "\(sign)\(whole).\(zeros)\(shown)"
    }

    /// What of a text from outside may stand in a message: printable ASCII, and not too much of it.
    static func excerpt(of text: some StringProtocol) -> String { excerpt(of: text.utf8) }

    private static func excerpt(of bytes: some Collection<UInt8>) -> String {
        let shown = bytes.prefix(40).map { (0x20..<0x7f).contains($0) ? $0 : UInt8(ascii: "?") }
        return String(decoding: shown, as: UTF8.self) + (bytes.count > 40 ? "…" : "")
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

/// A decimal number as scanned: ±significand · 10^exponent, and whether more non-zero digits follow.
private struct ScannedNumber {
    var isNegative = false
    private var significand: Int128 = 0
    var exponent = 0
    private var hasMore = false

    /// Takes a digit; past 36 significant ones only its place and whether it is zero count.
    mutating func append(digit: UInt8, afterPoint: Bool) {
        if significand < 1_000_000_000_000_000_000_000_000_000_000_000_000 {
            significand = significand * 10 + Int128(digit)
            if afterPoint { exponent -= 1 }
        } else {
            if digit != 0 { hasMore = true }
            if !afterPoint { exponent += 1 }
        }
    }

    /// The number times 10^digits, rounded half-even; `nil` where 128 bits do not hold it.
    func scaled(toFractionDigits digits: Int) -> Int128? {
        guard significand != 0 else { return 0 }
        let signed = isNegative ? -significand : significand
        let shift = exponent + digits
        if shift >= 0 {
            guard shift <= 38, !hasMore else { return nil }
            let (product, overflow) = signed.multipliedReportingOverflow(by: Self.power(shift))
            return overflow ? nil : product
        }
        guard shift > -38 else { return 0 }
        let divisor = Self.power(-shift)
        let (quotient, remainder) = signed.quotientAndRemainder(dividingBy: divisor)
        // A tie that more digits follow is no tie.
        if hasMore, remainder.magnitude * 2 == divisor.magnitude {
            return quotient + signed.signum()
        }
        return Rounding.halfEven.quotient(signed, by: divisor)
    }

    private static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
