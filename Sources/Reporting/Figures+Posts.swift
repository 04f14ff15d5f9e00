package import Market

// Figures as posts spell them: with their currency, percentages closed up.

extension Figures {
    /// Quote currencies that are dollars, or stand for one.
    private static let dollars: Set<String> = [
        "USD", "USDT", "USDC", "FDUSD", "USDE", "USD1", "TUSD", "BUSD", "RLUSD", "DAI",
    ]

    /// Money with its currency: `$10,432.00`, `-$31.07`, `-31.07 EUR`.
    package static func sum(_ money: Money, in quote: String) -> String {
        valued(Figures.money(money, in: quote), in: quote)
    }

    /// Money with its currency and sign: `+$173.33`, `-$31.07`, `$0.00`.
    package static func signedSum(_ money: Money, in quote: String) -> String {
        valued(Figures.signedMoney(money, in: quote), in: quote)
    }

    /// A mean of money, with its currency and sign.
    package static func signedSum(_ value: Double, in quote: String) -> String {
        valued(signed(money(value, in: quote)), in: quote)
    }

    /// A price with its currency: `$113,587.99`, `0.00001234 BTC`.
    package static func price(_ price: Price, in quote: String) -> String {
        valued(Figures.price(price), in: quote)
    }

    /// A percentage closed up: `57.1%`.
    package static func share(_ value: Double, digits: Int = 1) -> String {
        decimal(value, digits: digits) + "%"
    }

    /// A percentage closed up, with its sign: `+1.73%`.
    package static func signedShare(_ value: Double, digits: Int = 2) -> String {
        let text = decimal(value, digits: digits)
        let isNothing = text.allSatisfy { !$0.isNumber || $0 == "0" }
        return (value > 0 && !isNothing ? "+" + text : text) + "%"
    }

    private static func valued(_ text: String, in quote: String) -> String {
        guard dollars.contains(quote) else { return "\(text) \(quote)" }
        guard let sign = text.first, sign == "-" || sign == "+" else { return "$" + text }
        return "\(sign)$\(text.dropFirst())"
    }
}
