internal import Market
internal import Record
internal import Reporting
internal import Store
package import Text

/// Candle files of other programs joined into one kline CSV, each row checked.
package struct ImportCandlesJob: Sendable {
    private let files: [String]
    private let timeframe: Timeframe
    private let output: String
    private let home: String?

    /// `output` is a path, `-` for standard output; `home` is whose files it is none of.
    ///
    /// - Throws: ``JobError`` where there is no such timeframe.
    package init(
        files: [String], timeframe: String, output: String, home: String? = nil
    ) throws(JobError) {
        self.files = files
        self.home = home
        do {
            self.timeframe = try Timeframe(named: timeframe)
        } catch {
            throw JobError(.usage, at: "--timeframe", "\(error)")
        }
        self.output = output
    }

    /// Writes the candles; returns what to tell of them.
    ///
    /// - Throws: ``JobError`` where a row cannot be, a file does not follow the one before, or the
    ///   output fails: a regular file is not written then.
    package func run() throws(JobError) -> String {
        let file = try JobError.storing { () throws(StoreError) in
            let file = try OutputFile(path: output, home: home)
            try file.write("open_time,open,high,low,close,volume\n".utf8)
            return file
        }
        var (count, missing) = (0, Int64(0))
        var first: Candle?
        var last: Candle?
        for path in files {
            var source = try CandleSource(file: path, timeframe: timeframe)
            while let candle = try source.next() {
                if let last {
                    try checkOrder(of: candle, in: path, after: last)
                    missing += candle.openTime.since(last.openTime) / timeframe.milliseconds - 1
                }
                try JobError.storing { () throws(StoreError) in try file.write(Self.row(candle)) }
                first = first ?? candle
                last = candle
                count += 1
            }
        }
        guard let first, let last else {
            throw JobError(.badData, at: files.joined(separator: ", "), "there is no candle in it")
        }
        try JobError.storing { () throws(StoreError) in try file.finish() }
        return words(count, from: first, to: last, missing: Int(missing))
    }

    private func checkOrder(of candle: Candle, in path: String, after last: Candle) throws(JobError)
    {
        guard candle.openTime <= last.openTime else { return }
        throw JobError(
            .badData, at: path,
            "its candle of \(candle.openTime) does not come after that of \(last.openTime), "
                + "which the files before end with", remedy: "name the oldest first, each time once"
        )
    }

    private func words(
        _ count: Int, from first: Candle, to last: Candle, missing: Int
    ) -> String {
        "\(counted(count, "candle")) of \(timeframe.rawValue) from \(first.openTime) to "
            + "\(last.openTime)"
            + (missing > 0 ? ", \(counted(missing, "candle")) missing between them" : "")
    }

    private static func row(_ candle: Candle) -> [UInt8] {
        let row =
            "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
            + "\(candle.close),\(candle.volume)\n"
        return Array(row.utf8)
    }
}
