package import Market
internal import Text

/// How figures are spelled for people: the same everywhere, whatever the locale.
package enum Figures {
    /// Money with the digits that its currency and size call for, and thousands separators:
    /// `10,432.00`, `-31.07`, `0.00028`; of bitcoin `0.48887305`.
    package static func money(_ money: Money, in quote: String) -> String {
        fixed(money.units, fractionDigits: moneyDigits(money.units.magnitude, in: quote))
    }

    /// Money that carries its sign: `+173.33`, `-31.07`, `0.00`.
    package static func signedMoney(_ money: Money, in quote: String) -> String {
        signed(Figures.money(money, in: quote))
    }

    /// A mean of money, as money is spelled.
    package static func money(_ mean: Double, in quote: String) -> String {
        let units = (mean * Double(Money.unitsPerOne)).rounded().magnitude
        // In range: below 2⁶³ here.
        let digits = units < 1e18 ? moneyDigits(UInt64(units), in: quote) : 2
        return decimal(mean, digits: digits)
    }

    /// A price with the digits its size calls for: `113,587.99`, `0.6123`, `0.00001234`.
    package static func price(_ price: Price) -> String {
        fixed(price.units, fractionDigits: priceDigits(price.doubleValue))
    }

    /// An average of prices, with as many digits as the price it stands beside.
    package static func average(_ value: Double, beside price: Price) -> String {
        decimal(value, digits: priceDigits(price.doubleValue))
    }

    /// A difference of averages: as ``average(_:beside:)``, but that what would be nothing is shown with
    /// two figures.
    package static func difference(_ value: Double, beside price: Price) -> String {
        let usual = priceDigits(price.doubleValue)
        let digits = (usual...12).first { Double(power($0 - 1)) * value.magnitude >= 1 }
        let isShown = (value.magnitude * Double(power(usual))).rounded() >= 1
        return decimal(value, digits: isShown || value == 0 ? usual : digits ?? 12)
    }

    /// The same with its sign.
    package static func signedDifference(_ value: Double, beside price: Price) -> String {
        signed(difference(value, beside: price))
    }

    /// A quantity with all its digits: `0.02641`, `1,234,567.5`.
    package static func quantity(_ quantity: Quantity) -> String {
        let parts = quantity.description.split(separator: ".")
        return ([Text.grouped(parts[0])] + parts.dropFirst().map { String($0) })
            .joined(separator: ".")
    }

    /// A percentage: `57.1 %` with one digit, `1.73 %` with two.
    package static func percent(_ value: Double, digits: Int = 2) -> String {
        decimal(value, digits: digits) + " %"
    }

    /// A percentage that carries its sign: `+1.73 %`.
    package static func signedPercent(_ value: Double, digits: Int = 2) -> String {
        signed(decimal(value, digits: digits)) + " %"
    }

    /// A number with so many digits after the point, half away from zero: `1.50`.
    package static func decimal(_ value: Double, digits: Int) -> String {
        let scale = power(digits)
        let scaled = (value * Double(scale)).rounded(.toNearestOrAwayFromZero)
        // Beyond 2⁵³ there are no such digits to show.
        guard scaled.magnitude < 9e15 else { return "\(value)" }
        return grouped(Int64(saturating: scaled), fractionDigits: digits)
    }

    /// A count with thousands separators: `105,120`.
    package static func count(_ number: Int) -> String { grouped(Int64(number), fractionDigits: 0) }

    /// A time span in its two largest units: `4 m 10 s`, `3 h 5 m`, `12 d 4 h`.
    package static func duration(milliseconds: Int64) -> String {
        TimeSpan.words(milliseconds: milliseconds)
    }

    /// That what has been lies in the future, so that a clock is or was wrong: `3 h 5 m ahead of this
    /// clock`; `nil` where it does not.
    package static func ahead(_ moment: Timestamp, of now: Timestamp) -> String? {
        moment.millisecondsAhead(of: now).map {
            "\(duration(milliseconds: $0)) ahead of this clock"
        }
    }

    /// A moment to the minute, in UTC: `2025-10-10 21:15`.
    package static func moment(_ time: Timestamp) -> String {
        "\(time.dateText) \(time.timeText())"
    }

    /// Currencies of which a hundredth is much money.
    private static let coins: Set<String> = ["BTC", "ETH", "BNB", "SOL"]

    /// How many digits behind the point an amount of 10⁻⁸ is shown with.
    ///
    /// 2, as far as that shows anything; of what would be 0.00 as many as show two figures of it.
    private static func moneyDigits(_ units: UInt64, in quote: String) -> Int {
        if coins.contains(quote) { return 8 }
        switch units {
        case 0, 500_000...: return 2
        case 100_000...: return 4
        case 10_000...: return 5
        case 1_000...: return 6
        case 100...: return 7
        default: return 8
        }
    }

    private static func priceDigits(_ price: Double) -> Int {
        switch price.magnitude {
        case 10...: 2
        case 0.1...: 4
        case 0.001...: 6
        default: 8
        }
    }

    /// A count of 10⁻⁸, rounded to fewer digits half away from zero.
    private static func fixed(_ units: Int64, fractionDigits: Int) -> String {
        let divisor = power(8 - fractionDigits)
        let (quotient, rest) = units.quotientAndRemainder(dividingBy: divisor)
        let isUp = rest.magnitude * 2 >= divisor.magnitude && rest != 0
        return grouped(isUp ? quotient + units.signum() : quotient, fractionDigits: fractionDigits)
    }

    private static func grouped(_ scaled: Int64, fractionDigits: Int) -> String {
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(
            dividingBy: power(fractionDigits).magnitude)
        let sign = scaled < 0 ? "-" : ""
        let digits = String(fraction)
        let zeros = String(repeating: "0", count: max(0, fractionDigits - digits.utf8.count))
        return sign + Text.grouped("\(whole)") + (fractionDigits > 0 ? ".\(zeros)\(digits)" : "")
    }

    static func signed(_ text: String) -> String {
        let isZero = text.allSatisfy { !$0.isNumber || $0 == "0" }
        return isZero || text.hasPrefix("-") ? text : "+" + text
    }

    private static func power(_ digits: Int) -> Int64 {
        (0..<digits).reduce(1) { power, _ in power * 10 }
    }
}
