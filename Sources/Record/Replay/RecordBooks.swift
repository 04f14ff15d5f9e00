package import Market
package import Trading

/// The balance and the position as a record, or the tail of one, goes by.
package struct RecordBooks: Equatable {
    package var balance: Money
    package var quantity: Quantity
    package var close = Price.zero

    /// Those of an account before its first candle.
    package init(balance: Money) {
        self.balance = balance
        quantity = .zero
    }

    /// Before the first of the entries, after the last of which the account stands as given.
    package init(_ entries: some Sequence<JournalTail.Entry>, endingIn account: Account)
        throws(Overflow)
    {
        balance = account.balance
        quantity = account.position?.quantity ?? .zero
        for entry in entries.reversed() {
            for event in entry.events.reversed() {
                switch event {
                case .opened(let position, _):
                    balance = try balance + position.outlay()
                    quantity = .zero
                case .closed(let trade, _):
                    balance = try balance - (trade.outlay + trade.pnl)
                    quantity = trade.quantity
                case .gap, .skipped: break
                }
            }
        }
    }

    /// Takes a candle's close, and what the candle led to.
    package mutating func consume(
        close: Price, _ events: [JournalTail.Happening]
    ) throws(Overflow) {
        self.close = close
        for event in events {
            switch event {
            case .opened(let position, _):
                balance = try balance - position.outlay()
                quantity = position.quantity
            case .closed(let trade, _):
                balance = try balance + (trade.outlay + trade.pnl)
                quantity = .zero
            case .gap, .skipped: break
            }
        }
    }

    /// What it all would bring at the last close, down; a mark out of range as the step has it.
    package var equity: Money {
        do {
            return try balance + close.times(quantity, rounded: .down)
        } catch {
            return Money(units: Int64.max)
        }
    }
}
