import Foundation
import JSON
import Market
import Reporting
import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

struct RunLedgerTests {
    private let home: ScratchHome

    init() throws {
        home = try ScratchHome()
        try home.put("", in: "state/README.md")
    }

    private func entry(error: String? = nil) -> RunEntry {
        var entry = RunEntry(at: Timestamp(milliseconds: 1_760_130_900_123), program: "algom-tick")
        if let error { entry.record(JobError(.unavailable, error)) }
        entry.milliseconds = 412
        return entry
    }

    @Test func `a line tells when, what for, how late, how it ended and what it took`() throws {
        try home.put(
            "{ traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim', timeframe: '1h' }] }",
            in: "algom.json")
        var entry = entry()
        entry.record(try home.settings(), now: Timestamp(milliseconds: 1_760_130_903_120))
        #expect(RunLedger.add(entry, home: home.path) == nil)
        #expect(
            try home.text("state/runs.jsonl") == """
                {"schema":1,"at":"2025-10-10T21:15:00.123Z","program":"algom-tick",\
                "traders":["a","b"],"late":3120,"status":0,"error":null,"candles":0,"requests":0,\
                "bytes":0,"milliseconds":412}

                """)
        #expect(try home.permissions("state/runs.jsonl") == "600")
    }

    @Test func `a tick counts its requests, bytes and candles`() throws {
        let fixture = try TickFixture.record(seed: 90)
        let last = RandomCandles.array(seed: 90, count: 400)[399]
        let results = try fixture.tick(at: TickFixture.moment(after: last))
        var entry = entry()
        entry.record(results)
        let line = try JSONReader.parse(entry.line)
        #expect(line["requests"]?.scalarText == "1")
        #expect(line["candles"]?.scalarText == "1")
        #expect(try #require(Int(line["bytes"]?.scalarText ?? "")) > 100)
    }

    @Test func `where it failed for some, it tells for whom and how`() throws {
        let result = { (name: String, status: Text.ExitStatus?) in
            TraderResult(
                name: name, view: nil, candles: 0, news: [], waiting: nil,
                failure: status.map { JobError($0, "\(name) failed") }, requests: 0, bytes: 0,
                warnings: [])
        }
        let line = { (results: [TraderResult]) in
            var entry = entry()
            entry.record(TickResults(traders: results, warnings: []))
            return String(decoding: entry.line, as: UTF8.self)
        }
        #expect(
            line([result("a", .tryLater), result("b", nil), result("c", .unavailable)]).contains(
                #""status":75,"failed":{"c":69,"a":75},"error":"c failed","#))
        // As ever where all came to the same end.
        #expect(
            line([result("a", .unavailable), result("b", .unavailable)]).contains(
                #""status":69,"error":"a failed","#))
        #expect(line([result("a", nil)]).contains(#""status":0,"error":null,"#))
        let many = (0..<500).map { result("trader-of-a-long-name-number-\($0)", .unavailable) }
        let long = line([result("a", nil)] + many)
        #expect(long.utf8.count < 2_048 && long.contains(#""moreFailed":490,"#))
    }

    @Test(arguments: [1, 100, 170, 400])
    func `what helps is told whole or not at all`(length: Int) throws {
        var entry = entry()
        let what = String(repeating: "w", count: length)
        let command = Command(
            "algom reset", "--trader", "sim", "--reason", "WHY", home: "/srv/a home")
        entry.record(
            JobError(.configuration, trader: "sim", what, remedy: "end it with '\(command)'"))
        let error = try #require(try JSONReader.parse(entry.line)["error"]?.string)
        #expect(error.contains(command.description) == (length <= 100))
        #expect(error.contains("end it") == (length <= 100))
        #expect(error.hasPrefix("sim: w"))
    }

    @Test func `however much is told, a line is short`() throws {
        let names = (0..<500).map { "{ name: 't\($0)', exchange: 'sim' }" }
        try home.put("{ traders: [\(names.joined(separator: ","))] }", in: "algom.json")
        var entry = entry(error: String(repeating: "\u{1F600}\u{7}", count: 5_000))
        entry.record(try home.settings(), now: Timestamp(milliseconds: 0))
        #expect(entry.line.count < 2_048)
        let line = try JSONReader.parse(entry.line)
        #expect(line["moreTraders"]?.scalarText == "490")
    }

    @Test func `it never grows past its limit, and keeps the latest lines`() throws {
        let line = entry().line
        let count = 3 * RunLedger.limit / line.count
        for _ in 0..<count { #expect(RunLedger.add(entry(), home: home.path) == nil) }
        let files = try ["runs.jsonl", "runs.1.jsonl"].map { try home.text("state/\($0)") }
        for file in files {
            #expect(file.utf8.count <= RunLedger.limit)
            for line in file.split(separator: "\n") { _ = try JSONReader.parse(Array(line.utf8)) }
        }
        #expect(files[1].utf8.count > RunLedger.limit - 2 * line.count)
    }

    @Test func `without a state directory nothing is made, and trouble is a warning`() throws {
        let other = try ScratchHome()
        #expect(RunLedger.add(entry(), home: other.path) == nil)
        #expect(try other.names() == [])
        try home.put("", in: "state/runs.jsonl/inside")
        let warning = try #require(RunLedger.add(entry(), home: home.path))
        #expect(warning.contains("it is a directory, where a regular file belongs"))
    }
}
