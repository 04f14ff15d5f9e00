import Foundation
import JSON
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Research
@testable import Text

struct DetailedRunTests {
    private static let start: Int64 = 1_750_000_200_000
    private static let settings = ["warmUp=1", "feePercent=0", "slippagePercent=0"]

    private let home: ScratchHome

    init() throws {
        home = try ScratchHome()
        try home.put(
            """
            { strategies: { bracket: { enter: "true", stop: "5%", target: "5%" } },
              traders: [{ exchange: "sim" }] }
            """, in: "algom.json")
    }

    /// Writes candles of open, high, low and close.
    private func put(_ prices: [(Int, Int, Int, Int)], minutes: Int64, in name: String) throws {
        let rows = prices.enumerated().map { index, prices in
            "\(Self.start + Int64(index) * minutes * 60_000),\(prices.0),\(prices.1),\(prices.2),"
                + "\(prices.3),1\n"
        }
        try home.put(rows.joined(), in: name)
    }

    private func run(detail: String? = "1m.csv") throws -> Backtest {
        let options = BacktestJob.Options(
            candles: "\(home.path)/5m.csv", strategy: "bracket", parameters: Self.settings,
            detail: detail.map { "\(home.path)/\($0)" })
        return try BacktestJob(
            options, home: home.path, now: Timestamp(milliseconds: Self.start)
        ).run()
    }

    private static let flat = (100, 100, 100, 100)

    @Test func `a candle that reached both is told, and finer ones say which was first`() throws {
        try put([Self.flat, Self.flat, (100, 110, 90, 100)], minutes: 5, in: "5m.csv")
        let quiet = [(Int, Int, Int, Int)](repeating: Self.flat, count: 10)
        for (last, others, gain) in [
            ([(100, 107, 100, 107), (107, 110, 100, 100), (100, 100, 90, 100)], 1, "150"),
            ([(100, 100, 92, 93), (93, 100, 90, 100), (100, 110, 100, 100)], 0, "-150"),
            // Beyond the stop at its open: it fills there.
            ([(100, 102, 98, 98), (92, 100, 90, 100), (100, 110, 100, 100)], 1, "-240"),
            // Nobody knows either: the stop comes first there, too.
            ([(100, 110, 90, 100)], 0, "-150"),
        ] {
            try put(quiet + last, minutes: 1, in: "1m.csv")
            let backtest = try run()
            let object = try JSONReader.parse(Array(backtest.json.utf8))
            #expect(object["protectiveExits"]?.scalarText == "1")
            #expect(object["ambiguousExits"]?.scalarText == "1")
            #expect(object["totalPnL"]?.scalarText == "-150", "it is no other result")
            #expect(object["detail"]?["timeframe"]?.string == "1m")
            #expect(object["detail"]?["otherTrades"]?.scalarText == "\(others)")
            #expect(object["detail"]?["totalPnL"]?.scalarText == gain)
            let text = backtest.text(width: 120, isColoured: false)
            #expect(
                text.contains(
                    "1 of 1 at a stop or target had both in one candle, and count as stops"))
            #expect(text.contains("\(others) of 1 trade would end otherwise"))
        }
    }

    @Test func `a candle that none are there of is judged as ever, and counted`() throws {
        try put([Self.flat, Self.flat, (100, 110, 90, 100)], minutes: 5, in: "5m.csv")
        try put([Self.flat, Self.flat], minutes: 1, in: "1m.csv")
        let object = try JSONReader.parse(Array(run().json.utf8))
        #expect(object["detail"]?["uncoveredExits"]?.scalarText == "1")
        #expect(object["detail"]?["totalPnL"] == object["totalPnL"])
    }

    @Test func `without finer candles there is no word of them, and without exits none at all`()
        throws
    {
        try put([Self.flat, Self.flat, (100, 104, 96, 100)], minutes: 5, in: "5m.csv")
        let text = try run(detail: nil).text(width: 120, isColoured: false)
        #expect(!text.contains("had both"))
        try put([Self.flat, Self.flat, (100, 104, 90, 95)], minutes: 5, in: "5m.csv")
        let told = try run(detail: nil)
        #expect(told.text(width: 120, isColoured: false).contains("0 of 1 at a stop or target"))
        #expect(try JSONReader.parse(Array(told.json.utf8))["detail"] == .null)
    }

    @Test func `candles that make up no others are refused`() throws {
        try put([Self.flat, Self.flat, Self.flat], minutes: 5, in: "5m.csv")
        try put([Self.flat, Self.flat, Self.flat], minutes: 60, in: "1h.csv")
        for (name, words) in [
            ("5m.csv", "which make up none of 5m"), ("1h.csv", "holds candles of 1h"),
        ] {
            let error = #expect(throws: JobError.self) { try run(detail: name) }
            #expect(error?.status == .usage)
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        }
        try home.put("1,1,1,1,1,1\n", in: "other.csv")
        let error = #expect(throws: JobError.self) { try run(detail: "other.csv") }
        #expect(error?.status == .badData)
    }
}
