package import Market
internal import Text
internal import Trading

/// Trades in one currency that became too old to be told one by one: how many, and their sum.
///
/// The next daily report tells of them, and then they are told.
package struct UntoldTrades: Equatable, Sendable {
    package var quote: String
    package var count: Int
    package var sum: Money
    /// When the last of them was closed.
    package var until: Timestamp

    package init(quote: String, count: Int, sum: Money, until: Timestamp) {
        self.quote = quote
        self.count = count
        self.sum = sum
        self.until = until
    }

    /// The most currencies that are told.
    private static let maximumTold = 3

    /// `7 older trades, -123.45 USDT, were not told one by one (closed by 2026-11-09 21:15 UTC)`;
    /// `nil` for none.
    ///
    /// Those that a window has counted too are said to be.
    static func words(_ all: [UntoldTrades], beside window: WindowFigures? = nil) -> String? {
        guard let until = all.map(\.until).max() else { return nil }
        let told = all.sorted { ($1.count, $0.quote) < ($0.count, $1.quote) }
        let parts = told.prefix(maximumTold).enumerated().map { index, trades in
            (index == 0 ? counted(trades.count, "older trade") : Figures.count(trades.count))
                + ", \(Figures.signedMoney(trades.sum, in: trades.quote)) \(trades.quote)"
        }
        let rest = told.dropFirst(maximumTold).reduce(0) { $0 + $1.count }
        let others = rest > 0 ? ", and \(Figures.count(rest)) in other currencies" : ""
        let twice =
            window.map { $0.from < until } == true
            ? ", those after \(Figures.moment(window?.from ?? until)) are counted above too" : ""
        let isOne = all.count == 1 && all[0].count == 1
        return
            "\(parts.joined(separator: "; "))\(others), \(isOne ? "was" : "were") not told one by "
            + "one (closed by \(Figures.moment(until)) UTC\(twice))"
    }
}

extension ReportMemory {
    /// Passes over trades that were closed before a moment and not told: they are news no more, and
    /// are counted for the next daily report.
    ///
    /// Of a trader nothing was ever told of, that is all of its record but the trades since.
    package mutating func passOver(tradesBefore moment: Timestamp, of traders: [TraderView]) {
        for trader in traders {
            let told = self.traders[trader.name]?.trade
            let trades = trader.trades.map(\.trade).filter { $0.id > told ?? .distantPast }
            let old = trades.prefix { $0.id < moment }
            var (count, sum) = (old.count, Int128(0))
            for trade in old { sum += Int128(trade.pnl.units) }
            if told == nil {
                let young = trades.dropFirst(old.count)
                count = trader.tally.trades - young.count
                sum = young.reduce(Int128(trader.summary.totalPnL.units)) {
                    $0 - Int128($1.pnl.units)
                }
            }
            guard count > 0, let last = old.last?.id ?? trades.first?.id.before else { continue }
            self.traders[trader.name, default: .init()].trade = last
            add(count, sum, until: last, in: trader.quote)
        }
    }

    private mutating func add(
        _ number: Int, _ units: Int128, until: Timestamp, in quote: String
    ) {
        let index = untold.firstIndex { $0.quote == quote } ?? untold.count
        if index == untold.count {
            untold.append(UntoldTrades(quote: quote, count: 0, sum: .zero, until: until))
        }
        untold[index].count += number
        untold[index].sum = Money(units: Int64(clamping: Int128(untold[index].sum.units) + units))
        untold[index].until = max(untold[index].until, until)
    }
}

extension Timestamp {
    /// Before everything that is reported.
    static let distantPast = Timestamp(milliseconds: .min)

    /// A millisecond before.
    var before: Timestamp { advanced(byMilliseconds: -1) }
}
