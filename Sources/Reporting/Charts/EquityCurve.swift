package import Market

/// A trader's equity over a window, and what the same money would have been worth untouched.
///
/// Takes marks one by one and keeps a bounded part of them, see ``TimeBuckets``.
package struct EquityCurve: Equatable, Sendable {
    private static let mostKept = 2_400

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
    /// What equity is shown in percent of.
    package let initialBalance: Money
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
        equity = TimeBuckets(atMost: most ?? Self.mostKept)
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
