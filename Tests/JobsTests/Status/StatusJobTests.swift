import JSON
import Market
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Record

struct StatusJobTests {
    private static let start = Timestamp(milliseconds: 1_750_000_200_000)
    private let home: ScratchHome
    private let directory: StateDirectory

    init() throws {
        home = try ScratchHome()
        directory = try StateDirectory(path: "\(home.path)/state")
    }

    /// Puts a trader there that has consumed so many candles.
    @discardableResult
    private func run(_ name: String, candles: Int) throws -> Checkpoint {
        var record = try TraderRecord(seed: 3)
        try record.consume(RandomCandles.array(seed: 3, count: candles))
        if candles > 0 { try record.commit() }
        record.checkpoint.settings.name = name
        try directory.makeDirectory("traders/\(name)")
        try record.checkpoint.write(in: directory)
        return record.checkpoint
    }

    /// The status a minute after so many candles have closed.
    private func status(
        _ traders: [String] = [], candles: Int64 = 0
    ) throws(JobError) -> Status {
        let now = Self.start.advanced(byMilliseconds: candles * 300_000 + 60_000)
        return try StatusJob(home: home.path, traders: traders, now: now).run()
    }

    private func headings(_ status: Status) -> [String] {
        status.text(width: 100, isColoured: false).split(separator: "\n")
            .filter { !$0.hasPrefix(" ") }.map(String.init)
    }

    @Test func `where no trader has run it says what to do`() throws {
        let words =
            "no trader has run yet in \(home.path); run algom-tick --home \(home.path), then look again"
        for _ in 0..<2 {
            let status = try status()
            #expect(status.status == .ok)
            #expect(status.text(width: 80, isColoured: true) == words)
            #expect(status.json == [])
            try directory.makeDirectory("traders")
        }
        let nowhere = try StatusJob(
            home: "\(home.path)/nowhere", traders: [], now: Self.start
        ).run()
        #expect(nowhere.status == .ok)
        #expect(try home.names() == ["state"])
    }

    @Test func `traders are told in the order of their names, configured or not`() throws {
        try run("eth", candles: 40)
        try run("btc", candles: 400)
        try home.put("{ this is no configuration", in: "algom.json")
        let status = try status(candles: 400)
        #expect(status.status == .ok)
        #expect(headings(status) == ["btc  binance BTC/USDT 5m", "eth  binance BTC/USDT 5m"])
    }

    @Test func `a trader can be chosen; one that is not there is a usage error`() throws {
        try run("eth", candles: 40)
        try run("btc", candles: 40)
        #expect(try headings(status(["eth", "eth"])) == ["eth  binance BTC/USDT 5m"])
        #expect(
            throws: JobError(
                .usage, "--trader: no state of a trader 'x?y'; there are btc, eth")
        ) { try status(["btc", "x\ny"]) }
        let other = try ScratchHome()
        #expect(
            throws: JobError(.usage, "--trader: no state of a trader 'btc'; there is none yet")
        ) { try StatusJob(home: other.path, traders: ["btc"], now: Self.start).run() }
    }

    @Test func `a damaged checkpoint is told and hides no other trader`() throws {
        try run("btc", candles: 400)
        try home.put("{", in: "state/traders/eth/checkpoint.json")
        let status = try status(candles: 400)
        #expect(status.status == .configuration)
        #expect(headings(status) == ["btc  binance BTC/USDT 5m", "eth"])
        let path = "\(home.path)/state/traders/eth/checkpoint.json"
        let message =
            "\(path) is damaged: it is not whole JSON (line 1, column 2: expected a name); "
            + "nothing was changed, 'algom repair --trader eth --home \(home.path)' "
            + "rebuilds it from the journal"
        let text = status.text(width: 10_000, isColoured: false)
        #expect(text.hasSuffix("\n\neth\n  state  \(message)"))
        #expect(status.json.count == 2)
        #expect(
            try JSONReader.parse(Array(status.json[1].utf8))
                == .object([
                    JSONMember(name: "trader", value: .string("eth")),
                    JSONMember(name: "error", value: .string("eth: \(message)")),
                ]))
        #expect(try self.status(["btc"]).status == .ok)
    }

    @Test func `a trader whose first tick has not ended is said to be one`() throws {
        try directory.makeDirectory("traders/btc")
        let status = try status()
        #expect(status.status == .ok)
        #expect(
            status.text(width: 100, isColoured: false)
                == "btc\n  state  no tick has come to its end yet")
        #expect(status.json == [#"{"trader":"btc","error":null}"#])
    }

    @Test func `what is no trader's directory is passed over`() throws {
        try run("btc", candles: 40)
        for name in ["Btc", "lost+found"] {
            try home.put("", in: "state/traders/\(name)/x")
        }
        #expect(try headings(status()) == ["btc  binance BTC/USDT 5m"])
    }

    @Test func `--json gives the stats file on one line`() throws {
        let checkpoint = try run("btc", candles: 900)
        let status = try status(candles: 900)
        let stats = StatsFile(
            checkpoint.settings, checkpoint.state,
            try Summary(checkpoint.state, checkpoint.parameters), timestamp: status.now,
            journalHead: checkpoint.journal.head)
        #expect(status.json.count == 1)
        #expect(try JSONReader.parse(Array(status.json[0].utf8)) == JSONReader.parse(stats.bytes()))
        #expect(checkpoint.settings.name == "btc")
    }

    @Test func `a candle long past is stale`() throws {
        try run("btc", candles: 400)
        let fresh = try status(candles: 400).text(width: 100, isColoured: false)
        #expect(fresh.contains(", 1 m 0 s ago"))
        #expect(!fresh.contains("stale"))
        let late = try status(candles: 700).text(width: 100, isColoured: false)
        #expect(late.contains(", 1 d 1 h ago, stale"))
    }

    @Test func `looking changes nothing`() throws {
        try run("btc", candles: 400)
        let before = try home.text("state/traders/btc/checkpoint.json")
        let status = try status(candles: 400)
        _ = (status.text(width: 100, isColoured: true), status.json)
        #expect(try home.text("state/traders/btc/checkpoint.json") == before)
        #expect(try directory.entries(of: "traders/btc") == ["checkpoint.json"])
        #expect(try home.names() == ["state"])
    }
}
