internal import Feeds
internal import Market
internal import Record
internal import Store
internal import Text
internal import Trading

/// Where a backtest's candles come from, one after the other in constant memory.
struct CandleSource {
    /// What messages call it.
    let name: String
    private var form: Form
    /// Candles that were read together, and how many of them were given out.
    private var batch: [Candle] = []
    private var given = 0
    private let progress: ReadingProgress?

    private enum Form {
        case csv(InputLines, KlineCSV)
        case json(InputBytes, CandleJSON)
        /// A row that is none, told once the candles before it were given out.
        case ended(JobError)
        /// A journal, checked as it is read.
        case journal(JournalWalk)
    }

    /// The candles of a file, whose content and not its name tells what it is: a kline CSV, a list of
    /// candles in JSON, or a zip file with one of them in it; `-` stands for standard input.
    init(
        file path: String, timeframe: Timeframe, progress: ReadingProgress? = nil
    ) throws(JobError) {
        name = path
        self.progress = progress
        do throws(StoreError) {
            let bytes = try InputBytes(path: path)
            if let flaw = WideText.flaw(bytes.head) { throw .damaged(path: path, what: flaw) }
            let first = bytes.head.first { !" \t\r\n".utf8.contains($0) }
            form =
                first == UInt8(ascii: "[")
                ? .json(bytes, CandleJSON(timeframe))
                : .csv(InputLines(bytes), KlineCSV(timeframe))
        } catch {
            throw Self.error(error)
        }
    }

    /// The candles that a trader's record holds.
    init(
        journalOf checkpoint: Checkpoint, in store: any RecordStore, progress: ReadingProgress?
    ) throws(JobError) {
        name = checkpoint.trader
        self.progress = nil
        form = .journal(try JournalWalk(checkpoint, in: store, progress: progress))
    }

    /// The next candle; `nil` at the end.
    ///
    /// - Throws: ``JobError`` where a row cannot be, or a journal is damaged.
    @inline(__always)
    mutating func next() throws(JobError) -> Candle? {
        if given == batch.count { try refill() }
        guard given < batch.count else { return nil }
        defer { given += 1 }
        return batch[given]
    }

    /// Reads the next candles; none are at the end.
    private mutating func refill() throws(JobError) {
        batch.removeAll(keepingCapacity: true)
        given = 0
        switch form {
        case .csv(let lines, var rows):
            if let failure = try Self.read(lines, &rows, into: &batch) {
                form = .ended(failure)
                // With no candle before it, its time has come.
                if batch.isEmpty { throw failure }
            } else {
                form = .csv(lines, rows)
                tell(lines.input)
            }
        case .json(let bytes, var rows):
            if let failure = try Self.read(bytes, &rows, into: &batch) {
                form = .ended(failure)
                if batch.isEmpty { throw failure }
            } else {
                form = .json(bytes, rows)
                tell(bytes)
            }
        case .ended(let failure): throw failure
        case .journal(var walk):
            defer { form = .journal(walk) }
            if let candle = try walk.nextCandle() { batch.append(candle) }
        }
    }

    private func tell(_ bytes: InputBytes) {
        if let progress, let total = bytes.total { progress(bytes.done, total) }
    }

    /// The state that the record read so far ended in; `nil` where there is no record.
    var recordedState: TraderState? {
        guard case .journal(let walk) = form else { return nil }
        return walk.replay.checkpoint.state
    }

    /// Reads until there are candles, or the file ends; returns what is wrong behind them.
    private static func read(
        _ lines: InputLines, _ rows: inout KlineCSV, into batch: inout [Candle]
    ) throws(JobError) -> JobError? {
        var failure: KlineCSVError?
        do throws(StoreError) {
            while batch.isEmpty, failure == nil {
                let isThere = try lines.next(after: rows.lines) { bytes in
                    do throws(KlineCSVError) {
                        try rows.read(lines: bytes, into: &batch)
                    } catch {
                        failure = error
                    }
                }
                guard !isThere else { continue }
                do throws(KlineCSVError) {
                    try rows.finish()
                } catch {
                    failure = error
                }
                break
            }
        } catch {
            throw Self.error(error)
        }
        return failure.map { Self.error(.damaged(path: lines.path, what: "\($0)")) }
    }

    /// The same of a list in JSON, a block of bytes at a time.
    private static func read(
        _ bytes: InputBytes, _ rows: inout CandleJSON, into batch: inout [Candle]
    ) throws(JobError) -> JobError? {
        let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)
        defer { block.deallocate() }
        do {
            while batch.isEmpty {
                let count = try bytes.read(into: block)
                guard count > 0 else {
                    try rows.finish()
                    return nil
                }
                try rows.read(UnsafeBufferPointer(rebasing: block[..<count]), into: &batch)
            }
            return nil
        } catch let error as StoreError {
            throw Self.error(error)
        } catch {
            return Self.error(.damaged(path: bytes.path, what: "\(error)"))
        }
    }

    /// A candle file is data from outside: what is wrong in it is 65, not damage of ours.
    private static func error(_ error: StoreError) -> JobError {
        switch error {
        case .damaged(let path, let what): JobError(.badData, at: path, what)
        case .io: JobError(error)
        case .notOurs, .locked, .tooLarge, .unreadable, .reserved: JobError(.io, "\(error)")
        }
    }
}
