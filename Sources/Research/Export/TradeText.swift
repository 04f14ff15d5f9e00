internal import JSON
package import Market
internal import Record
package import Trading

/// A trade as one line for other programs, under the names that the stats file gives its fields.
package enum TradeText {
    /// A JSON object and a newline.
    static func json(_ trade: Trade, symbol: Symbol) -> [UInt8] {
        var writer = JSONWriter()
        StatsFile.write(trade, symbol: symbol, to: &writer)
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The heading of ``csv(_:symbol:)``.
    package static let heading =
        "id,symbol,side,entryTime,exitTime,entryPrice,exitPrice,amount,invested,pnl,pnlPercent,fees,"
        + "holdTime,reason,entryReason\n"

    /// The same figures between commas; none of them holds one.
    package static func csv(_ trade: Trade, symbol: Symbol) -> String {
        "\(trade.id.milliseconds),\(symbol),LONG,\(trade.entryTime),\(trade.exitTime),"
            + "\(trade.entryPrice),\(trade.exitPrice),\(trade.quantity),\(trade.invested),"
            + "\(trade.pnl),\(trade.pnlPercent),\(trade.fees),\(trade.holdTime),"
            + "\(trade.reason.rawValue),\(trade.entryReason.rawValue)\n"
    }
}
