import Market
import Seeds
import Testing
import Trading

@testable import Reporting

/// What an accepted text may stand in for, and when it has its turn.
struct ReportChoiceTextsTests {
    private static func text(
        _ kind: Post.Kind, _ text: String, at milliseconds: Int64
    ) throws -> AcceptedText {
        AcceptedText(
            kind: kind, title: "A TITLE", text: try #require(PlacedText(text)),
            acceptedAt: Timestamp(milliseconds: milliseconds))
    }

    private static func texts() throws -> [AcceptedText] {
        try [
            text(.education, "A plan that needs luck is a wish.", at: 5),
            text(.strategy, "Few trades say little.", at: 6),
            text(.strategy, "A {win_rate} is not a promise.", at: 7),
            text(.strategy, "The {nothing_known} is not there.", at: 8),
            text(.education, String(repeating: "It is too long. ", count: 30), at: 9),
        ]
    }

    /// Market, window, age, interval, sample and that prices are simulated: all but the remark.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `every line but the remark is that of the post without a text`(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        let facts = try random.facts()
        let texts = try Self.texts()
        for turn in 0..<5 {
            let memory = ReportMemory(turns: .init(strategy: turn, education: turn))
            let plain = ReportChoice(facts: facts, memory: memory)
            let worded = ReportChoice(facts: facts, memory: memory, texts: texts)
            for kind in Post.Kind.allCases where kind != .education {
                let lines = { (post: Post?) in
                    (post?.text ?? "").split(separator: "\n").filter { !$0.hasPrefix("💡 ") }
                }
                #expect(
                    lines(worded.post(of: kind)) == lines(plain.post(of: kind)),
                    "seed \(seed), \(kind)")
                #expect(plain.post(of: kind)?.acceptedAt == nil)
            }
            if let post = worded.post(of: .strategy), !facts.traders.isEmpty {
                #expect(post.acceptedAt?.milliseconds == 6 && post.text.contains("Few trades"))
            }
        }
    }

    @Test func `a new text is told next, then all have their turn`() throws {
        var random = RandomFacts(seed: 3)
        let facts = try random.facts()
        let texts = try Self.texts()
        var memory = ReportMemory()
        var told: [Int64?] = []
        for _ in 0..<(Education.all.count + 2) * 2 {
            let post = try #require(
                ReportChoice(facts: facts, memory: memory, texts: texts).post(of: .education))
            memory.note(post)
            told.append(post.acceptedAt?.milliseconds)
        }
        // The one that fits comes first, and from then on once in each round.
        #expect(told[0] == 5 && told.dropFirst().count { $0 == 5 } == 2)
        #expect(!told.contains(9))
        #expect(!memory.awaits(.education, among: Array(texts.prefix(1))))
        #expect(memory.awaits(.strategy, among: texts))
        let without = ReportChoice(facts: facts, memory: memory)
        #expect(without.post(of: .education)?.acceptedAt == nil)
    }

    @Test func `what a draft may be about is the post's own subject`() throws {
        var random = RandomFacts(seed: 4)
        let facts = try random.facts()
        let choice = ReportChoice(facts: facts, memory: ReportMemory())
        let lesson = try #require(choice.draftSubject(of: .education))
        #expect(lesson.facts.isEmpty && lesson.topic.hasSuffix(Education.all[0].text))
        #expect(lesson.title == Education.all[0].title)
        let strategy = try #require(choice.draftSubject(of: .strategy))
        #expect(strategy.facts == facts.traders[0].namedFacts)
        for kind in Post.Kind.allCases where kind != .education && kind != .strategy {
            #expect(choice.draftSubject(of: kind) == nil)
        }
    }
}
