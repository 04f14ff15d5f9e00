internal import HTTP
package import Market
internal import Text

/// Candles out of the comma-separated files that Binance publishes.
///
/// - Columns: open time, open, high, low, close, volume; what follows is passed over.
/// - Times are milliseconds, or microseconds as in files since 2025.
/// - A first line that holds no figure is a heading, and must name these columns. Blank lines are
///   passed over, as is a carriage return at a line's end.
/// - Rows are checked as an exchange's are: possible prices, strictly rising open times on the grid.
/// - Most candles are one timeframe apart: a file of another one is refused.
package struct KlineCSV: Sendable {
    private let timeframe: Timeframe
    private let spacing: Int64
    /// The lines taken so far.
    package private(set) var lines = 0
    private var previous: Timestamp?
    /// How many candles are one timeframe after the one before.
    private var followers = 0
    /// How many are so far after it instead, in milliseconds, for as many distances as are kept.
    private var holes: [Int64: Int] = [:]
    private static let maximumHoles = 64

    /// Microseconds since 1970 are this many from 1973 on, milliseconds not before the year 5138.
    private static let leastMicroseconds: Int64 = 100_000_000_000_000

    package init(_ timeframe: Timeframe) {
        self.timeframe = timeframe
        spacing = timeframe.milliseconds
    }

    /// Takes many lines at once, each ended by a newline, and appends the candles on them.
    ///
    /// - Throws: ``KlineCSVError`` with the first line that is no candle; those before it are
    ///   appended, and no line is to be taken after it.
    package mutating func read(
        lines bytes: UnsafeBufferPointer<UInt8>, into candles: inout [Candle]
    ) throws(KlineCSVError) {
        guard let start = bytes.baseAddress, bytes.last == UInt8(ascii: "\n") else { return }
        let end = start + bytes.count
        var place = start
        while place < end {
            var scan = KlineBytes(at: place)
            if let row = scan.row(), let openTime = Self.moment(row.time) {
                lines += 1
                candles.append(try checked(row.candle(openTime)))
                scan.skipLine()
            } else {
                scan = KlineBytes(at: place)
                scan.skipLine()
                let line = Array(UnsafeBufferPointer(start: place, count: scan.place - place - 1))
                if let candle = try candle(on: line[...]) { candles.append(candle) }
            }
            place = scan.place
        }
    }

    /// The candle on the next line; `nil` where the line holds none by right.
    ///
    /// - Throws: ``KlineCSVError`` with the line's number and what is wrong with it.
    package mutating func candle(on line: ArraySlice<UInt8>) throws(KlineCSVError) -> Candle? {
        lines += 1
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        if line.isEmpty { return nil }
        let fields = line.split(
            separator: UInt8(ascii: ","), maxSplits: 6, omittingEmptySubsequences: false)
        if lines == 1, !fields.contains(where: KlineHeading.isFigure) {
            if let flaw = KlineHeading.flaw(of: fields.prefix(6)) {
                throw KlineCSVError(line: lines, what: flaw)
            }
            return nil
        }
        guard fields.count >= 6 else {
            throw KlineCSVError(line: lines, what: "it has \(fields.count) of 6 columns")
        }
        return try checked(try candle(fields.map { String(decoding: $0, as: UTF8.self) }))
    }

    /// The candle that a line tells, if it can follow the one before.
    private mutating func checked(_ candle: Candle) throws(KlineCSVError) -> Candle {
        if let flaw = candle.flaw(every: spacing, after: previous) {
            throw KlineCSVError(line: lines, what: hint(flaw, candle.openTime))
        }
        if let previous {
            // In range: the candle has no flaw, so its open time lies behind the one before.
            let distance = candle.openTime.milliseconds - previous.milliseconds
            if distance == spacing {
                followers += 1
            } else if holes.count < Self.maximumHoles || holes[distance] != nil {
                holes[distance, default: 0] += 1
            }
        }
        previous = candle.openTime
        return candle
    }

    private func candle(_ fields: [String]) throws(KlineCSVError) -> Candle {
        guard let openTime = Int64(fields[0]).flatMap(Self.moment) else {
            throw KlineCSVError(
                line: lines, what: "'\(ForeignText.shown(fields[0], hiding: nil))' is no open time")
        }
        do {
            return Candle(
                openTime: openTime,
                open: try Price(decimal: fields[1]), high: try Price(decimal: fields[2]),
                low: try Price(decimal: fields[3]), close: try Price(decimal: fields[4]),
                volume: try Volume(decimal: fields[5]))
        } catch {
            throw KlineCSVError(line: lines, what: "\(error)")
        }
    }

    /// The moment that milliseconds or whole milliseconds in microseconds tell.
    private static func moment(_ time: Int64) -> Timestamp? {
        guard time >= leastMicroseconds else { return Timestamp(milliseconds: time) }
        return time % 1_000 == 0 ? Timestamp(milliseconds: time / 1_000) : nil
    }

    private func hint(_ flaw: Candle.Flaw, _ time: Timestamp) -> String {
        let place = "the candle of \(time): \(flaw)"
        return flaw == .openTimeOffGrid ? "\(place) of \(timeframe.rawValue)" : place
    }

    /// Sees, at the end of a file, that it was not one of another timeframe, whose every candle would
    /// come after a gap.
    ///
    /// - Throws: ``KlineCSVError`` that names the distance most candles are apart.
    package func finish() throws(KlineCSVError) {
        let most = holes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        guard let most, most.value > followers else { return }
        let other = Timeframe.allCases.first { $0.milliseconds == most.key }
        // Few trade where candles are missing more often than not: that is no other timeframe.
        if other == nil, followers > 0 { return }
        let way =
            other.map { "choose --timeframe \($0.rawValue)" } ?? "no trader has that timeframe"
        let distance = other?.rawValue ?? "\(most.key / 60_000) minutes"
        throw KlineCSVError(
            line: lines,
            what: "most candles are \(distance) apart, not \(timeframe.rawValue); \(way)")
    }
}

