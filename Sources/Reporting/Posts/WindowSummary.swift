internal import Market
internal import Text

/// What many traders did over one window, in a few lines: all together, the best and the worst.
///
/// Its length does not grow with the number of traders.
struct WindowSummary {
    typealias Told = (trader: TraderView, window: WindowFigures)

    /// The most parts of a post that it becomes.
    static let maximumParts = 4
    /// The most currencies that are told one by one.
    private static let maximumCurrencies = 3

    /// Those that are summed up.
    let told: [Told]
    /// Those that were given.
    private let all: [Told]
    private let span: WindowSpan
    private let now: Timestamp
    private let end: Timestamp

    /// Whoever stopped long before the others is left out of what they did, and counted.
    init(_ all: [Told], _ span: WindowSpan, now: Timestamp) {
        self.all = all
        let newest = all.map(\.trader).newest(at: now)
        let told = all.filter { !$0.trader.isLeftBehind(by: newest) }
        self.told = told
        self.span = span
        self.now = now
        end = told.map(\.window.to).max() ?? now
    }

    private var stale: [TraderView] {
        all.map(\.trader).filter { $0.isStale(at: now) }
    }

    // MARK: All together

    /// The window, and what all did in it.
    var totals: String {
        let windows = told.map(\.window)
        let (wins, losses) = (
            windows.reduce(0) { $0 + $1.wins }, windows.reduce(0) { $0 + $1.losses }
        )
        let rate = WinRate(wins: wins, trades: wins + losses)
        let missing = windows.reduce(0) { $0 + $1.missingCandles }
        let candles = windows.reduce(missing) { $0 + $1.candles }
        let skips = windows.compactMap(\.skipped).filter { $0 > 0 }
        let simulated = told.count { $0.trader.market.exchange == .sim }
        let lines = [
            heading, staleLine,
            "• Trades: \(rate.tradesWords)",
            "• Win Rate: \(rate.wordsWithInterval)",
        ]
        let notes = [
            "• Equity rose for \(Figures.count(risen)), fell for "
                + "\(Figures.count(told.count - risen - level)), level for \(Figures.count(level))",
            missing > 0
                ? "• Missing: \(Figures.count(missing)) of \(Figures.count(candles)) candles" : nil,
            skips.isEmpty
                ? nil
                : "• Skipped orders: \(Figures.count(skips.reduce(0, +))) of "
                    + counted(skips.count, "trader"),
            simulated > 0 ? "🧪 Simulated prices: \(counted(simulated, "trader"))" : nil,
            resetLine,
        ]
        return (lines + currencies + notes).compactMap { $0 }.joined(separator: "\n")
    }

    private var heading: String {
        let count = "Total of \(counted(told.count, "trader"))"
        let until = "to \(Figures.moment(end)) UTC"
        let length = span.words
        let shorter = told.count { !span.isFilled(by: $0.window) }
        if shorter > 0 {
            return "\(count), up to \(length) \(until), \(Figures.count(shorter)) of them shorter:"
        }
        return "\(count), \(stale.isEmpty ? "last " : "")\(length) \(until):"
    }

    private var staleLine: String? {
        let oldest = stale.min { $0.asOf ?? end < $1.asOf ?? end }
        guard let line = oldest?.staleLine(at: now) else { return nil }
        let words =
            stale.count == 1
            ? "\(line) (1 trader)" : "\(line) at most (\(counted(stale.count, "trader")))"
        return words + (leftOut.map { "\n\($0)" } ?? "")
    }

    private var leftOut: String? {
        TraderView.leftOut(all.count - told.count).map { "• \($0)" }
    }

    private var resetLine: String? {
        let resets = told.compactMap(\.trader.reset)
        guard let last = resets.map(\.at).max() else { return nil }
        return
            "♻️ Record restarted: \(counted(resets.count, "trader")), the last \(last.dateText)"
    }

    private var risen: Int { told.count { $0.window.equityAtEnd > $0.window.equityAtStart } }
    private var level: Int { told.count { $0.window.equityAtEnd == $0.window.equityAtStart } }

    /// A line for each currency, those of most traders first.
    private var currencies: [String] {
        let groups = Dictionary(grouping: told, by: \.trader.quote)
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        var lines = groups.prefix(Self.maximumCurrencies).map { quote, told in
            let whose = groups.count > 1 ? "\(quote), \(counted(told.count, "trader")): " : ""
            return "• \(whose)\(Self.sums(told.map(\.window), quote))"
        }
        let rest = groups.dropFirst(Self.maximumCurrencies)
        if !rest.isEmpty {
            let traders = rest.reduce(0) { $0 + $1.value.count }
            lines.append("• \(counted(traders, "trader")) in \(rest.count) other currencies")
        }
        return lines
    }

    private static func sums(_ windows: [WindowFigures], _ quote: String) -> String {
        guard let pnl = sum(windows.map(\.pnl)), let fees = sum(windows.map(\.fees)),
            let start = sum(windows.map(\.equityAtStart)), let end = sum(windows.map(\.equityAtEnd))
        else { return "sums too large to be told" }
        let change = start == .zero ? 0 : 100 * (end.doubleValue / start.doubleValue - 1)
        return
            "P&L \(Figures.signedSum(pnl, in: quote)), fees \(Figures.sum(fees, in: quote)), equity "
            + "\(Figures.sum(start, in: quote)) to \(Figures.sum(end, in: quote)) "
            + "(\(Figures.signedShare(change)))"
    }

    private static func sum(_ amounts: [Money]) -> Money? {
        Int64(exactly: amounts.reduce(Int128(0)) { $0 + Int128($1.units) }).map { Money(units: $0) }
    }

    // MARK: The best and the worst

    /// Who did best and who worst, of those that can be compared: a trade closed, figures not stale,
    /// and a window as long as the longest.
    var extremes: String {
        let start = told.map(\.window.from).min() ?? end
        let ranked = told.filter { told in
            told.window.trades > 0 && !told.trader.isStale(at: now)
                && told.window.from.since(start)
                    <= max(span.milliseconds / 100, told.trader.market.timeframe.milliseconds)
        }.sorted { $1.window.hasGrownLess(than: $0.window) }
        guard let best = ranked.first, let worst = ranked.last, ranked.count > 1 else {
            return "Too few closed a trade over all of it to call one the best."
        }
        guard worst.window.hasGrownLess(than: best.window) else {
            return "The \(Figures.count(ranked.count)) that closed trades are level: "
                + "\(Figures.signedShare(best.window.changePercent)) to \(Figures.moment(end)) UTC."
        }
        return """
            Change of equity to \(Figures.moment(end)) UTC, of \(Figures.count(ranked.count)) that closed trades:
            🥇 Best: \(Self.words(best, of: ranked))
            🔻 Worst: \(Self.words(worst, of: ranked))
            """
    }

    private static func words(_ one: Told, of ranked: [Told]) -> String {
        let change = Figures.signedShare(one.window.changePercent)
        let level = ranked.count {
            !$0.window.hasGrownLess(than: one.window) && !one.window.hasGrownLess(than: $0.window)
        }
        guard level == 1 else { return "\(Figures.count(level)) traders level at \(change)" }
        return "\(one.trader.titleLine) \(change), P&L "
            + "\(Figures.signedSum(one.window.pnl, in: one.trader.quote)) of "
            + counted(one.window.trades, "trade")
    }

    var altText: String {
        "Equity on paper of \(counted(told.count, "trader")), \(span.words) to "
            + "\(Figures.moment(end)) UTC."
    }
}
