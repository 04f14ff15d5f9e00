import JSON
import Testing

@testable import Alerting

struct AlertTests {
    @Test func `a title and its lines are lines, and not too many`() {
        #expect(!Alert.hard.title.contains("\n") && !Alert.hard.title.contains("\u{7}"))
        #expect(Alert.hard.lines.count == 40)
        #expect(Alert.hard.lines.allSatisfy { $0.unicodeScalars.count <= 400 })
    }

    @Test func `a summary counts what it stands for, also where that is a summary`() {
        let first = Alert.summary(of: (0..<30).map { .sample($0) })
        #expect(first.count == 30)
        #expect(first.title == "30 events in one message: 30 closed")
        #expect(first.lines.first == "18 more, then:")
        #expect(first.lines.last == "title 29")
        let second = Alert.summary(
            of: [first, .sample(30, kind: .opened), .sample(31, isUrgent: true)])
        #expect(second.title == "32 events in one message: 31 closed, 1 opened")
        #expect(second.lines.first == "20 more, then:")
        #expect(second.lines.suffix(3) == ["title 29", "title 30", "title 31"])
        #expect(second.isUrgent && !first.isUrgent)
        #expect(second.id == "binance/31")
    }

    @Test func `it is read as it was written`() throws {
        for alert in [Alert.hard, .summary(of: [.sample(1), .sample(2, kind: .paused)])] {
            var writer = JSONWriter()
            alert.write(to: &writer)
            #expect(try Alert(json: JSONReader.parse(writer.bytes)) == alert)
        }
    }
}
