import Seeds
import Testing

@testable import Reporting

struct PostThreadTests {
    private static let figures = [
        "$113,587.99", "-0.55 %", "1 h 20 m", "2026-11-01 21:15 UTC", "+$1,173.33 (+5.78%)",
        "3 d 4 h",
    ]
    private static let whole = [
        "#PaperTrading", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "https://example.com/a/path?with=query", "e\u{301}te\u{301}",
    ]
    private static let plain = [
        "a", "loss", "trader", "waited.", "Why?", "stop,", "candles", "über",
    ]

    /// A text of words, figures and breaks.
    private static func text(_ random: inout SplitMix64, words: Int) -> String {
        var text = ""
        for index in 0..<words {
            let pool = [plain, plain, plain, figures, whole].randomElement(using: &random) ?? plain
            let separators = [" ", " ", " ", " ", " ", " ", "\n", "\n\n", ". "]
            if index > 0 { text += separators.randomElement(using: &random) ?? " " }
            text += pool.randomElement(using: &random) ?? ""
        }
        return text
    }

    /// The words of the parts, without numbering.
    private static func words(_ parts: [String]) -> [Substring] {
        parts.enumerated().flatMap { index, part in
            let number = parts.count > 1 ? "\n\(index + 1)/\(parts.count)" : ""
            return part.dropLast(number.count).split { $0 == " " || $0 == "\n" }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `nothing is lost, order is kept, every part fits`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let text = Self.text(&random, words: Int.random(in: 1...200, using: &random))
        let tail = Bool.random(using: &random) ? "#PaperTrading #AlgomBot" : ""
        let parts = PostThread(body: text, tail: tail).parts
        for part in parts { #expect(WeightedLength.fits(part), "seed \(seed): \(part)") }
        #expect(
            Self.words(parts) == (text + " " + tail).split { $0 == " " || $0 == "\n" },
            "seed \(seed)")
        for (index, part) in parts.enumerated() where parts.count > 1 {
            #expect(part.hasSuffix("\n\(index + 1)/\(parts.count)"), "seed \(seed)")
        }
        if !tail.isEmpty { #expect(parts.last?.contains(tail) ?? false, "seed \(seed)") }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `no figure, emoji, hashtag or link is broken`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        // One long sentence, so that there is no better place than between words.
        let pool = ["a", "loss", "trader", "über"] + Self.figures + Self.whole
        let text = (0..<120).compactMap { _ in pool.randomElement(using: &random) }
            .joined(separator: " ")
        let parts = PostThread(body: text).parts
        for piece in Self.figures + Self.whole {
            #expect(
                parts.map { $0.ranges(of: piece).count }.reduce(0, +)
                    == text.ranges(of: piece).count, "seed \(seed): \(piece)")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `text without spaces is broken between characters`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = ["涨", "跌", "。", "👨‍👩‍👧‍👦", "#比特币", "$113,587.99", "https://t.co/abc", "한", "é"]
        let text = (0..<120).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        let parts = PostThread(body: text).parts
        for part in parts { #expect(WeightedLength.fits(part), "seed \(seed): \(part)") }
        #expect(Self.words(parts).joined() == text, "seed \(seed)")
        for piece in ["👨‍👩‍👧‍👦", "$113,587.99"] {
            #expect(
                parts.map { $0.ranges(of: piece).count }.reduce(0, +)
                    == text.ranges(of: piece).count, "seed \(seed): \(piece)")
        }
    }

    @Test func `what fits is one post without a number`() {
        #expect(
            PostThread(body: "Short.\n\nAnd good.", tail: "#Tag").parts == [
                "Short.\n\nAnd good.\n\n#Tag"
            ])
        #expect(PostThread(body: "", tail: "#Tag").parts == ["#Tag"])
        #expect(PostThread(body: " \n ").parts.isEmpty)
        let long = Array(repeating: "word", count: 400).joined(separator: " ")
        #expect(PostThread(body: long, limit: PostLength.long.limit).parts == [long])
    }

    @Test func `paragraphs come before lines, lines before sentences, sentences before words`() {
        let body = "One two three four five.\n\nSix seven eight.\nNine. Ten eleven twelve."
        #expect(
            PostThread(body: body, limit: 40).parts == [
                "One two three four five.\n1/3", "Six seven eight.\n2/3",
                "Nine. Ten eleven twelve.\n3/3",
            ])
        #expect(
            PostThread(body: "One two three four.\nFive six. Seven eight nine ten", limit: 40).parts
                == ["One two three four.\n1/2", "Five six. Seven eight nine ten\n2/2"])
        #expect(
            PostThread(body: "One two three four. Five six seven eight nine", limit: 40).parts
                == ["One two three four.\n1/2", "Five six seven eight nine\n2/2"])
        #expect(
            PostThread(body: "one two three four five six seven eight nine ten", limit: 40).parts
                == ["one two three four five six seven\n1/2", "eight nine ten\n2/2"])
    }

    @Test func `a heading stays with what it heads, a bullet with its line`() {
        let parts = PostThread(
            body: "Some words of a start here\nRESULTS:\n• Entry: $5.00", limit: 40
        ).parts
        #expect(parts == ["Some words of a start here\n1/2", "RESULTS:\n• Entry: $5.00\n2/2"])
    }

    @Test func `hashtags take words with them rather than stand alone`() {
        let parts = PostThread(
            body: "one two three four five six seven", tail: "#Paper", limit: 40
        ).parts
        #expect(parts == ["one two three four five six\n1/2", "seven\n\n#Paper\n2/2"])
    }

    @Test func `more than nine posts have room for their numbers`() {
        let body = Array(repeating: "sentence of words.", count: 60).joined(separator: " ")
        let parts = PostThread(body: body, limit: 60).parts
        #expect(parts.count > 9)
        for part in parts { #expect(WeightedLength.fits(part, limit: 60), "\(part)") }
    }
}
