/// Doubles as the language spells them: the shortest decimal that reads back to the same, without
/// an exponent.
enum Decimals {
    /// - Precondition: the value is finite; of others the words of the standard library.
    static func text(_ value: Double) -> String {
        let shortest = value.description
        guard let mark = shortest.firstIndex(where: { $0 == "e" || $0 == "E" }) else {
            return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
        }
        guard let exponent = Int(shortest[shortest.index(after: mark)...]) else { return shortest }
        let isNegative = shortest.hasPrefix("-")
        let parts = shortest[..<mark].drop { $0 == "-" }.split(separator: ".")
        let whole = parts.first.map(String.init) ?? "0"
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        let digits = whole + fraction
        // In range: exponents of Doubles lie within ±324, and digits are 17 at most.
        let point = whole.utf8.count + exponent
        let sign = isNegative ? "-" : ""
        if point <= 0 {
            return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)"
        }
        guard point < digits.utf8.count else {
            return sign + digits + String(repeating: "0", count: max(0, point - digits.utf8.count))
        }
        let split = digits.index(digits.startIndex, offsetBy: point)
        return "\(sign)\(digits[..<split]).\(digits[split...])"
    }
}
