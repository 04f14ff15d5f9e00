internal import JSON
internal import Market

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
        guard let milliseconds = columns[0].scalarText.flatMap({ Int64($0) }),
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
