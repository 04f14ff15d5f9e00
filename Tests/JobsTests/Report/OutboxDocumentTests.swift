import JSON
import Market
import Publishing
import Reporting
import Seeds
import Store
import Testing

@testable import Jobs

struct OutboxDocumentTests {
    @Test(arguments: 0..<100 as Range<UInt64>)
    func `an entry comes back from its file as it was`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var entry = OutboxEntry(
            kind: "trade", reports: ["trade a \(seed)"],
            texts: (0..<Int.random(in: 1...4, using: &random)).map { "text \($0) \u{1F7E2}" },
            createdAtSeconds: 1_760_000_000)
        for index in entry.parts.indices {
            entry.parts[index].state =
                [.waiting, .unclear(sinceSeconds: 7), .sent(id: nil), .sent(id: "17")]
                .randomElement(using: &random) ?? .waiting
            entry.parts[index].attemptSeconds = Array(0..<Int64.random(in: 0...3, using: &random))
            entry.parts[index].wasPictured = Bool.random(using: &random)
            entry.parts[index].isCalledDuplicate = Bool.random(using: &random)
            entry.parts[index].isNumberSought = Bool.random(using: &random)
            entry.parts[index].isFound = Bool.random(using: &random)
            if Bool.random(using: &random) {
                entry.parts[index].look = .init(
                    atSeconds: 9, wasReadable: Bool.random(using: &random))
            }
        }
        if Bool.random(using: &random) {
            var picture = OutboxPicture(fileName: "p.png", altText: "words")
            picture.state =
                [.waiting(failures: 2), .uploaded(mediaID: "5", atSeconds: 6), .leftOut(why: "no")]
                .randomElement(using: &random) ?? .waiting(failures: 0)
            entry.picture = picture
        }
        entry.notBeforeSeconds = Int64.random(in: 0...9, using: &random)
        entry.notBeforeWrittenSeconds = [nil, 5].randomElement(using: &random) ?? nil
        entry.accountRefusal = [nil, "HTTP 402"].randomElement(using: &random) ?? nil
        entry.remark = ["", "X has set a limit"].randomElement(using: &random) ?? ""
        entry.ending = [nil, .posted, .givenUp("line")].randomElement(using: &random) ?? nil
        var memory = ReportMemory(lastDaily: 20_000, lastWeekly: ISOWeek(year: 2_026, week: 9))
        memory.traders["a"] = .init(trade: .init(milliseconds: 5))
        memory.turns.education = 7
        let untold = [UntoldTrades(quote: "USDT", count: 7, sum: "-123.45", until: "2026-11-09")]
        if Bool.random(using: &random) { memory.untold = untold }
        var document = OutboxDocument(entry: entry, kind: "trade", posts: 12, memory: memory)
        if Bool.random(using: &random) { document.untold = untold }
        let bytes = SealedDocument.bytes(of: document)
        let read = try SealedDocument.record(OutboxDocument.self, from: bytes, path: "p")
        #expect(read.entry == entry, "seed \(seed)")
        #expect(read.memory == memory && read.posts == 12 && read.kind == "trade")
        #expect(read.untold == document.untold)
        // What is new in it stands there only where it says something: 0.1 writes none of it.
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("\"untold\"") == !(memory.untold + document.untold).isEmpty)
        #expect(text.contains("\"accountRefusal\"") == (entry.accountRefusal != nil))
        #expect(text.contains("\"isFound\"") == entry.parts.contains(where: \.isFound))
    }
}
