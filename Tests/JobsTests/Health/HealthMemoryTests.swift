import Foundation
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Record
@testable import Watch

struct HealthMemoryTests {
    /// What a look may say about one thing.
    private enum Look: CaseIterable { case wrong, right, unjudged }

    private static func observation(_ look: Look, patience: Int) -> Observation {
        switch look {
        case .wrong: Observation(findings: [Finding("a", "words", patience: patience)])
        case .right: Observation()
        case .unjudged: Observation(unjudged: ["a"])
        }
    }

    /// Every sequence of seven looks, against the rule said in another way: the looks that judge
    /// are a word of w and r, and news is where a run of w reaches the patience, and where such a
    /// run ends.
    @Test(arguments: 1...4)
    func `wrong is told after as many looks as it takes, and right again once`(patience: Int) {
        let length = 7
        for number in 0..<2_187 {
            var memory = HealthMemory()
            var rest = number
            var run = 0
            for step in 0..<length {
                let look = Look.allCases[rest % 3]
                rest /= 3
                let changes = memory.consume(
                    Self.observation(look, patience: patience),
                    at: Timestamp(milliseconds: Int64(step) * 900_000))
                switch look {
                case .unjudged: #expect(changes.isEmpty)
                case .wrong:
                    run += 1
                    let isNews = run == patience
                    #expect(changes.count == (isNews ? 1 : 0), "\(number), look \(step)")
                    if case .right = changes.first { Issue.record("\(number) is called right") }
                case .right:
                    #expect(changes.count == (run >= patience ? 1 : 0), "\(number), look \(step)")
                    if case .wrong = changes.first { Issue.record("\(number) is called wrong") }
                    run = 0
                }
                #expect(memory.wrong.count == (run >= patience ? 1 : 0))
            }
        }
    }

    @Test func `the latest words count, and the first moment`() throws {
        var memory = HealthMemory()
        _ = memory.consume(Observation(findings: [Finding("a", "1 h")]), at: "2026-01-05T12:00:00Z")
        _ = memory.consume(Observation(findings: [Finding("a", "2 h")]), at: "2026-01-05T13:00:00Z")
        let problem = try #require(memory.wrong.first)
        #expect(problem.words == "2 h")
        #expect(problem.since == "2026-01-05T12:00:00Z")
        #expect(problem.looks == 2)
    }

    @Test func `what was found by a clock that was ahead is found now`() throws {
        var memory = HealthMemory()
        _ = memory.consume(Observation(findings: [Finding("a", "b")]), at: "2026-02-05T12:00:00Z")
        _ = memory.consume(Observation(unjudged: ["a"]), at: "2026-01-05T12:00:00Z")
        #expect(memory.wrong.first?.since == "2026-01-05T12:00:00Z")
    }

    @Test(arguments: 0..<40)
    func `whatever happened, it is read as it was written`(seed: UInt64) throws {
        let home = try ScratchHome()
        let directory = try StateDirectory(path: home.path)
        var random = SplitMix64(seed: seed)
        var memory = HealthMemory()
        for step in 0..<20 {
            let findings = ["a", "b/x", "c"].filter { _ in Bool.random(using: &random) }.map {
                Finding($0, "words \"\(step)\"\n", patience: Int.random(in: 1...3, using: &random))
            }
            _ = memory.consume(
                Observation(findings: findings), at: Timestamp(milliseconds: Int64(step)))
            try memory.write(in: directory)
            let read = try HealthMemory.read(in: directory)
            #expect(read.memory == memory && read.warning == nil, "seed \(seed)")
        }
        #expect(try home.permissions("health.json") == "600")
    }

    @Test func `a damaged one is blank, with a warning`() throws {
        let home = try ScratchHome()
        let directory = try StateDirectory(path: home.path)
        var memory = HealthMemory()
        _ = memory.consume(Observation(findings: [Finding("a", "b")]), at: "2026-01-05T12:00:00Z")
        try memory.write(in: directory)
        let whole = try home.text("health.json")
        for damaged in ["", "{", whole.replacing("\"b\"", with: "\"c\""), "[]"] {
            try home.put(damaged, in: "health.json")
            let read = try HealthMemory.read(in: directory)
            #expect(read.memory == HealthMemory())
            #expect(try #require(read.warning).contains("health.json is damaged"))
        }
    }

    @Test func `however much is found, what is kept is bounded`() {
        var memory = HealthMemory()
        let findings = (0..<3_000).map {
            Finding("k/\($0)", String(repeating: "\u{7}é", count: 900))
        }
        _ = memory.consume(Observation(findings: findings), at: "2026-01-05T12:00:00Z")
        #expect(memory.problems.count == 1_000)
        #expect(memory.problems.allSatisfy { $0.words.count <= 400 && !$0.words.contains("\u{7}") })
        #expect(SealedDocument.bytes(of: memory).count < StateFiles.largestDocument)
    }

    @Test(arguments: ["1970-01-01T00:00:10Z", "2015-03-01T00:00:00Z"] as [Timestamp])
    func `a clock that was years behind makes no duration`(first: Timestamp) {
        var memory = HealthMemory()
        let finding = Observation(findings: [Finding("a", "b")])
        _ = memory.consume(finding, at: first)
        var result = { (changes: [HealthMemory.Change], now: Timestamp) in
            HealthResult(
                at: now, traders: [], problems: memory.problems, changes: changes, warnings: [],
                failure: nil)
        }
        let now: Timestamp = "2026-11-28T12:00:00Z"
        var other = memory
        #expect(result(other.consume(Observation(), at: now), now).news == ["right again: b"])
        #expect(result(memory.consume(finding, at: now), now).lines == ["wrong for 0 s: b"])
        let later: Timestamp = "2026-11-28T13:00:00Z"
        #expect(
            result(memory.consume(Observation(), at: later), later).news
                == ["right again after 1 h 0 m: b"])
        // Set to 1970 again, it forgets nothing of what it knew.
        _ = memory.consume(finding, at: now)
        _ = memory.consume(finding, at: "1970-01-01T00:00:10Z")
        #expect(memory.problems.first?.since == now)
        result = { _, _ in
            HealthResult(
                at: "1970-01-01T00:00:10Z", traders: [], problems: memory.problems, changes: [],
                warnings: [], failure: nil)
        }
        #expect(result([], now).lines == ["wrong: b"])
    }
}
