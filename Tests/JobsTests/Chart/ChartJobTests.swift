import Foundation
import JSON
import Market
import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct ChartJobTests {
    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    /// Draws into a file, and returns its text and the words.
    private func chart(
        _ fixture: TickFixture, _ options: ChartJob.Options = ChartJob.Options()
    ) throws -> (svg: String, words: String) {
        var options = options
        options.output = "\(home.path)/out.svg"
        let job = try ChartJob(options, home: fixture.home.path)
        let words = try job.run { _ throws(JobError) in throw JobError(.bug, "no PNG was asked for")
        }
        return (try home.text("out.svg"), words)
    }

    /// The trades of a record, as their export tells them.
    private func trades(_ fixture: TickFixture) throws -> [JSONValue] {
        try ExportJob(
            .trades, isJSON: true, home: fixture.home.path, trader: nil,
            output: "\(home.path)/trades"
        ).run()
        return try home.text("trades").split(separator: "\n").map {
            try JSONReader.parse(Array($0.utf8))
        }
    }

    @Test func `each trade is drawn by its id, with its own figures`() throws {
        let fixture = try TickFixture.record(seed: 90)
        let trades = try trades(fixture)
        #expect(trades.count > 3)
        for trade in trades {
            let id = try #require(trade["id"]?.scalarText.flatMap { Int64($0) })
            let (svg, words) = try chart(fixture, ChartJob.Options(id: id))
            let reason = try #require(trade["reason"]?.string)
            #expect(words.contains(" sold at "))
            #expect(words.contains("(\(reason)); stop "))
            #expect(svg.contains(">ALGOM<") && svg.contains(">MA3<") && svg.contains(">MA8<"))
            let entry = try #require(trade["entryTime"]?.string)
            #expect(
                words.contains(" on \(entry.prefix(10)) \(entry.dropFirst(11).prefix(5)), sold"))
        }
    }

    @Test func `without an id it is the position held, or else the last trade`() throws {
        let fixture = try TickFixture.record(seed: 91)
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        let (svg, words) = try chart(fixture)
        let isOpen = stats["currentPosition"]?.members != nil
        #expect(svg.contains(">OPEN ") == isOpen)
        #expect(words.contains("still open") == isOpen)
    }

    @Test func `equity ends as the stats do, and windows begin with the mark that stood`() throws {
        let fixture = try TickFixture.record(seed: 92)
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        let equity = try #require(stats["equity"]?.scalarText.flatMap { Double($0) })
        let (svg, words) = try chart(fixture, ChartJob.Options(kind: .equity))
        let change = (equity / 100 - 100).formatted(
            .number.precision(.fractionLength(2)).locale(Locale(identifier: "en_US")))
        #expect(words.contains("binance \(equity > 10_000 ? "+" : "")\(change) %; BTC held "))
        #expect(words.contains(", since START, "))
        #expect(svg.contains(">since START<"))

        let asOf = try #require(stats["asOf"]?.string.flatMap { Timestamp(iso8601: $0) })
        let start = asOf.advanced(byMilliseconds: -Timestamp.millisecondsPerDay)
        let day = try chart(fixture, ChartJob.Options(kind: .equity, window: .day)).words
        #expect(day.contains(", last 24 h, \(start.dateText) \(start.timeText()) to "))
        #expect(day.contains(" \(asOf.timeText()) UTC. "))
    }

    @Test func `several traders are drawn on one axis, and a trade only of one`() throws {
        let fixture = try TickFixture(
            binance: [],
            configuration: """
                { traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim', stopLossPercent: 1 }] }
                """)
        let moment = Timestamp(milliseconds: 1_760_130_900_000)
        try fixture.tick(at: moment)
        let early = #expect(throws: JobError.self) { try chart(fixture) }
        #expect(early?.description.contains("no candle after the warm-up") == true)
        try fixture.tick(at: moment.advanced(byMilliseconds: 2 * Timestamp.millisecondsPerDay))
        let (svg, words) = try chart(fixture)
        #expect(words.contains(". Change over it: a ") && words.contains("; b "))
        #expect(svg.ranges(of: ">BTC held ").count == 1)
        let two = #expect(throws: JobError.self) {
            try chart(fixture, ChartJob.Options(kind: .trade, traders: ["a", "b"]))
        }
        #expect(two == JobError(.usage, "--trader: a trade is drawn of one trader"))
        #expect(try chart(fixture, ChartJob.Options(traders: ["b"])).words.contains("b on sim"))
    }

    @Test func `the candles of a window are a picture, as they are a text`() throws {
        let fixture = try TickFixture.record(seed: 92)
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        let asOf = try #require(stats["asOf"]?.string.flatMap { Timestamp(iso8601: $0) })
        let start = asOf.advanced(byMilliseconds: -Timestamp.millisecondsPerDay)
        let (svg, words) = try chart(fixture, ChartJob.Options(window: .day))
        #expect(words.contains(", \(start.dateText) "))
        #expect(words.contains(" candles, ") && words.contains(" \(asOf.timeText()) UTC, between "))
        let closed = try trades(fixture).count { trade in
            (trade["exitTime"]?.string.flatMap { Timestamp(iso8601: $0) }).map { $0 > start }
                ?? false
        }
        let told = words.firstMatch(of: #/ (\d+) trades? closed in this window/#)
        #expect((told.flatMap { Int($0.output.1) } ?? 0) >= closed)
        #expect(svg.contains(">ALGOM<"))
        // All of a record, and a window that it does not fill, are as wide as the record.
        let all = try chart(fixture, ChartJob.Options(kind: .candles, window: .all)).words
        let long = try chart(
            fixture, ChartJob.Options(kind: .candles, window: ChartWindow(word: "9999d"))
        ).words
        #expect(all == long)
        let first = try #require(
            try fixture.journal.first { $0.contains("\"type\":\"candle\"") })
        let opened = try #require(
            first.firstMatch(of: #/"time":(\d+)/#).flatMap { Int64($0.output.1) })
        #expect(all.contains(Timestamp(milliseconds: opened).dateText))
    }

    @Test func `a window that a record does not fill says how long it is`() throws {
        let fixture = try TickFixture.record(seed: 92)
        let week = ChartWindow(word: "9999d")
        let words = try chart(fixture, ChartJob.Options(kind: .equity, window: week)).words
        #expect(words.contains(#/, \d+ d \d+ h of the last 9999 d, /#))
        let all = try chart(fixture, ChartJob.Options(kind: .equity, window: .all)).words
        #expect(all.contains(", since START, "))
    }

    @Test func `more than eight traders have a panel each`() throws {
        let traders = (1...9).map { "{ name: 't\($0)', exchange: 'sim', stopLossPercent: \($0) }" }
        let fixture = try TickFixture(
            binance: [], configuration: "{ traders: [\(traders.joined(separator: ", "))] }")
        let moment = Timestamp(milliseconds: 1_760_130_900_000)
        for days in [Int64(0), 2] {
            try fixture.tick(
                at: moment.advanced(byMilliseconds: days * Timestamp.millisecondsPerDay))
        }
        let (svg, words) = try chart(fixture)
        #expect((1...9).allSatisfy { svg.contains(">t\($0)<") && words.contains("t\($0) ") })
    }

    @Test func `a wrong question is 64, and leaves no file`() throws {
        let fixture = try TickFixture.record(seed: 93)
        for options in [
            ChartJob.Options(kind: .equity, id: 1), ChartJob.Options(kind: .trade, window: .day),
            ChartJob.Options(id: 1, window: .day), ChartJob.Options(id: 1),
            ChartJob.Options(kind: .candles, id: 1),
            ChartJob.Options(traders: ["none"]),
        ] {
            let error = #expect(throws: JobError.self) { try chart(fixture, options) }
            #expect(error?.status == .usage)
        }
        let ending = #expect(throws: JobError.self) {
            try ChartJob(ChartJob.Options(output: "a.jpg"), home: fixture.home.path)
        }
        #expect(
            ending == JobError(.usage, "--output: 'a.jpg' ends in neither .svg nor .png"))
        #expect(try home.names() == [])
    }

    @Test func `a PNG file holds what the drawer made of the same text, or is not there`() throws {
        let fixture = try TickFixture.record(seed: 94)
        let svg = try chart(fixture).svg
        let options = ChartJob.Options(output: "\(home.path)/out.png")
        let job = try ChartJob(options, home: fixture.home.path)
        _ = try job.run { text throws(JobError) in Array("drawn: \(text)".utf8) }
        #expect(try home.text("out.png") == "drawn: \(svg)")
        try FileManager.default.removeItem(atPath: "\(home.path)/out.png")
        let error = #expect(throws: JobError.self) {
            try job.run { _ throws(JobError) in throw JobError(.configuration, "no font") }
        }
        #expect(error == JobError(.configuration, "no font"))
        #expect(try home.names() == ["out.svg"])
    }

    @Test func `a damaged record is not drawn`() throws {
        let fixture = try TickFixture.record(seed: 95)
        var lines = try fixture.journal
        lines.swapAt(120, 121)
        try fixture.plant(lines, chainedFrom: nil)
        for kind in ChartJob.Kind.allCases {
            let error = #expect(throws: JobError.self) {
                try chart(fixture, ChartJob.Options(kind: kind))
            }
            #expect(error?.status == .configuration)
            #expect(error?.description.contains("does not begin with seq") == true)
        }
        #expect(try home.names() == [])
    }
}
