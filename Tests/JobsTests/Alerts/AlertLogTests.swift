@testable import Alerting
@testable import Watch
import Foundation
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Record

struct AlertLogTests {
    private let home: ScratchHome
    private let log: AlertLog

    init() throws {
        home = try ScratchHome()
        log = AlertLog(try StateDirectory(path: "\(home.path)/state"))
    }

    private func ending(_ id: Int, words: String) -> AlertQueue.Ending {
        AlertQueue.Ending(
            alert: Alert(
                id: "one/\(id)", kind: .closed, title: "trade \(id)", lines: [], atSeconds: 7,
                isUrgent: false),
            status: .givenUp, words: words)
    }

    @Test func `what is written is read again, oldest first`() throws {
        #expect(try log.lines().isEmpty)
        try log.add(ending(1, words: "why"), channel: "mail", at: "2026-11-10T21:20:07Z")
        try log.add(ending(2, words: ""), channel: "ntfy", at: "2026-11-10T21:20:08Z")
        #expect(
            try log.lines() == [
                AlertLog.Line(
                    at: "2026-11-10T21:20:07Z", channel: "mail", id: "one/1", kind: "closed",
                    title: "trade 1", status: "givenUp", words: "why"),
                AlertLog.Line(
                    at: "2026-11-10T21:20:08Z", channel: "ntfy", id: "one/2", kind: "closed",
                    title: "trade 2", status: "givenUp", words: ""),
            ])
    }

    @Test func `a line that cannot be read is passed over, and the next one stands by itself`()
        throws
    {
        try home.put(#"{"schema":1,"at":"nev"#, in: "state/alerts.jsonl")
        try log.add(ending(3, words: ""), channel: "mail", at: "2026-11-10T21:20:07Z")
        #expect(try log.lines().map(\.id) == ["one/3"])
    }

    @Test func `it bounds itself, and the older half is read where it is all there is`() throws {
        let words = String(repeating: "w", count: 4_000)
        for index in 0..<200 {
            try log.add(ending(index, words: words), channel: "mail", at: "2026-11-10T21:20:07Z")
        }
        let lines = try log.lines()
        #expect(lines.last?.id == "one/199" && lines.count < 70)
        try FileManager.default.removeItem(atPath: "\(home.path)/state/alerts.jsonl")
        let older = try log.lines()
        #expect(older.count > 50 && older.last?.id != "one/199")
    }
}
