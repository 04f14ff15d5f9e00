import Foundation
import Testing

/// `import` as a person runs it.
struct AlgomImportTests {
    private let algom = Command(name: "algom")
    private let tick = Command(name: "algom-tick")
    private static let old = """
        {"exchange":"sim","timestamp":"2025-11-01T10:20:30.123Z","balance":9876.543210987654,
        "totalTrades":42,"wins":17,"losses":25,"currentPosition":null,"config":{"fastMA":9}}
        """

    private func home() throws -> TemporaryHome {
        let home = try TemporaryHome(isHome: false)
        try home.write("{traders: [{name: \"sim\", exchange: \"sim\"}]}", to: "algom.json")
        try home.write(Self.old, to: "sim_trading_stats.json")
        return home
    }

    private func arguments(_ home: TemporaryHome) -> [String] {
        ["import", "stats", "\(home.path)/sim_trading_stats.json", "--home", home.path]
    }

    @Test func `an old balance begins a record that is proved`() throws {
        let home = try home()
        let dry = try algom.run(arguments(home) + ["--dry-run"], environment: [:])
        #expect(dry.status == 0 && dry.output.contains("would begin with a balance of 9,876.54"))
        #expect(try home.remains().allSatisfy { !$0.contains("state") })
        let told = try algom.run(arguments(home), environment: [:])
        #expect(told.status == 0, "\(told.errors)")
        #expect(
            told.output.hasPrefix("sim: its record begins with a balance of 9,876.54 from sim_"))
        #expect(
            told.errors
                == "algom import stats: warning: \(home.path)/sim_trading_stats.json: the old figures were "
                + "made otherwise: fast was 9, and is 7\n")
        for now in ["2026-01-05T12:00:00Z", "2026-01-07T12:00:00Z"] {
            #expect(try tick("--home", home.path, "--now", now).status == 0)
        }
        for command in ["status", "verify"] {
            let shown = try algom(command, "--home", home.path)
            #expect(shown.status == 0, "\(shown.errors)")
            let words = shown.output.split { " \n".contains($0) }.joined(separator: " ")
            #expect(words.contains("42 trades (17 won, 25 lost)"))
            #expect(words.contains("carried over, not verifiable"))
        }
        for command in [["dashboard"], ["export", "trades"], ["backtest", "--trader", "sim"]] {
            let outcome = try algom.run(command + ["--home", home.path], environment: [:])
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        }
        let report = try Command(name: "algom-report")("--dry-run", "--home", home.path)
        #expect(report.status == 0, "\(report.errors)")
        #expect(!report.output.contains("42"))
        let again = try algom.run(arguments(home), environment: [:])
        #expect(again.status == 64 && again.errors.contains("algom reset --trader sim"))
    }

    @Test func `candle files of other programs become one table, or are read as they are`() throws {
        let home = try TemporaryHome()
        let rows = (0..<4).map { "[\(1_760_054_400_000 + 300_000 * $0),1,2,0.5,1e0,3e-05]" }
        try home.write("[\(rows[..<2].joined(separator: ","))]", to: "a.json")
        try home.write("[\(rows[2...].joined(separator: ", "))]", to: "b.json")
        let files = ["\(home.path)/a.json", "\(home.path)/b.json"]
        let told = try algom.run(["import", "candles"] + files, environment: [:])
        #expect(told.status == 0)
        #expect(told.lines.count == 5 && told.lines[4] == "1760055300000,1,2,0.5,1,0.00003")
        #expect(
            told.errors.hasPrefix(
                "algom import candles: 4 candles of 5m from 2025-10-10T00:00:00.000Z"))
        let wrong = try algom.run(["import", "candles"] + files.reversed(), environment: [:])
        #expect(wrong.status == 65)
        let backtest = try algom("backtest", "--candles", files[0])
        #expect(backtest.status == 0, "\(backtest.errors)")
        try home.write("PK\u{3}\u{4} and nothing else", to: "c.zip")
        let torn = try algom("backtest", "--candles", "\(home.path)/c.zip")
        #expect(torn.status == 65)
        #expect(torn.errors.contains("begins as a zip file and does not end as one"))
    }

    @Test func `an import killed at any call leaves a record or none`() throws {
        let first = try home()
        let points = try traced(first).points(of: TracedCommand.commitCalls, in: first)
        for point in points {
            let home = try home()
            #expect(try traced(home).run(point, "signal=KILL").status != 0, "\(point)")
            let again = try algom.run(arguments(home), environment: [:])
            let isThere =
                again.status == 64 && again.errors.contains("carried over into it already")
            #expect(again.status == 0 || isThere, "\(point): \(again.errors)")
            #expect(try tick("--home", home.path, "--now", "2026-01-05T12:00:00Z").status == 0)
            let proof = try algom("verify", "--home", home.path)
            #expect(proof.status == 0, "\(point): \(proof.errors)")
            #expect(proof.output.contains("carried over, not verifiable"), "\(point)")
        }
        #expect(points.count > 15)
    }

    private func traced(_ home: TemporaryHome) -> TracedCommand {
        TracedCommand(name: "algom", arguments: arguments(home))
    }
}