/// A line that is no candle.
package struct KlineCSVError: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let what: String

    package var description: String { "line \(line): \(what)" }
}

/// The first line of a kline CSV where it names columns and holds no candle.
enum KlineHeading {
    private typealias Field = ArraySlice<UInt8>

    /// What each column is, and how else it is called.
    private static let columns: [Set<String>] = [
        ["open", "o", "openprice"], ["high", "h", "highprice"], ["low", "l", "lowprice"],
        ["close", "c", "closeprice"], ["volume", "vol", "v", "volumebase", "basevolume"],
    ]

    /// Whether a column holds a number, also one that is not spelled as candles' are.
    static func isFigure(_ field: ArraySlice<UInt8>) -> Bool {
        let isDigit = { (byte: UInt8) in byte &- UInt8(ascii: "0") < 10 }
        return field.contains(where: isDigit)
            && field.allSatisfy { isDigit($0) || " \t\"'+-.eE".utf8.contains($0) || $0 >= 0x80 }
    }

    /// Why a heading is not that of the columns which are read; `nil` where it is.
    static func flaw(of fields: some Sequence<ArraySlice<UInt8>>) -> String? {
        let names = fields.map { field in
            String(decoding: field.compactMap(letter), as: UTF8.self)
        }
        let expected = "expected are open time, open, high, low, close, volume"
        if let first = names.first, columns.contains(where: { $0.contains(first) }) {
            return "its heading begins with another column than the open time; \(expected)"
        }
        let other = zip(names.dropFirst(), columns).enumerated().first {
            let (name, known) = $0.element
            // An exchange's name or the coin's may stand behind: "Volume BTC".
            return !known.contains(name) && !(name.hasPrefix("volume") && known.contains("volume"))
        }
        return other.map { "its heading names another column \($0.offset + 2); \(expected)" }
    }

    private static func letter(_ byte: UInt8) -> UInt8? {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower) ? lower : nil
    }
}
