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
