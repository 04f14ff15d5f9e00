internal import Feeds
internal import Market
package import Record
package import Settings
internal import Store
package import Text
internal import Trading

/// A trader's record as a table, out of its journal and checked as it is read.
package struct ExportJob: Sendable {
    /// What a row is.
    package enum Table: String, CaseIterable, Sendable {
        case candles
        case trades
        case equity
    }

    private let table: Table
    private let isJSON: Bool
    private let home: String
    private let trader: String?
    private let output: String

    /// `output` is a path, `-` for standard output; `isJSON` asks for JSON lines in place of CSV.
    ///
    /// - Throws: ``JobError`` where the table has no such form.
    package init(
        _ table: Table, isJSON: Bool, home: String, trader: String?, output: String
    ) throws(JobError) {
        guard table == .trades || !isJSON else {
            throw JobError(.usage, at: "--json", "only trades can be exported as JSON lines")
        }
        self.table = table
        self.isJSON = isJSON
        self.home = home
        self.trader = trader
        self.output = output
    }

    /// Writes the table; `progress` is told how far the record is read.
    ///
    /// - Throws: ``JobError`` where there is no record, it is damaged, or the output fails.
    package func run(progress: ReadingProgress? = nil) throws(JobError) {
        let (checkpoint, store) = try StateListing.only(trader, home: home)
        var walk = try JournalWalk(checkpoint, in: store, progress: progress)
        let settings = checkpoint.settings
        let file = try JobError.storing { () throws(StoreError) in
            try OutputFile(path: output, home: home)
        }
        func writing(_ body: () throws(StoreError) -> Void) throws(JobError) {
            do {
                try body()
            } catch {
                throw JobError(error, trader: settings.name, remedy: .reset)
            }
        }
        let text = TradeText(hasTags: settings.parameters.strategy.hasNamedRules)
        if let heading = heading(text) {
            try writing { () throws(StoreError) in try file.write(heading.utf8) }
        }
        while try walk.nextCandle() != nil {
            try writing { () throws(StoreError) in
                for row in rows(walk, settings, text) { try file.write(row) }
            }
        }
        try writing(file.finish)
    }

    private func heading(_ text: TradeText) -> String? {
        switch table {
        case .candles: "open_time,open,high,low,close,volume,date\n"
        case .trades: isJSON ? nil : text.heading
        case .equity: "date,close,balance,equity,drawdownPercent,position\n"
        }
    }

    /// The rows that a candle gives.
    private func rows(
        _ walk: JournalWalk, _ settings: TraderSettings, _ text: TradeText
    ) -> [[UInt8]] {
        let state = walk.replay.checkpoint.state
        switch table {
        case .candles: return walk.replay.checkpoint.recent.last.map { [Self.row($0.candle)] } ?? []
        case .trades:
            return walk.replay.events.compactMap { event in
                guard case .closed(let trade) = event else { return nil }
                let symbol = settings.market.symbol
                return isJSON
                    ? text.json(trade, symbol: symbol)
                    : Array(text.csv(trade, symbol: symbol).utf8)
            }
        case .equity:
            guard state.candles > settings.parameters.warmUp, let close = state.lastClose,
                let time = state.lastOpenTime
            else { return [] }
            let date = time.advanced(byMilliseconds: settings.market.timeframe.milliseconds)
            let amount = state.account.position?.quantity ?? .zero
            let row =
                "\(date),\(close),\(state.account.balance),\(state.record.drawdown.equity),"
                + "\(state.record.drawdown.currentPercent),\(amount)\n"
            return [Array(row.utf8)]
        }
    }

    private static func row(_ candle: Candle) -> [UInt8] {
        let row =
            "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
            + "\(candle.close),\(candle.volume),\(candle.openTime)\n"
        return Array(row.utf8)
    }
}

extension StateListing {
    /// The checkpoint of the trader that was named, or of the only one there is.
    ///
    /// - Throws: ``JobError`` where there is none, or more than one and none was named.
    package static func only(
        _ trader: String?, home: String
    ) throws(JobError) -> (Checkpoint, any RecordStore) {
        let found = try StateListing(home: home, chosen: trader.map { [$0] } ?? [])
        let all = try found.inhabited()
        guard found.names.count == 1, let name = found.names.first else {
            throw JobError(
                .usage, at: "--trader", "name one of \(found.names.joined(separator: ", "))")
        }
        let directory = try all.holding(recordOf: name)
        guard let checkpoint = try Checkpoint.readNewest(name, in: directory)?.checkpoint else {
            throw JobError(.usage, "\(name) has no record yet")
        }
        return (checkpoint, directory)
    }
}
