import Foundation
import JSON
import Testing

/// Ticks killed at each single system call of a commit.
///
/// `strace` kills the process as it enters the call. Whatever was done until then, one clean tick
/// afterwards must leave the very events and state of a run that nobody disturbed.
struct KillTests {
    @Test(arguments: Scene.plans)
    func `a tick killed at any call is made good by the next`(plan: Scene.Plan) throws {
        let scene = try Scene(plan)
        let undisturbed = try scene.undisturbed()
        var kills = 0
        for point in try scene.points(of: TracedCommand.commitCalls) {
            let home = try scene.home()
            let outcome = try scene.traced(home).run(point, "signal=KILL")
            #expect(outcome.status != 0, "\(plan.testDescription) ended before \(point)")
            try scene.expectMadeGood(home, undisturbed, point, "KILL")
            kills += 1
        }
        #expect(kills > 15)
        print("\(plan.testDescription): \(kills) kills, each made good")
    }

    /// A home in which a trader has run twice, and lost what its checkpoint held if that is wanted.
    private func record(damaged: Bool) throws -> TemporaryHome {
        let home = try TemporaryHome()
        let tick = Command(name: "algom-tick")
        for now in ["2026-01-05T12:00:00Z", "2026-01-06T13:00:00Z"] {
            let outcome = try tick("--exchange", "sim", "--home", home.path, "--now", now)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        if damaged { try home.write("{", to: "state/traders/sim/checkpoint.json") }
        return home
    }

    @Test func `a repair killed at any call is made good by the next`() throws {
        let template = try record(damaged: true)
        let algom = Command(name: "algom")
        let undisturbed = try TemporaryHome(copying: template)
        #expect(try algom("repair", "--home", undisturbed.path).status == 0)
        let whole = try Record(undisturbed, trader: "sim")
        let home = try TemporaryHome(copying: template)
        let points = try TracedCommand(name: "algom", arguments: ["repair", "--home", home.path])
            .points(of: TracedCommand.commitCalls, in: home)
        for point in points {
            let home = try TemporaryHome(copying: template)
            let repair = TracedCommand(name: "algom", arguments: ["repair", "--home", home.path])
            #expect(try repair.run(point, "signal=KILL").status != 0, "\(point)")
            let again = try algom("repair", "--home", home.path)
            #expect(again.status == 0, "\(point): \(again.errors)")
            let difference = try Record(home, trader: "sim").difference(from: whole)
            #expect(difference == nil, "\(point)")
            #expect(try algom("verify", "--home", home.path).status == 0, "\(point)")
        }
        #expect(points.count > 15)
        print("algom repair: \(points.count) kills, each made good")
    }

    @Test func `a reset killed at any call leaves the record where it was or in the archive`()
        throws
    {
        let template = try record(damaged: false)
        let files = ["journal.jsonl", "checkpoint.json"]
        let whole = try files.map { try template.text("state/traders/sim/\($0)") }
        let arguments = { ["reset", "--trader", "sim", "--reason", "a test", "--home", $0] }
        let home = try TemporaryHome(copying: template)
        let points = try TracedCommand(name: "algom", arguments: arguments(home.path))
            .points(of: TracedCommand.commitCalls, in: home)
        for point in points {
            let home = try TemporaryHome(copying: template)
            let reset = TracedCommand(name: "algom", arguments: arguments(home.path))
            #expect(try reset.run(point, "signal=KILL").status != 0, "\(point)")
            let isArchived = try Self.records(in: home).first?.hasPrefix("archive/") == true
            let place = try #require(try Self.records(in: home).first, "\(point)")
            #expect(try Self.records(in: home).count == 1, "\(point)")
            #expect(try files.map { try home.text("state/\(place)/\($0)") } == whole, "\(point)")

            let again = try Command(name: "algom").run(arguments(home.path), environment: [:])
            #expect(again.status == (isArchived ? 64 : 0), "\(point): \(again.errors)")
            let archived = try #require(try Self.records(in: home).first, "\(point)")
            #expect(archived.hasPrefix("archive/"), "\(point)")
            if !isArchived { #expect(try !Self.hasLeftovers(home, in: archived), "\(point)") }
            #expect(
                try files.map { try home.text("state/\(archived)/\($0)") } == whole, "\(point)")
            let tick = try Command(name: "algom-tick")(
                "--exchange", "sim", "--home", home.path, "--now", "2026-01-06T13:05:00Z")
            #expect(tick.status == 0, "\(point): \(tick.errors)")
            let first = try home.text("state/traders/sim/journal.jsonl").prefix { $0 != "\n" }
            #expect(first.contains(#""reason":"a test""#), "\(point): \(first)")
        }
        #expect(points.count > 15)
        print("algom reset: \(points.count) kills, each leaving one whole record")
    }

    @Test func `a report killed at any call tells each trade once, in order`() throws {
        let template = try TemporaryHome()
        try template.write(
            "{ traders: [{ exchange: 'sim' }], report: { newsMaximumAge: '30d' } }",
            to: "algom.json")
        // Days with trades in them that are news still.
        for days in [9.0, 0] {
            let now = Date(timeIntervalSinceNow: -86_400 * days).ISO8601Format()
            let tick = try Command(name: "algom-tick")("--home", template.path, "--now", now)
            try #require(tick.status == 0, "\(tick.errors)")
        }
        let arguments = { ["--kind", "trade", "--home", $0] }
        let report = Command(name: "algom-report")
        let undisturbed = try TemporaryHome(copying: template)
        for _ in 0..<2 {
            #expect(try report.run(arguments(undisturbed.path), environment: [:]).status == 0)
        }
        let told = try Self.trades(in: undisturbed)
        try #require(told.count == 2 && told[0] != told[1])
        let home = try TemporaryHome(copying: template)
        let points = try TracedCommand(name: "algom-report", arguments: arguments(home.path))
            .points(of: TracedCommand.commitCalls, in: home)
        for point in points {
            let home = try TemporaryHome(copying: template)
            let traced = TracedCommand(name: "algom-report", arguments: arguments(home.path))
            #expect(try traced.run(point, "signal=KILL").status != 0, "\(point)")
            for _ in 0..<3 where try Self.trades(in: home).count < 2 {
                let again = try report.run(arguments(home.path), environment: [:])
                #expect(again.status == 0, "\(point): \(again.errors)")
            }
            #expect(try Self.trades(in: home) == told, "\(point)")
        }
        #expect(points.count > 15)
        print("algom-report: \(points.count) kills, each trade told once")
    }

    /// The trades that the log of posts tells of.
    private static func trades(in home: TemporaryHome) throws -> [String] {
        guard FileManager.default.fileExists(atPath: home.path + "/state/posts.jsonl") else {
            return []
        }
        return try home.text("state/posts.jsonl").split(separator: "\n").compactMap { line in
            try JSONReader.parse(Array(line.utf8))["reports"]?.elements?.first?.string
        }
    }

    private static func hasLeftovers(_ home: TemporaryHome, in place: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/state/\(place)").contains
        {
            $0.hasSuffix(".tmp")
        }
    }

    /// The directories of a home that hold a journal.
    private static func records(in home: TemporaryHome) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: home.path + "/state").filter {
            $0.hasSuffix("/journal.jsonl")
        }.map { String($0.dropLast("/journal.jsonl".count)) }
    }
}
