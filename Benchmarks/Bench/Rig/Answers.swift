import Seeds

/// What the two exchanges answer: days of a market that never was, in each venue's own format.
struct Answers {
    private struct Day {
        let time: Int64
        let prices: [String]
        let volume: String
        let turnover: String
    }

    static let dayMilliseconds: Int64 = 86_400_000

    private let days: [Day]

    /// So many days, the last of which is still open at `now`.
    init(count: Int, now: Int64) {
        var generator = SplitMix64(seed: 2_026)
        let today = now / Self.dayMilliseconds * Self.dayMilliseconds
        var last: Int64 = 6_000_000
        days = (0..<count).map { index in
            let open = last
            let change = Int64.random(in: -200...201, using: &generator)
            let close = max(100_000, open + open * change / 10_000)
            last = close
            let reach = Int64.random(in: 1...20_000, using: &generator)
            let volume = Int64.random(in: 1_000...900_000, using: &generator)
            return Day(
                time: today - Int64(count - 1 - index) * Self.dayMilliseconds,
                prices: [open, max(open, close) + reach, min(open, close) - reach, close]
                    .map(Self.cents),
                volume: Self.cents(volume), turnover: Self.cents(volume * (close / 100)))
        }
    }

    private static func cents(_ value: Int64) -> String {
        "\(value / 100).\(value % 100 / 10)\(value % 10)"
    }

    /// Rows of 12 columns, oldest first, prices with 8 decimals.
    func binance(_ range: Range<Int>) -> String {
        let rows = days[range].map { day in
            let prices = day.prices.map { "\"\($0)000000\"" }.joined(separator: ",")
            let end = day.time + Self.dayMilliseconds - 1
            return "[\(day.time),\(prices),\"\(day.volume)000000\",\(end),"
                + "\"\(day.turnover)000000\",4711,\"\(day.volume)000000\",\"\(day.turnover)000000\",\"0\"]"
        }
        return "[\(rows.joined(separator: ","))]"
    }

    /// Rows of strings, newest first, inside an object.
    func bybit(_ range: Range<Int>, now: Int64) -> String {
        let rows = days[range].reversed().map { day in
            let prices = day.prices.map { "\"\($0)\"" }.joined(separator: ",")
            return "[\"\(day.time)\",\(prices),\"\(day.volume)\",\"\(day.turnover)\"]"
        }
        return #"{"retCode":0,"retMsg":"OK","result":{"category":"spot","#
            + #""symbol":"BTCUSDT","list":["# + rows.joined(separator: ",")
            + #"]},"retExtInfo":{},"time":\#(now)}"#
    }

    /// The open time of a day.
    func time(_ index: Int) -> Int64 { days[index].time }
    var count: Int { days.count }
}
