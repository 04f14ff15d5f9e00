package import JSON
package import Market
internal import Store
internal import Trading

/// What `reset.json` holds: why and when a record was given up, and what it came to.
package struct ResetNote: JSONRecord {
    package var trader: String
    package var at: Timestamp
    package var reason: String
    /// What was wrong with the record, where it could not be read; the rest is unknown then.
    package var damage: String?
    package var head: String?
    package var lines: Int64?
    package var candles: Int?
    package var trades: Int?
    package var balance: Money?
    /// The open time of the last candle.
    package var lastOpenTime: Timestamp?

    package static var blank: ResetNote {
        ResetNote(trader: "", at: Timestamp(milliseconds: 0), reason: "")
    }

    /// The note on a record that can be read, or on one that cannot.
    package init(
        trader: String, at: Timestamp, reason: String, checkpoint: Checkpoint? = nil,
        damage: String? = nil
    ) {
        self.trader = trader
        self.at = at
        self.reason = reason
        self.damage = damage
        guard let checkpoint else { return }
        head = checkpoint.journal.head
        lines = checkpoint.journal.lines
        candles = checkpoint.state.candles
        trades = checkpoint.state.record.tally.trades
        balance = checkpoint.state.account.balance
        lastOpenTime = checkpoint.state.lastOpenTime
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("trader", &trader)
        try visitor.field("at", &at)
        try visitor.field("reason", &reason)
        try visitor.field("damage", &damage)
        try visitor.field("head", &head)
        try visitor.field("lines", &lines)
        try visitor.field("candles", &candles)
        try visitor.field("trades", &trades)
        try visitor.field("balance", &balance)
        try visitor.field("lastOpenTime", &lastOpenTime)
    }

    /// What the next record of the trader says about this one.
    package var predecessor: Predecessor { Predecessor(at: at, reason: reason, head: head) }
}
