internal import HTTP
internal import JSON
package import Market
internal import Text

/// Candles out of the JSON files that freqtrade keeps: `[[time, open, high, low, close, volume], …]`.
///
/// Read a row at a time, whatever the layout, in constant memory. Figures are read as text, numbers or
/// strings alike, `1e-05` too; columns past the sixth are passed over. A row is checked as a line of a
/// ``KlineCSV`` is.
package struct CandleJSON: Sendable {
    private var rows: KlineCSV
    private var place = Place.beforeList
    private var row: [UInt8] = []

    private static let longestRow = 4 << 10

    /// Where in the list the bytes so far end.
    private enum Place {
        case beforeList
        /// At a row, or the end of a list that has none.
        case atFirstRow
        case atRow
        case inRow
        case behindRow
        case behindList
    }

    package init(_ timeframe: Timeframe) { rows = KlineCSV(timeframe) }

    /// Takes the next bytes, and appends the candles that end in them.
    ///
    /// - Throws: ``CandleJSONError`` with the first row that is no candle; those before it are
    ///   appended, and nothing is to be taken after it.
    package mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, into candles: inout [Candle]
    ) throws(CandleJSONError) {
        for byte in bytes {
            switch (place, byte) {
            case (.inRow, _):
                guard row.count < Self.longestRow else {
                    throw error("it is longer than \(Self.longestRow) bytes")
                }
                row.append(byte)
                guard byte == UInt8(ascii: "]") else { continue }
                candles.append(try candle())
                row.removeAll(keepingCapacity: true)
                place = .behindRow
            case (_, UInt8(ascii: " ")), (_, UInt8(ascii: "\n")), (_, UInt8(ascii: "\r")),
                (_, UInt8(ascii: "\t")):
                continue
            case (.beforeList, UInt8(ascii: "[")): place = .atFirstRow
            case (.atFirstRow, UInt8(ascii: "[")), (.atRow, UInt8(ascii: "[")):
                row.append(byte)
                place = .inRow
            case (.behindRow, UInt8(ascii: ",")): place = .atRow
            case (.atFirstRow, UInt8(ascii: "]")), (.behindRow, UInt8(ascii: "]")):
                place = .behindList
            default: throw error(expected)
            }
        }
    }

    /// Sees that the list has come to its end.
    package func finish() throws(CandleJSONError) {
        guard case .behindList = place else {
            throw error("the file ends before the list does")
        }
        do {
            try rows.finish()
        } catch {
            throw CandleJSONError(row: error.line, what: error.what)
        }
    }

    private var expected: String {
        switch place {
        case .beforeList, .inRow: "a list of candles was expected"
        case .atFirstRow, .atRow: "a list of figures was expected"
        case .behindRow: "a comma or the end of the list was expected"
        case .behindList: "nothing was expected behind the list"
        }
    }

    private func error(_ what: String) -> CandleJSONError {
        CandleJSONError(row: rows.lines + 1, what: what)
    }

    /// The candle that the row tells, by way of the line that a CSV would have for it.
    private mutating func candle() throws(CandleJSONError) -> Candle {
        let columns: [JSONValue]
        do {
            columns = try JSONReader.parse(row).elements ?? []
        } catch {
            throw self.error("\(error)")
        }
        guard columns.count >= 6 else { throw error("it has \(columns.count) of 6 columns") }
        var texts: [String] = []
        for column in columns.prefix(6) {
            guard let text = column.scalarText, text.utf8.allSatisfy(Self.isOfNumber), text != ""
            else {
                let shown = column.scalarText.map { ForeignText.shown($0, hiding: nil) }
                throw error("'\(shown ?? column.kind)' is no number")
            }
            texts.append(text)
        }
        let number = rows.lines + 1
        do throws(KlineCSVError) {
            let line = Array(texts.joined(separator: ",").utf8)
            // A first line without a digit would pass for a heading.
            guard let candle = try rows.candle(on: line[...]) else {
                throw KlineCSVError(line: number, what: "'\(texts[0])' is no open time")
            }
            return candle
        } catch {
            throw CandleJSONError(row: number, what: error.what)
        }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}

/// A row that is no candle.
package struct CandleJSONError: Error, Equatable, CustomStringConvertible {
    package let row: Int
    package let what: String

    package var description: String { "row \(row): \(what)" }
}
