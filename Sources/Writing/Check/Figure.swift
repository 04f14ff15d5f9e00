/// A number in a text, with all that its meaning hangs on.
struct Figure: Equatable {
    enum Unit: Equatable {
        case plain, percent, points
        /// Money of one currency; dollars and the coins that stand for them are one.
        case money(String)
    }

    enum Sign: Equatable {
        case none, plus, minus
    }

    /// The value in one spelling: no grouping, no zeros that say nothing.
    let value: String
    /// The digits as they were written, point included.
    let digits: String
    var unit: Unit
    let sign: Sign

    init(value: Int) {
        self.value = String(value)
        digits = self.value
        unit = .plain
        sign = .none
    }

    /// The figure that a word is: `[sign] [currency] digits [.digits] [%]`, its thousands grouped by
    /// commas or not at all; `nil` where it is anything else.
    init?(_ word: String) {
        var rest = Substring(word)
        var sign = Self.takeSign(&rest)
        var unit = Unit.plain
        if let first = rest.first, let currency = Self.currencies[first] {
            unit = .money(currency)
            rest.removeFirst()
            if sign == .none { sign = Self.takeSign(&rest) }
        }
        if rest.last == "%" {
            guard unit == .plain else { return nil }
            unit = .percent
            rest.removeLast()
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard rest.count <= 40, (1...2).contains(parts.count), let whole = Self.whole(parts[0])
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || (!fraction.isEmpty && Self.areDigits(fraction)) else {
            return nil
        }
        digits = fraction.isEmpty ? whole : "\(whole).\(fraction)"
        let leading = whole.drop { $0 == "0" }
        var trailing = fraction
        while trailing.last == "0" { trailing.removeLast() }
        value = (leading.isEmpty ? "0" : leading) + (trailing.isEmpty ? "" : ".\(trailing)")
        self.unit = unit
        self.sign = sign
    }

    /// Whether the same digits may be read as thousands elsewhere: `10.000`.
    var isAmbiguous: Bool {
        let parts = digits.split(separator: ".")
        return parts.count == 2 && parts[1].count == 3 && parts[0].count <= 3
    }

    /// Whether a figure of the facts is this number in this unit, whatever is said of it.
    func isSameNumber(as fact: Figure) -> Bool {
        guard value == fact.value, !isAmbiguous || digits == fact.digits else { return false }
        if unit == fact.unit { return true }
        // "It closed at 120,000.00" does not say the currency again.
        if case .money = fact.unit, unit == .plain { return true }
        return false
    }

    private static let currencies: [Character: String] = [
        "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy",
    ]

    private static func takeSign(_ rest: inout Substring) -> Sign {
        switch rest.first {
        case "+":
            rest.removeFirst()
            return .plus
        case "-", "−", "–":
            rest.removeFirst()
            return .minus
        default: return .none
        }
    }

    /// The digits before the point, without their grouping.
    private static func whole(_ text: Substring) -> String? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, groups.allSatisfy({ !$0.isEmpty && areDigits($0) }),
            groups.count == 1 || first.count <= 3,
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return groups.joined()
    }

    private static func areDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
