internal import HTTP
package import Market

/// Candles out of the comma-separated files that Binance publishes.
///
/// - Columns: open time, open, high, low, close, volume; what follows is passed over.
/// - Times are milliseconds, or microseconds as in files since 2025.
/// - A first line that begins with no digit is a heading. Blank lines are passed over, as is a
///   carriage return at a line's end.
/// - Rows are checked as an exchange's are: possible prices, strictly rising open times on the grid.
package struct KlineCSV: Sendable {
    private let timeframe: Timeframe
    /// The lines taken so far.
    package private(set) var lines = 0
    private var candles = 0
    private var previous: Timestamp?

    /// Microseconds since 1970 are this many from 1973 on, milliseconds not before the year 5138.
    private static let leastMicroseconds: Int64 = 100_000_000_000_000

    package init(_ timeframe: Timeframe) { self.timeframe = timeframe }

    /// Takes many lines at once, each ended by a newline, and appends the candles on them.
    ///
    /// - Throws: ``KlineCSVError`` with the first line that is no candle; those before it are
    ///   appended, and no line is to be taken after it.
    package mutating func take(
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
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(line[line.startIndex])
        if lines == 1, !isNumber { return nil }
        let fields = line.split(
            separator: UInt8(ascii: ","), maxSplits: 6, omittingEmptySubsequences: false)
        guard fields.count >= 6 else {
            throw KlineCSVError(line: lines, what: "it has \(fields.count) of 6 columns")
        }
        return try checked(try candle(fields.map { String(decoding: $0, as: UTF8.self) }))
    }

    /// The candle that a line tells, if it can follow the one before.
    private mutating func checked(_ candle: Candle) throws(KlineCSVError) -> Candle {
        if let flaw = candle.flaw(in: timeframe, after: previous) {
            throw KlineCSVError(line: lines, what: hint(flaw, candle.openTime))
        }
        if candles == 1, let previous { try checkSpacing(from: previous, to: candle.openTime) }
        previous = candle.openTime
        candles += 1
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

    /// Refuses a file of another timeframe, whose every candle would come after a gap.
    private func checkSpacing(from first: Timestamp, to second: Timestamp) throws(KlineCSVError) {
        let spacing = second.since(first)
        guard spacing != timeframe.milliseconds,
            let other = Timeframe.allCases.first(where: { $0.milliseconds == spacing })
        else { return }
        throw KlineCSVError(
            line: lines,
            what: "the first candles are \(other.rawValue) apart, not \(timeframe.rawValue); "
                + "choose --timeframe \(other.rawValue)")
    }
}

/// A line that is no candle.
package struct KlineCSVError: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let what: String

    package var description: String { "line \(line): \(what)" }
}
