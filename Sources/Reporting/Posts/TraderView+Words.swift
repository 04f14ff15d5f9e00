internal import Market
internal import Text
internal import Trading

// What posts of several kinds say of a trader in the same words.

extension TraderView {
    /// The exchange in capitals, with what tells this trader from another on it.
    var title: String {
        let exchange = market.exchange.rawValue.uppercased()
        return name == market.exchange.rawValue ? exchange : "\(exchange) (\(name))"
    }

    var mark: String {
        switch market.exchange {
        case .binance: "🟡"
        case .bybit: "🟣"
        case .sim: "🧪"
        }
    }

    /// `🟡 Exchange: BINANCE`.
    var exchangeLine: String { "\(mark) Exchange: \(title)\(simulation)" }

    /// `🟡 BINANCE BTC/USDT 5m`.
    var titleLine: String {
        "\(mark) \(title) \(market.symbol) \(market.timeframe.rawValue)\(simulation)"
            + (parameters.strategy.text.map { ", \($0.name)" } ?? "")
    }

    /// `• Market: BTC/USDT, 5m candles`.
    var marketLine: String {
        "• Market: \(market.symbol), \(market.timeframe.rawValue) candles"
            + (parameters.strategy.text.map { ", strategy \($0.name)" } ?? "")
    }

    /// Prices that no exchange has quoted are not left to be taken for real ones.
    private var simulation: String { market.exchange == .sim ? " (simulated prices)" : "" }

    /// What its picture shows first: `5m candles of BTC/USDT on BINANCE with two moving averages`.
    var pictured: String {
        "\(market.timeframe.rawValue) candles of \(market.symbol) on \(title) with "
            + words.lineWords
    }

    /// What closed trades came to: `+$173.33 (+1.73%)`.
    var totalWords: String {
        "\(Figures.signedSum(summary.totalPnL, in: quote)) "
            + "(\(Figures.signedShare(summary.totalPnLPercent)))"
    }

    /// What totals are of: `since 2026-11-01`.
    var since: String {
        startedAt.map { "since \($0.dateText)" } ?? "since its start"
    }

    /// That, and that an earlier record was put away.
    var resetLine: String? {
        reset.map {
            "♻️ Record restarted \($0.at.dateText), the earlier one is archived. "
                + "Reason: \(Self.oneLine($0.reason))"
        }
    }

    /// That figures are old, and how old; or that they are of a time to come.
    func staleLine(at now: Timestamp) -> String? {
        if let asOf, let words = Figures.ahead(asOf, of: now) {
            return "⚠️ Wrong clock: its last candle, \(Figures.moment(asOf)) UTC, is \(words)"
        }
        guard isStale(at: now), let asOf, let age = age(at: now) else { return nil }
        return "⚠️ Stale: figures of \(Figures.moment(asOf)) UTC, "
            + "\(Figures.duration(milliseconds: age)) old"
    }

    /// `1 stale trader counts as it last stood`: what sums since the start say of those that stopped;
    /// `nil` where none did.
    static func stoodStill(_ stopped: [TraderView]) -> String? {
        stopped.isEmpty
            ? nil
            : "\(counted(stopped.count, "stale trader")) "
                + (stopped.count == 1 ? "counts as it last stood" : "count as they last stood")
    }

    /// `1 stale trader is not in it`: that sums are not of everybody; `nil` where they are.
    static func leftOut(_ count: Int) -> String? {
        count == 0
            ? nil : "\(counted(count, "stale trader")) \(count == 1 ? "is" : "are") not in it"
    }

    /// A reason as an operator wrote it, on one line and of a bounded length.
    private static func oneLine(_ text: String) -> String {
        let words = ShownText.line(
            text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        // What a post may not hold, a reason in it may not either.
        let isPlain = !words.contains { "@#".contains($0) } && PostLink.first(in: words) == nil
        guard isPlain else { return "kept in the archive" }
        return words.count > 100 ? words.prefix(99) + "…" : words.isEmpty ? "none given" : words
    }
}

extension WinRate {
    private static let smallSample = "small sample"

    /// `12 (5W/7L)`.
    var tradesWords: String {
        let (trades, wins, losses) = (
            Figures.count(trades), Figures.count(wins), Figures.count(trades - wins)
        )
        return "\(trades) (\(wins)W/\(losses)L)"
    }

    /// `41.7%`, `41.7% (small sample)`; `none yet` without trades.
    var words: String {
        guard let percent else { return "none yet" }
        return Figures.share(percent) + (isSmallSample ? " (\(Self.smallSample))" : "")
    }

    /// With its interval: `41.7% (95% interval 19.3% to 68.0%, small sample)`.
    var wordsWithInterval: String {
        guard let percent, let interval else { return "none, no trade closed" }
        let bounds =
            "95% interval \(Figures.share(interval.lowerBound)) to "
            + Figures.share(interval.upperBound)
        return Figures.share(percent)
            + " (\(bounds)\(isSmallSample ? ", \(Self.smallSample)" : ""))"
    }
}
