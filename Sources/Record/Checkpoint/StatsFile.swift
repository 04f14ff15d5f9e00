package import JSON
package import Market
internal import Rules
internal import Store
package import Text
package import Trading

/// The stats file: figures under names that other programs read.
///
/// Derived from the checkpoint, and written anew on every tick. Money and percentages are JSON
/// numbers, exact decimals with all their digits; times are ISO 8601.
package struct StatsFile {
    package let settings: TraderSettings
    package let state: TraderState
    package let summary: Summary
    /// When the file is written.
    package let timestamp: Timestamp
    /// The hash of the journal's last line; `nil` where there is no journal.
    package let journalHead: String?
    /// What another program claims of the time before; no figure above counts any of it.
    package let carriedOver: CarriedOver?
    /// Whether ratios stand also where a record is too short for them or its days do not differ, as
    /// programs up to 0.2 wrote them.
    package var hasEveryRatio = false

    package init(
        _ settings: TraderSettings, _ state: TraderState, _ summary: Summary,
        timestamp: Timestamp, journalHead: String?, carriedOver: CarriedOver? = nil
    ) {
        self.settings = settings
        self.state = state
        self.summary = summary
        self.timestamp = timestamp
        self.journalHead = journalHead
        self.carriedOver = carriedOver
    }

    /// What a checkpoint's trader publishes.
    ///
    /// - Throws: ``JobError`` where the checkpoint names no market, or a figure leaves its range.
    package init(of checkpoint: Checkpoint, timestamp: Timestamp) throws(JobError) {
        let settings = checkpoint.settings
        let summary: Summary
        do {
            summary = try Summary(checkpoint.state, settings.parameters)
        } catch {
            throw JobError(
                .configuration, trader: checkpoint.trader, at: "its checkpoint", "\(error)")
        }
        self.init(
            settings, checkpoint.state, summary, timestamp: timestamp,
            journalHead: checkpoint.journal.head, carriedOver: checkpoint.carriedOver)
    }

    /// The file's text, with a newline at its end.
    package func bytes(_ layout: JSONWriter.Layout = .indented) -> [UInt8] {
        var writer = JSONWriter(layout)
        writer.object { (writer: inout JSONWriter) in
            writeHeading(to: &writer)
            writeMoney(to: &writer)
            writeTrades(to: &writer)
            writePresent(to: &writer)
            writer.member("journalHead", journalHead)
            if let carriedOver { write(carriedOver, to: &writer) }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func writeHeading(to writer: inout JSONWriter) {
        writer.member("schema", 1)
        writer.member("exchange", settings.market.exchange.rawValue)
        writer.member("trader", settings.name)
        writer.member("symbol", settings.market.symbol.description)
        writer.member("timeframe", settings.market.timeframe.rawValue)
        writer.member("strategy", settings.parameters.strategy.name)
        writer.member("timestamp", timestamp.description)
        writer.member("asOf", state.asOf(settings.market.timeframe)?.description)
    }

    private func writeMoney(to writer: inout JSONWriter) {
        writer.number("initialBalance", summary.initialBalance)
        writer.number("balance", summary.balance)
        writer.number("equity", summary.equity)
        writer.number("totalPnL", summary.totalPnL)
        writer.member("totalPnLPercent", summary.totalPnLPercent)
    }

    private func writeTrades(to writer: inout JSONWriter) {
        let record = state.record
        writer.member("totalTrades", record.tally.trades)
        writer.member("wins", record.tally.wins)
        writer.member("losses", record.tally.losses)
        writer.member("winRate", record.tally.winRate)
        writer.member("profitFactor", record.tally.profitFactor)
        writer.number("bestTrade", record.tally.best)
        writer.number("worstTrade", record.tally.worst)
        writer.member("averageWin", record.tally.averageWin)
        writer.member("averageLoss", record.tally.averageLoss)
        writer.member("expectancy", record.tally.expectancy)
        writeRatios(to: &writer)
        writer.member("maxDrawdownPercent", record.drawdown.maximumPercent)
        writer.member("currentStreak", record.tally.streak)
        writer.member("exposurePercent", record.exposure.percent)
        writer.number("totalFees", summary.totalFees)
        writer.name("recentTrades")
        writer.array { (writer: inout JSONWriter) in
            for trade in record.recentTrades {
                Self.write(trade, symbol: settings.market.symbol, to: &writer)
            }
        }
    }

    private func writeRatios(to writer: inout JSONWriter) {
        let (record, timeframe) = (state.record, settings.market.timeframe)
        let days = record.returns.soFar
        let ratios = (
            sharpe: hasEveryRatio ? days.sharpeRatio(noise: 0) : record.sharpeRatio(in: timeframe),
            sortino: hasEveryRatio
                ? days.sortinoRatio(noise: 0) : record.sortinoRatio(in: timeframe)
        )
        writer.member("sharpeRatio", ratios.sharpe.value)
        writer.member("sortinoRatio", ratios.sortino.value)
    }

    /// A trade as the stats file tells it.
    package static func write(_ trade: Trade, symbol: Symbol, to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            writeFields(of: trade, symbol: symbol, to: &writer)
            writeTags(of: trade, to: &writer)
        }
    }

    /// Its fields but for the names of rules, into an object that may say more.
    package static func writeFields(of trade: Trade, symbol: Symbol, to writer: inout JSONWriter) {
        writer.member("id", trade.id)
        writer.member("symbol", symbol.description)
        writer.member("side", "LONG")
        writer.number("entryPrice", trade.entryPrice)
        writer.number("exitPrice", trade.exitPrice)
        writer.number("amount", trade.quantity)
        writer.number("invested", trade.invested)
        writer.number("pnl", trade.pnl)
        writer.member("pnlPercent", trade.pnlPercent)
        writer.number("fees", trade.fees)
        writer.member("holdTime", trade.holdTime)
        writer.member("reason", trade.reason)
        writer.member("entryReason", trade.entryReason)
        writer.member("entryTime", trade.entryTime.description)
        writer.member("exitTime", trade.exitTime.description)
        writer.member("timestamp", trade.exitTime.description)
    }

    /// The names of the rules that it was bought and sold by, into the same object.
    package static func writeTags(of trade: Trade, to writer: inout JSONWriter) {
        writer.member("entryTag", trade.entryTag?.description)
        writer.member("exitTag", trade.exitTag?.description)
    }

    /// The one field that is not of this record; it stands only where there is something to tell.
    private func write(_ carriedOver: CarriedOver, to writer: inout JSONWriter) {
        writer.name("carriedOver")
        writer.object { (writer: inout JSONWriter) in
            writer.member("note", CarriedOver.mark)
            writer.member("file", carriedOver.file)
            writer.member("sha256", carriedOver.sha256)
            writer.member("at", carriedOver.at.description)
            writer.number("balance", carriedOver.balance)
            writer.member("hasDroppedPosition", carriedOver.hasDroppedPosition)
            writer.member("since", carriedOver.since?.description)
            writer.member("until", carriedOver.until?.description)
            writer.member("totalTrades", carriedOver.trades)
            writer.member("wins", carriedOver.wins)
            writer.member("losses", carriedOver.losses)
            writer.number("totalPnL", carriedOver.totalPnL)
            writer.number("maxDrawdownPercent", carriedOver.maxDrawdownPercent)
        }
    }
}

extension StatsFile {
    /// The names that files of 0.1 and 0.2 do not have.
    private static let laterNames: Set = ["strategy", "values", "entryTag", "exitTag"]

    /// The text that a program wrote of the same trader before files named strategies.
    ///
    /// - Throws: ``JSONError`` where a figure has no spelling.
    package func bytesWithoutStrategy() throws(JSONError) -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.value(Self.withoutLaterNames(try JSONReader.parse(bytes())))
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func withoutLaterNames(_ value: JSONValue) -> JSONValue {
        if let elements = value.elements { return .array(elements.map(withoutLaterNames)) }
        guard let members = value.members else { return value }
        return .object(
            members.filter { !laterNames.contains($0.name) }.map {
                JSONMember(name: $0.name, value: withoutLaterNames($0.value))
            })
    }
}
