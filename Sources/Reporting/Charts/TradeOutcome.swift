internal import Market
internal import Trading

/// What a trade brought, or a position would.
struct TradeOutcome {
    private let word: String
    let pnl: Money
    private let percent: Double
    private let currency: String

    init(_ trade: Trade, in currency: String) {
        word = trade.isWin ? "WIN" : "LOSS"
        (pnl, percent) = (trade.pnl, trade.pnlPercent)
        self.currency = currency
    }

    /// `nil` where it is beyond exact decimals: nothing that can be told.
    init?(_ position: Position, at price: Price, in currency: String) {
        guard let outlay = try? position.outlay(),
            let pnl = try? position.value(at: price) - outlay
        else { return nil }
        word = "OPEN"
        self.pnl = pnl
        percent = Trading.percent(pnl, of: outlay)
        self.currency = currency
    }

    var text: String { "\(word) \(money) \(currency) (\(Figures.signedPercent(percent)))" }

    /// The same without the currency, for where there is little room.
    var shortText: String { "\(word) \(money) (\(Figures.signedPercent(percent)))" }

    private var money: String { Figures.signedMoney(pnl, in: currency) }
}
