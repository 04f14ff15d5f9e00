package import Market

/// A trader's equity over a window, and what the same money would have been worth untouched.
///
/// Takes marks one by one and keeps a bounded part of them, see ``TimeBuckets``.
package struct EquityCurve: Equatable, Sendable {
    private static let maximumKept = 2_400

    /// A mark of equity, and the price at the same moment where buying and holding is shown.
    package struct Mark: Equatable, Sendable {
        package var equity: Money
        package var price: Price?

        package init(equity: Money, price: Price?) {
            self.equity = equity
            self.price = price
        }
    }

    package let name: String
    /// What is held where it is held: `BTC`.
    package let coin: String
    /// What equity is kept in percent of.
    package let initialBalance: Money
    /// Whose it is among all traders of a home, which decides its colour, dash and shape.
    package var place = 0
    /// Equity, in percent of the initial balance.
    package private(set) var equity: TimeBuckets
    /// The same of one who bought at the first mark and held, without fees.
    package private(set) var hold: TimeBuckets
    package private(set) var first: Mark?
    package private(set) var last: Mark?

    /// A curve without marks, of which at most so many spans are kept.
    ///
    /// - Precondition: the initial balance is positive.
    package init(name: String, coin: String, initialBalance: Money, atMost most: Int? = nil) {
        // In range: parameters are validated, and documents judged as they are read.
        precondition(initialBalance > .zero, "equity is shown in percent of a balance")
        self.name = name
        self.coin = coin
        self.initialBalance = initialBalance
        equity = TimeBuckets(atMost: most ?? Self.maximumKept)
        hold = equity
    }

    /// The curve that these parts were taken from.
    ///
    /// - Precondition: the initial balance is positive.
    package init(
        name: String, coin: String, initialBalance: Money, equity: TimeBuckets, hold: TimeBuckets,
        first: Mark?, last: Mark?
    ) {
        self.init(name: name, coin: coin, initialBalance: initialBalance)
        (self.equity, self.hold) = (equity, hold)
        (self.first, self.last) = (first, last)
    }

    /// When the first mark was; `nil` where there is none yet.
    package var firstTime: Timestamp? { equity.first?.time }

    /// When the last mark was; `nil` where there is none yet.
    package var lastTime: Timestamp? { equity.last?.time }

    /// Whether there is no mark yet.
    package var isEmpty: Bool { first == nil }

    /// Begins with the initial balance, at the open of the first candle after the warm-up.
    package mutating func begin(with candle: Candle) {
        add(candle.openTime, initialBalance, price: candle.open)
    }

    /// Adds a mark, and the price at the same moment where buying and holding is to be shown.
    ///
    /// None may be earlier than one before it.
    package mutating func add(_ time: Timestamp, _ equity: Money, price: Price? = nil) {
        let mark = Mark(equity: equity, price: price)
        let start = first ?? mark
        first = start
        last = mark
        self.equity.add(TimeBuckets.Sample(time: time, value: percent(equity)))
        guard let price, let bought = start.price else { return }
        let held = percent(start.equity) * price.doubleValue / bought.doubleValue
        hold.add(TimeBuckets.Sample(time: time, value: held))
    }

    private func percent(_ equity: Money) -> Double {
        100 * Double(equity.units) / Double(initialBalance.units)
    }

    /// The same in at most so many spans, and of holding hardly more than both ends.
    package func thinned(atMost columns: Int) -> EquityCurve {
        var curve = self
        (curve.equity, curve.hold) = (equity.thinned(atMost: columns), hold.thinned(atMost: 1))
        return curve
    }

    /// How far equity rose since the first mark, over time, in percent of that mark.
    var rise: TimeBuckets { sinceStart(equity) }

    /// The same of buying and holding.
    var holdRise: TimeBuckets { sinceStart(hold) }

    private func sinceStart(_ line: TimeBuckets) -> TimeBuckets {
        let start = line.first?.value ?? 100
        return line.mapped { start == 0 ? 0 : 100 * ($0 / start - 1) }
    }

    /// How far equity rose over the window, in percent of what it was at its beginning.
    var change: Double {
        guard let first, let last, first.equity != .zero else { return 0 }
        return 100 * (Double(last.equity.units) / Double(first.equity.units) - 1)
    }

    /// The same of buying and holding; `nil` where no price was given.
    var holdChange: Double? {
        guard let bought = first?.price, let price = last?.price else { return nil }
        return 100 * (price.doubleValue / bought.doubleValue - 1)
    }
}

/// A record's equity over time, and how far it stood below its peak, in percent of that.
package struct RecordCurve: Equatable, Sendable {
    /// As many spans of a line as a page draws at most.
    package static let maximumKept = 400

    package var equity: EquityCurve
    /// Percent below the peak, at least 0.
    package private(set) var drawdown: TimeBuckets

    /// A curve that goes on behind falls from the peak that were kept before.
    package init(_ equity: EquityCurve, drawdown: TimeBuckets? = nil) {
        self.equity = equity
        self.drawdown = drawdown ?? TimeBuckets(atMost: Self.maximumKept)
    }

    /// Adds how far equity stood below its peak at a moment; none may be earlier than one before.
    package mutating func addDrawdown(_ time: Timestamp, _ percent: Double) {
        drawdown.add(TimeBuckets.Sample(time: time, value: percent))
    }

    /// The deepest fall there was, and when; `nil` without a mark.
    package var deepest: (time: Timestamp, percent: Double)? {
        drawdown.highest.map { ($0.time, $0.value) }
    }
}
