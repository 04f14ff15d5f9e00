import Foundation
import JSON
import LoopbackExchange
import Market
import Seeds
import Testing

/// What every earlier version left is verified, ticked, reported and drawn by this one.
struct FixtureTests {
    private let algom = Command(name: "algom")
    private let tick = Command(name: "algom-tick")
    private static let versions = ["0.1"]

    private static func folder(_ version: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/\(version)")
    }

    /// A copy of a home as it lies in the repository, with the permissions that git does not keep.
    private func home(_ version: String) throws -> TemporaryHome {
        let home = try TemporaryHome()
        let manager = FileManager.default
        for entry in try manager.contentsOfDirectory(atPath: Self.folder(version).path) {
            try? manager.removeItem(atPath: "\(home.path)/\(entry)")
            try manager.copyItem(
                atPath: Self.folder(version).appending(path: entry).path,
                toPath: "\(home.path)/\(entry)")
        }
        for name in try manager.subpathsOfDirectory(atPath: home.path) + [""] {
            let path = "\(home.path)/\(name)"
            var isDirectory: ObjCBool = false
            _ = manager.fileExists(atPath: path, isDirectory: &isDirectory)
            let isPublic = name.hasSuffix("_trading_stats.json") && !name.contains("archive/")
            let mode = isDirectory.boolValue ? 0o700 : isPublic ? 0o644 : 0o600
            try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        return home
    }

    private func traders(_ version: String) throws -> [String] {
        let path = Self.folder(version).appending(path: "state/traders").path
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    private func journal(_ trader: String, in home: TemporaryHome) throws -> String {
        try home.text("state/traders/\(trader)/journal.jsonl")
    }

    /// The head that the stats file of a trader published.
    private func head(_ trader: String, in home: TemporaryHome) throws -> String {
        let stats = try home.text("state/\(trader)_trading_stats.json")
        return try #require(JSONReader.parse(Array(stats.utf8))["journalHead"]?.string)
    }

    private func lastCandle(_ journal: String) throws -> Timestamp {
        let line = try #require(
            journal.split(separator: "\n").last { $0.contains(#""type":"candle""#) })
        let time = try JSONReader.parse(Array(line.utf8))["time"]
        return Timestamp(milliseconds: try #require(time.flatMap { Int64($0.scalarText ?? "") }))
    }

    @Test(arguments: versions)
    func `every record is proved, and vouches for the head it once published`(
        version: String
    ) throws {
        let home = try home(version)
        let proof = try algom("verify", "--home", home.path)
        #expect(proof.status == 0, "\(proof.errors)")
        for trader in try traders(version) {
            #expect(proof.output.contains("\(trader): proved: "))
            let head = try head(trader, in: home)
            let vouched = try algom(
                "verify", "--home", home.path, "--trader", trader, "--head", String(head.prefix(12))
            )
            #expect(vouched.status == 0, "\(trader): \(vouched.errors)")
        }
        #expect(try home.remains() == self.home(version).remains(), "reading changes nothing")
    }

    @Test(arguments: versions)
    func `every record goes on, and no byte of it changes`(version: String) throws {
        let home = try home(version)
        for trader in try traders(version) where trader != "revised" {
            let before = try journal(trader, in: home)
            // A day on: enough for every timeframe there is.
            let now = try lastCandle(before).advanced(byMilliseconds: 26 * 3_600_000)
            let outcome = try tick(
                "--home", home.path, "--trader", trader, "--now", "\(now)")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let after = try journal(trader, in: home)
            #expect(after.hasPrefix(before) && after.count > before.count, "\(trader)")
        }
        let proof = try algom("verify", "--home", home.path)
        #expect(proof.status == 0, "\(proof.errors)")
    }

    @Test(arguments: versions)
    func `a record of an exchange's candles goes on with the exchange`(version: String) throws {
        let home = try home(version)
        let before = try journal("revised", in: home)
        let exchange = try exchange(after: before)
        defer { exchange.stop() }
        let outcome = try tick(
            "--home", home.path, "--trader", "revised",
            environment: ["BINANCE_BASE_URL": exchange.baseURL])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let after = try journal("revised", in: home)
        #expect(after.hasPrefix(before))
        let added = after.dropFirst(before.count)
        #expect(added.split(separator: "\n").count { $0.contains(#""type":"candle""#) } == 40)
        // What was told before is known, and written down no second time.
        #expect(!added.contains(#""type":"revised""#))
        let proof = try algom("verify", "--home", home.path, "--trader", "revised")
        #expect(proof.status == 0, "\(proof.errors)")
    }

    /// An exchange that tells a journal's last candles as it told them last, and 40 more.
    private func exchange(after journal: String) throws -> LoopbackExchange {
        var candles: [Int64: Candle] = [:]
        for line in journal.split(separator: "\n") {
            let json = try JSONReader.parse(Array(line.utf8))
            let kind = json["type"]?.string
            guard kind == "candle" || kind == "revised" else { continue }
            let prices = kind == "candle" ? json : try #require(json["told"])
            let text = { (name: String) in try #require(prices[name]?.string) }
            let time = try #require(json["time"].flatMap { Int64($0.scalarText ?? "") })
            candles[time] = Candle(
                openTime: Timestamp(milliseconds: time), open: try Price(decimal: text("open")),
                high: try Price(decimal: text("high")), low: try Price(decimal: text("low")),
                close: try Price(decimal: text("close")),
                volume: try Volume(decimal: text("volume")))
        }
        let next = try lastCandle(journal).advanced(byMilliseconds: 300_000)
        let more = RandomCandles.array(seed: 8, start: next, count: 41)
        return try LoopbackExchange(
            exchange: .binance, candles: candles.values + more, timeframe: .fiveMinutes,
            symbol: try Symbol("BTC/USDT"))
    }

    @Test(arguments: versions)
    func `every record is shown, reported and drawn`(version: String) throws {
        let home = try home(version)
        let traders = try traders(version)
        let status = try algom("status", "--home", home.path)
        #expect(status.status == 0, "\(status.errors)")
        let page = try algom("dashboard", "--home", home.path)
        #expect(page.status == 0, "\(page.errors)")
        let html = try home.text("state/dashboard.html")
        for trader in traders {
            #expect(status.output.contains(trader) && html.contains(trader))
            for view in [["trades"], ["explain"], ["chart", "--text", "--last", "40"]] {
                let outcome = try algom.run(
                    view + ["--home", home.path, "--trader", trader], environment: [:])
                #expect(outcome.status == 0 && outcome.output != "", "\(view): \(outcome.errors)")
            }
        }
        for kind in ["auto", "trade", "daily", "weekly", "comparison", "strategy", "hodl"] {
            let report = try Command(name: "algom-report")(
                "--dry-run", "--kind", kind, "--home", home.path)
            #expect(report.status == 0, "\(kind): \(report.errors)")
        }
        #expect(html.contains("carried over, not verifiable"))
    }

    @Test(arguments: versions)
    func `a post on its way, what was told and what was wrong are read`(version: String) throws {
        let home = try home(version)
        let posts = try algom("posts", "--home", home.path)
        #expect(posts.status == 0, "\(posts.errors)")
        #expect(posts.output.contains("waits") && posts.output.contains("ALGOM PAPER TRADING"))
        // Without keys the post that waited is printed, and ends.
        let report = try Command(name: "algom-report")("--home", home.path)
        #expect(report.status == 0, "\(report.errors)")
        #expect(!(try algom("posts", "--home", home.path).output.contains("waits")))
        let health = try Command(name: "algom-health")("--home", home.path)
        #expect([0, 1].contains(health.status), "\(health.errors)")
        #expect(!health.output.contains("damaged"))
        let alert = try algom(
            "alert", "--home", home.path,
            environment: [
                "ALERT_WEBHOOK_URL": "http://127.0.0.1:1/hook", "ALERT_WEBHOOK_SECRET": "hushhush",
            ])
        #expect(!alert.errors.contains("damaged") && alert.status != 78, "\(alert.errors)")
    }
}
