package import Market
package import Trading

/// What a trader did between two moments, counted from its journal.
package struct WindowFigures: Equatable, Sendable {
    /// The open time of the first candle.
    package var from: Timestamp
    /// The close time of the last.
    package var to: Timestamp
    package var wins: Int
    package var losses: Int
    /// Of the trades that were closed in it, whenever they began.
    package var pnl: Money
    /// Of the same trades, both of a trade's fees.
    package var fees: Money
    /// The mark at the close before `from`, also where candles are missing between the two; the initial
    /// balance where none was traded before.
    package var equityAtStart: Money
    /// The mark at `to`, an open position counted.
    package var equityAtEnd: Money
    /// In percent of the highest mark before it within the window, the first included.
    package var maximumDrawdownPercent: Double
    package var best: Money?
    package var worst: Money?
    package var candles: Int
    /// Those between `from` and `to` that there are none of.
    package var missingCandles: Int
    /// How many orders were not filled; `nil` where nobody looked.
    package var skipped: Int?
    /// Why the last of them was not.
    package var lastSkip: Skip?
    /// What a unit cost at the moment of ``equityAtStart``: at the close before `from`, or at the first
    /// open of a record.
    package var priceAtStart: Price
    /// What it cost at `to`.
    package var lastClose: Price
    /// The return of each UTC day that has a candle in it.
    ///
    /// Its last mark over that of the day before, less one. Empty where the marks were not read.
    package var dailyReturns: [Int64: Double]

    package init(
        from: Timestamp, to: Timestamp, wins: Int = 0, losses: Int = 0, pnl: Money = .zero,
        fees: Money = .zero, equityAtStart: Money, equityAtEnd: Money,
        maximumDrawdownPercent: Double = 0, best: Money? = nil, worst: Money? = nil,
        candles: Int = 0, missingCandles: Int = 0, priceAtStart: Price, lastClose: Price,
        dailyReturns: [Int64: Double] = [:]
    ) {
        self.from = from
        self.to = to
        self.wins = wins
        self.losses = losses
        self.pnl = pnl
        self.fees = fees
        self.equityAtStart = equityAtStart
        self.equityAtEnd = equityAtEnd
        self.maximumDrawdownPercent = maximumDrawdownPercent
        self.best = best
        self.worst = worst
        self.candles = candles
        self.missingCandles = missingCandles
        self.priceAtStart = priceAtStart
        self.lastClose = lastClose
        self.dailyReturns = dailyReturns
    }

    package var trades: Int { wins + losses }
    package var winRate: WinRate { WinRate(wins: wins, trades: trades) }

    /// Milliseconds from its first candle to the end of its last.
    package var length: Int64 { to.since(from) }

    /// The change of equity, an open position counted; the largest number where it is beyond that.
    package var change: Money {
        Money(clamping: Int128(equityAtEnd.units) - Int128(equityAtStart.units))
    }

    /// The change of equity in percent of what the window began with.
    package var changePercent: Double {
        equityAtStart == .zero
            ? 0 : 100 * (equityAtEnd.doubleValue / equityAtStart.doubleValue - 1)
    }

    /// What buying at the beginning and holding came to, in percent, fees not counted.
    package var holdPercent: Double {
        priceAtStart == .zero ? 0 : 100 * (lastClose.doubleValue / priceAtStart.doubleValue - 1)
    }

    /// The mean change of equity in 24 hours of its candles; `nil` under 12 hours of them.
    package var changePerDay: Double? {
        let all = candles + missingCandles
        guard all > 0 else { return nil }
        let days = TimeSpan.days(milliseconds: length) * Double(candles) / Double(all)
        return days < 0.5 ? nil : change.doubleValue / days
    }

    /// The mean pnl of the trades that were closed in it; `nil` without one.
    package var pnlPerTrade: Double? { trades == 0 ? nil : pnl.doubleValue / Double(trades) }

    /// Whether equity changed to a smaller part of what it was, exactly.
    package func hasGrownLess(than other: WindowFigures) -> Bool {
        Int128(equityAtEnd.units) * Int128(other.equityAtStart.units)
            < Int128(other.equityAtEnd.units) * Int128(equityAtStart.units)
    }
}

/// How long a window is meant to be; a young record's is shorter.
package struct WindowSpan: Sendable {
    /// `30 days`, `24 h`.
    let words: String
    package let milliseconds: Int64

    package static let day = WindowSpan("24 h", days: 1)
    package static let week = WindowSpan("7 days", days: 7)
    package static let month = WindowSpan("30 days", days: 30)

    private init(_ words: String, days: Int64) {
        self.words = words
        // In range: at most 30 days.
        milliseconds = Timestamp(startOfDay: days).milliseconds
    }

    /// Whether a window is as long as it is meant to be; a candle of up to a day may straddle the
    /// start.
    package func isFilled(by window: WindowFigures) -> Bool {
        let length = window.length
        return length >= milliseconds - milliseconds / 100 && length <= milliseconds
    }

    /// `last 24 h`, or how long a window truly is that is not so long: `last 5 h 20 m`.
    package func name(of window: WindowFigures) -> String {
        "last " + (isFilled(by: window) ? words : Figures.duration(milliseconds: window.length))
    }

    /// `Last 24 h to 2026-11-02 00:05 UTC`, or what the window is where it is another.
    func heading(of window: WindowFigures, isStale: Bool) -> String {
        let end = "\(Figures.moment(window.to)) UTC"
        if isFilled(by: window) { return "\(isStale ? "The" : "Last") \(words) to \(end)" }
        return "\(Figures.duration(milliseconds: window.length)) from "
            + "\(Figures.moment(window.from)) to \(end)"
    }
}
