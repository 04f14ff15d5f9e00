package import JSON
package import Market
internal import Store
internal import Trading

/// What `reset.json` holds: why and when a record was given up, and what it came to.
struct ResetNote: JSONRecord {
    var trader: String
    var at: Timestamp
    var reason: String
    /// What was wrong with the record, where it could not be read; the rest is unknown then.
    var damage: String?
    var head: String?
    var lines: Int64?
    var candles: Int?
    var trades: Int?
    var balance: Money?
    /// The open time of the last candle.
    var lastOpenTime: Timestamp?

    static var blank: ResetNote {
        ResetNote(trader: "", at: Timestamp(milliseconds: 0), reason: "")
    }

    /// The note on a record that can be read, or on one that cannot.
    init(
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

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
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
    var predecessor: Predecessor { Predecessor(at: at, reason: reason, head: head) }
}

/// The record that was given up for a new one, as the new one's journal tells on its first line.
package struct Predecessor: Equatable, Sendable {
    /// When it was given up.
    package var at: Timestamp
    /// Why, in its owner's words.
    package var reason: String
    /// Its last journal head; `nil` where it was too damaged to tell.
    package var head: String?
}

extension Predecessor: JSONRecord {
    package static var blank: Predecessor {
        Predecessor(at: Timestamp(milliseconds: 0), reason: "", head: nil)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("at", &at)
        try visitor.field("reason", &reason)
        try visitor.field("head", &head)
    }
}
