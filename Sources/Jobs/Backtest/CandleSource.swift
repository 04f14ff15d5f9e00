internal import Feeds
internal import Market
internal import Store
internal import Trading

/// Where a backtest's candles come from, one after the other in constant memory.
struct CandleSource {
    /// What messages call it.
    let name: String
    private var form: Form

    private enum Form {
        case csv(InputLines, KlineCSV)
        /// A journal, checked as it is read, and whose it is.
        case journal(JournalWalk, trader: String)
    }

    /// The candles of a kline CSV; `-` stands for standard input.
    init(csv path: String, timeframe: Timeframe) throws(JobError) {
        name = path
        do {
            form = .csv(try InputLines(path: path), KlineCSV(timeframe))
        } catch {
            throw Self.error(error)
        }
    }

    /// The candles that a trader's record holds.
    init(journalOf checkpoint: Checkpoint, in directory: StateDirectory) throws(JobError) {
        name = checkpoint.trader
        form = .journal(
            try JournalWalk(checkpoint, in: directory), trader: checkpoint.trader)
    }

    /// The next candle; `nil` at the end.
    ///
    /// - Throws: ``JobError`` where a row cannot be, or a journal is damaged.
    mutating func next() throws(JobError) -> Candle? {
        switch form {
        case .csv(let lines, var rows):
            defer { form = .csv(lines, rows) }
            return try Self.next(lines, &rows)
        case .journal(var walk, let trader):
            defer { form = .journal(walk, trader: trader) }
            do {
                while let line = try walk.next() {
                    if line.type == "candle" { return walk.replay.checkpoint.recent.last?.candle }
                }
                return nil
            } catch {
                throw JobError(error, trader: trader, remedy: .reset, adding: walk.provedWords)
            }
        }
    }

    /// The state that the record read so far ended in; `nil` where there is no record.
    var recordedState: TraderState? {
        guard case .journal(let walk, _) = form else { return nil }
        return walk.replay.checkpoint.state
    }

    private static func next(
        _ lines: InputLines, _ rows: inout KlineCSV
    ) throws(JobError) -> Candle? {
        do throws(StoreError) {
            while let line = try lines.next() {
                do throws(KlineCSVError) {
                    if let candle = try rows.candle(on: line) { return candle }
                } catch {
                    throw .damaged(path: lines.path, what: "\(error)")
                }
            }
            return nil
        } catch {
            throw Self.error(error)
        }
    }

    /// A candle file is data from outside: what is wrong in it is 65, not damage of ours.
    private static func error(_ error: StoreError) -> JobError {
        switch error {
        case .damaged(let path, let what): JobError(.badData, "\(path): \(what)")
        case .io, .notOurs, .locked, .tooLarge: JobError(.io, "\(error)")
        }
    }
}
