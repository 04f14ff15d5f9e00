package import JSON
package import Market
internal import Record
internal import Rules
package import Trading

/// Trades as lines for other programs, under the names that the stats file gives their fields.
package struct TradeText: Sendable {
    /// Whether the names of rules are told: the last two columns, which would be empty where no rule
    /// has one.
    private let hasTags: Bool

    package init(hasTags: Bool) { self.hasTags = hasTags }

    /// A JSON object and a newline.
    func json(_ trade: Trade, symbol: Symbol) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writeFields(of: trade, symbol: symbol, to: &writer)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The members of such an object, into one that may say more.
    package func writeFields(of trade: Trade, symbol: Symbol, to writer: inout JSONWriter) {
        StatsFile.writeFields(of: trade, symbol: symbol, to: &writer)
        if hasTags { StatsFile.writeTags(of: trade, to: &writer) }
    }

    /// The heading of ``csv(_:symbol:)``.
    package var heading: String {
        "id,symbol,side,entryTime,exitTime,entryPrice,exitPrice,amount,invested,pnl,pnlPercent,fees,"
            + "holdTime,reason,entryReason" + (hasTags ? ",entryTag,exitTag" : "") + "\n"
    }

    /// The same figures between commas; none of them holds one.
    package func csv(_ trade: Trade, symbol: Symbol) -> String {
        let tags = [trade.entryTag, trade.exitTag].map { ",\($0?.description ?? "")" }.joined()
        return "\(trade.id.milliseconds),\(symbol),LONG,\(trade.entryTime),\(trade.exitTime),"
            + "\(trade.entryPrice),\(trade.exitPrice),\(trade.quantity),\(trade.invested),"
            + "\(trade.pnl),\(trade.pnlPercent),\(trade.fees),\(trade.holdTime),"
            + "\(trade.reason.rawValue),\(trade.entryReason.rawValue)" + (hasTags ? tags : "")
            + "\n"
    }
}
