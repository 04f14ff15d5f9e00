package import Market

/// How a currency stands, for a line under an educational post.
package struct MarketContext: Equatable, Sendable {
    /// What is priced, as `BTC` or `BTC/USDT`.
    package var subject: String
    package var price: Price
    /// What the price is in.
    package var quote: String
    /// In 24 hours.
    package var change: Percent?
    package var capitalization: Capitalization?
    /// The share of what all currencies are worth.
    package var dominance: Percent?
    package var asOf: Timestamp
    /// Who tells it.
    package var source: String

    package init(
        subject: String, price: Price, quote: String = "USD", change: Percent? = nil,
        capitalization: Capitalization? = nil, dominance: Percent? = nil, asOf: Timestamp,
        source: String
    ) {
        self.subject = subject
        self.price = price
        self.quote = quote
        self.change = change
        self.capitalization = capitalization
        self.dominance = dominance
        self.asOf = asOf
        self.source = source
    }

    /// `📈 BTC $93,412.00, +1.2 % in 24 h, worth $1.85 trillion, 58.1 % of all (CoinMarketCap,
    /// 2026-11-24 16:05 UTC)`.
    package var line: String {
        let parts = [
            "\(subject) \(Figures.price(price, in: quote))",
            change.map { "\(Figures.signedPercent($0.doubleValue, digits: 1)) in 24 h" },
            capitalization.map { "worth $\(Self.words($0))" },
            dominance.map { "\(Figures.percent($0.doubleValue, digits: 1)) of all" },
        ].compactMap { $0 }.joined(separator: ", ")
        return "📈 \(parts) (\(source), \(Figures.moment(asOf)) UTC)"
    }

    private static func words(_ worth: Capitalization) -> String {
        let whole = Double(worth.units / 100_000_000)
        let scales = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")]
        let scale = scales.first { whole >= $0.0 } ?? (1, "")
        return Figures.decimal(whole / scale.0, digits: 2) + scale.1
    }
}

extension Post {
    /// The same post with a line more, where it still is one post then; else as it is.
    package func adding(_ line: String, limit: Int = WeightedLength.limit) -> Post {
        var longer = Post(
            kind: kind, subject: subject, body: "\(body)\n\n\(line)", tail: tail, altText: altText)
        longer.acceptedAt = acceptedAt
        return WeightedLength(of: longer.text).total <= limit ? longer : self
    }
}
