/// Decimal text as it is read at school, a digit at a time: slow, and of another build than ours.
enum SchoolDecimal: Equatable {
    case malformed
    case outOfRange
    /// The value times 10⁸, rounded half-even.
    case units(Int128)

    private static let longest = 100
    private static let fractionDigits = 8

    init(_ text: [UInt8]) {
        var rest = text[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let parts = rest.split(
            maxSplits: 1, omittingEmptySubsequences: false,
            whereSeparator: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") })
        let sides = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.count <= Self.longest, sides.count <= 2, sides.joined().allSatisfy(Self.isDigit),
            !sides.joined().isEmpty, let power = parts.count == 1 ? 0 : Self.exponent(parts[1])
        else {
            self = .malformed
            return
        }
        let digits = sides.joined().map { $0 - UInt8(ascii: "0") }
        let fraction = sides.count == 2 ? sides[1].count : 0
        guard let rounded = Self.shifted(digits, by: power - fraction + Self.fractionDigits) else {
            self = .outOfRange
            return
        }
        let number = (isNegative ? "-" : "") + rounded.map { String($0) }.joined()
        self = Int128(number).map { .units($0) } ?? .outOfRange
    }

    /// The digits with the point moved right, and what is behind it rounded half-even.
    private static func shifted(_ digits: [UInt8], by places: Int) -> [UInt8]? {
        guard digits.contains(where: { $0 != 0 }) else { return [0] }
        if places >= 0 {
            return places > 60 ? nil : digits + Array(repeating: 0, count: places)
        }
        let padded = Array(repeating: 0, count: max(0, -places - digits.count + 1)) + digits
        let kept = Array(padded.dropLast(-places))
        let dropped = padded.suffix(-places)
        guard let first = dropped.first, let last = kept.last else { return kept }
        let isMore = dropped.dropFirst().contains { $0 != 0 }
        let goesUp = first > 5 || (first == 5 && (isMore || last % 2 == 1))
        return goesUp ? successor(of: kept) : kept
    }

    private static func successor(of digits: [UInt8]) -> [UInt8] {
        var digits = digits
        for place in digits.indices.reversed() {
            guard digits[place] == 9 else {
                digits[place] += 1
                return digits
            }
            digits[place] = 0
        }
        return [1] + digits
    }

    private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
        let isSigned = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
        let digits = isSigned ? text.dropFirst() : text
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        let size =
            significant.count > 4
            ? 10_000
            : significant.reduce(0) { value, digit in value * 10 + Int(digit - UInt8(ascii: "0")) }
        return text.first == UInt8(ascii: "-") ? -size : size
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
