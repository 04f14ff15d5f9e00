internal import JSON
internal import Market

/// A page of rows, judged: the closed candles up to the first bad row.
///
/// A row that is still open, or opens in the future, is not judged: its figures are not final. It
/// only counts as the row before the next. Rows before the asked start are dropped.
struct KlinePage {
    /// The most rows that are asked for and looked at.
    static let mostRows = 1_000
    /// How long a candle must have been over before its figures count as final.
    static let settleMilliseconds: Int64 = 2_000

    private(set) var closed: [Candle] = []
    /// The open time of the first row that is not closed yet.
    private(set) var unclosed: Timestamp?
    /// The open time of the last row, where only a time that is not sure says that it has closed.
    private(set) var doubtful: Timestamp?
    /// Which row is bad, and why; in the exchange's own words, and so not fit to be shown.
    private(set) var badRow: String?
    /// What ends with it: it is no fault of the exchange where a price is too small for 8 decimals.
    private(set) var trouble = FeedFailure.Kind.badData

    /// Judges rows, oldest first, by the exchange's time; the last one, after which nothing shows that
    /// it is over, by the time that is sure.
    init(
        _ rows: [JSONValue], from start: Timestamp, timeframe: Timeframe, at now: Timestamp,
        sureAt: Timestamp
    ) {
        var previous: Timestamp?
        for (index, json) in rows.prefix(Self.mostRows).enumerated() {
            var place = "row \(index + 1) of \(rows.count)"
            do {
                let row = try KlineRow(json)
                place += ", \(row.openTime),"
                defer { previous = row.openTime }
                guard Self.isClosed(row.openTime, timeframe, at: now) else {
                    unclosed = unclosed ?? row.openTime
                    continue
                }
                if index == rows.count - 1, !Self.isClosed(row.openTime, timeframe, at: sureAt) {
                    unclosed = unclosed ?? row.openTime
                    doubtful = row.openTime
                    continue
                }
                let rises = previous.map { $0 < row.openTime } ?? true
                if rises, row.openTime < start { continue }
                closed.append(try row.candle(in: timeframe, after: previous))
            } catch {
                if case .decimal(_, .tooSmall) = error { trouble = .refused }
                badRow = "\(place) is bad: \(error): \(Self.excerpt(json))"
                return
            }
        }
    }

    /// Whether the candle that opened at `openTime` is final.
    static func isClosed(_ openTime: Timestamp, _ timeframe: Timeframe, at now: Timestamp) -> Bool {
        now.since(openTime) >= timeframe.milliseconds + settleMilliseconds
    }

    private static func excerpt(_ json: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(json)
        return String(decoding: writer.bytes.prefix(1_000), as: UTF8.self)
    }
}
