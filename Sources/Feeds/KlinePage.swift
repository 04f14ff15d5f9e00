internal import JSON
internal import Market

/// A page of rows, judged: the closed candles up to the first bad row.
///
/// A row that is still open, or opens in the future, is not judged: its figures are not final. It
/// only counts as the row before the next. Rows before the asked start are dropped.
struct KlinePage {
    /// The most rows that are asked for and looked at.
    static let maximumRows = 1_000
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
        for (index, json) in rows.prefix(Self.maximumRows).enumerated() {
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
        String(decoding: json.bytes.prefix(1_000), as: UTF8.self)
    }
}

/// One row of a page of candles: `[open time, open, high, low, close, volume, …]`.
///
/// Both exchanges write rows so; each figure may be a number or a string. Columns past the sixth
/// are theirs.
struct KlineRow {
    private let columns: [JSONValue]
    let openTime: Timestamp

    /// Reads the open time only: whether a row is judged depends on it.
    init(_ json: JSONValue) throws(KlineRowError) {
        guard let columns = json.elements else { throw .notAList }
        guard columns.count >= 6 else { throw .tooFewColumns(columns.count) }
        guard let milliseconds = columns[0].integer,
            Timestamp.representable.contains(Timestamp(milliseconds: milliseconds))
        else { throw .openTime }
        self.columns = columns
        openTime = Timestamp(milliseconds: milliseconds)
    }

    /// The candle the row tells, if it is a possible one.
    func candle(
        in timeframe: Timeframe, after previous: Timestamp?
    ) throws(KlineRowError) -> Candle {
        let candle = Candle(
            openTime: openTime, open: try price(1, "open"), high: try price(2, "high"),
            low: try price(3, "low"), close: try price(4, "close"),
            volume: try decimal(5, "volume") { (text) throws(DecimalTextError) in
                try Volume(decimal: text)
            })
        if let flaw = candle.flaw(in: timeframe, after: previous) { throw .impossible(flaw) }
        return candle
    }

    private func price(_ column: Int, _ name: String) throws(KlineRowError) -> Price {
        try decimal(column, name) { (text) throws(DecimalTextError) in try Price(decimal: text) }
    }

    private func decimal<Value>(
        _ column: Int, _ name: String, _ read: (String) throws(DecimalTextError) -> Value
    ) throws(KlineRowError) -> Value {
        guard let text = columns[column].scalarText else { throw .notANumber(name) }
        do {
            return try read(text)
        } catch {
            throw .decimal(name, error)
        }
    }
}

/// What is wrong with a row.
enum KlineRowError: Error, Equatable, CustomStringConvertible {
    case notAList
    case tooFewColumns(Int)
    case openTime
    case notANumber(String)
    case decimal(String, DecimalTextError)
    case impossible(Candle.Flaw)

    var description: String {
        switch self {
        case .notAList: "it is no list"
        case .tooFewColumns(let count): "it has \(count) columns and not 6"
        case .openTime: "its open time is no time in milliseconds"
        case .notANumber(let name): "its \(name) is no number"
        case .decimal(let name, let error): "its \(name) \(error)"
        case .impossible(let flaw): flaw.description
        }
    }
}
