internal import Market
internal import Text

/// The candles of a file that candles of a longer timeframe are made of.
struct FinerCandles {
    let timeframe: Timeframe
    /// Whether any of them lay within a candle that was asked about.
    private(set) var isUsed = false
    private let spacing: Int64
    private var source: CandleSource
    private var next: Candle?

    /// - Throws: ``JobError`` where the file cannot be read, or its candles are not finer.
    init(file path: String, than timeframe: Timeframe) throws(JobError) {
        guard path != "-" else {
            throw JobError(.usage, at: "--detail", "expected a file, which is looked into first")
        }
        let own = try Self.timeframe(of: path)
        guard own.milliseconds < timeframe.milliseconds,
            timeframe.milliseconds % own.milliseconds == 0
        else {
            throw JobError(
                .usage, at: "--detail",
                "\(path) holds candles of \(own.rawValue), which make up none of "
                    + timeframe.rawValue)
        }
        self.timeframe = own
        spacing = timeframe.milliseconds
        source = try CandleSource(file: path, timeframe: own)
        next = try source.next()
    }

    /// How long candles last, by the least distance between the first of them.
    private static func timeframe(of path: String) throws(JobError) -> Timeframe {
        var source = try CandleSource(file: path, timeframe: .oneMinute)
        var last: Timestamp?
        var least: Int64?
        for _ in 0..<10 {
            do throws(JobError) {
                guard let candle = try source.next() else { break }
                if let last { least = min(least ?? .max, candle.openTime.since(last)) }
                last = candle.openTime
            } catch {
                // A short file ends with the word that its candles last longer.
                guard least != nil else { throw error }
                break
            }
        }
        return Timeframe.allCases.first { $0.milliseconds == least } ?? .oneMinute
    }

    /// Fills `finer` with those within a candle; those before it are passed over.
    mutating func read(within candle: Candle, into finer: inout [Candle]) throws(JobError) {
        finer.removeAll(keepingCapacity: true)
        let end = candle.openTime.advanced(byMilliseconds: spacing)
        while let candidate = next, candidate.openTime < end {
            if candidate.openTime >= candle.openTime { finer.append(candidate) }
            next = try source.next()
        }
        if !finer.isEmpty { isUsed = true }
    }
}
