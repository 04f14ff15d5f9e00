internal import Foundation
package import Market

/// What was recorded from the real exchanges; it lies beside the package and may be absent.
package enum RecordedData {
    /// What a test says that is skipped without it.
    package static let absence = "no recorded data beside the package, at ../shared/data"

    package static var isPresent: Bool { FileManager.default.fileExists(atPath: directory) }

    /// The text of a file, named from the data's directory, or `nil` where it is absent.
    package static func text(_ name: String) throws -> String? {
        let path = directory + "/" + name
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    /// The first `count` candles of a recorded file such as `binance-spot-BTCUSDT-5m-2025Q3`.
    package static func candles(_ name: String, first count: Int = .max) throws -> [Candle]? {
        try candlesFromCSV(path: "\(directory)/candles/\(name).csv", first: count)
    }

    private static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/data").path
}

/// The candles of a file of `open_time_ms,open,high,low,close,volume`, or `nil` where it is absent.
///
/// - Throws: ``UnreadableRow`` for the first line, after the heading, that is no such candle.
package func candlesFromCSV(path: String, first count: Int = .max) throws -> [Candle]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    return try lines.dropFirst().prefix(count).map { line in
        let fields = line.split(separator: ",").map(String.init)
        guard fields.count == 6, let openTime = Int64(fields[0]) else {
            throw UnreadableRow(path: path, line: String(line))
        }
        return Candle(
            openTime: Timestamp(milliseconds: openTime), open: try Price(decimal: fields[1]),
            high: try Price(decimal: fields[2]), low: try Price(decimal: fields[3]),
            close: try Price(decimal: fields[4]), volume: try Volume(decimal: fields[5]))
    }
}

/// A line of a candle file that is no candle.
package struct UnreadableRow: Error, CustomStringConvertible {
    let path: String
    let line: String

    package var description: String { "'\(line)' in \(path) is no candle" }
}
