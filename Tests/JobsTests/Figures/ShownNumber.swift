import Foundation

/// How `docs/statistics.md` says that figures are spelled, by Foundation's own arithmetic.
enum ShownNumber {
    private static func spelled(_ value: Decimal, digits: Int) -> String {
        var (value, rounded) = (value, Decimal.zero)
        NSDecimalRound(&rounded, &value, digits, .plain)
        let parts = "\(rounded.magnitude)".split(separator: ".")
        var whole = String(parts[0])
        var place = whole.count - 3
        while place > 0 {
            whole.insert(",", at: whole.index(whole.startIndex, offsetBy: place))
            place -= 3
        }
        guard digits > 0 else { return (rounded < 0 ? "-" : "") + whole }
        let fraction = (parts.count > 1 ? String(parts[1]) : "")
            .padding(toLength: digits, withPad: "0", startingAt: 0)
        return (rounded < 0 ? "-" : "") + "\(whole).\(fraction)"
    }

    /// Of money that 2 digits show.
    static func money(_ value: Decimal) -> String { spelled(value, digits: 2) }

    static func signed(_ text: String) -> String {
        text.hasPrefix("-") || !text.contains(where: { "123456789".contains($0) })
            ? text : "+" + text
    }

    static func percent(_ value: Double, digits: Int = 2) -> String {
        spelled(Decimal(value), digits: digits) + " %"
    }

    static func count(_ value: Int) -> String { spelled(Decimal(value), digits: 0) }
}
