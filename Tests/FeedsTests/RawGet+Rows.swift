import JSON
import Market
import Testing

extension RawGet {
    /// Binance's rows, every scalar as its text.
    var rows: [[String]] {
        get throws { try Self.rows(try JSONReader.parse(Array(body.utf8))) }
    }

    /// The rows of Bybit's list.
    var listRows: [[String]] {
        get throws { try Self.rows(try #require(parsed["result"]?["list"])) }
    }

    var parsed: JSONValue {
        get throws { try JSONReader.parse(Array(body.utf8)) }
    }

    private static func rows(_ list: JSONValue) throws -> [[String]] {
        try #require(list.elements).map { try #require($0.elements).compactMap(\.scalarText) }
    }
}

extension [String] {
    /// A row's open time.
    var openTime: Int64 { first.flatMap { Int64($0) } ?? -1 }

    /// The candle that a row of either exchange tells.
    func candle() throws -> Candle {
        Candle(
            openTime: Timestamp(milliseconds: openTime), open: try Price(decimal: self[1]),
            high: try Price(decimal: self[2]), low: try Price(decimal: self[3]),
            close: try Price(decimal: self[4]), volume: try Volume(decimal: self[5]))
    }
}
