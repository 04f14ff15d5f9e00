import Foundation
import Seeds
import Testing

@testable import Reporting

struct WeightedLengthTests {
    /// Cases of texts that are none of ours, which may weigh more: long links, signs that X takes apart.
    private static let generous = [
        "Long tweet with url in the middle, overflow at char index 284",
        "Long tweet with url at the end, overflow at char index 265", "10 url string, no overflow",
        "Allow > 140 CJK characters by virtue of CJK chars less than 63 punycode "
            + "encoded chars in the host",
        "Do not allow > 140 CJK characters by virtue of CJK chars greater than 63 punycode "
            + "encoded chars in the host",
        "שּׁ is normalized into 3 chars",
    ]
    /// Cases of version 2, which counts an emoji scalar by scalar; version 3 has its own of them.
    private static let oldEmoji = [
        "Count a mix of single byte single word, and double word unicode characters",
        "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    ]

    @Test(.enabled(if: ConformanceCases.isPresent, "\(ConformanceCases.absence)"))
    func `the published cases of weighted length hold`() throws {
        let cases = try ConformanceCases()
        let current = cases["WeightedTweetsWithDiscountedEmojiCounterTest"]
        let older = cases["WeightedTweetsCounterTest"].filter {
            !Self.oldEmoji.contains($0.description)
        }
        #expect(current.count == 22 && older.count == 18, "\(current.count), \(older.count)")
        for published in current + older {
            let total = WeightedLength(of: published.text).total
            let expected = try #require(published.expected["weightedLength"].flatMap { Int($0) })
            #expect(total >= expected, "\(published.description)")
            if Self.generous.contains(published.description) { continue }
            #expect(total == expected, "\(published.description)")
            #expect(
                "\(total * 1_000 / WeightedLength.limit)" == published.expected["permillage"],
                "\(published.description)")
            #expect(
                "\(WeightedLength.fits(published.text))" == published.expected["valid"],
                "\(published.description)")
        }
    }

    @Test(.enabled(if: ConformanceCases.isPresent, "\(ConformanceCases.absence)"))
    func `the published posts without a link of version 1 weigh what they count`() throws {
        let cases = try ConformanceCases()["tweets"]
        #expect(cases.count == 8)
        // Version 1 stopped at 140; its long ones are of Latin script and just above that.
        for published in cases {
            let isLong = published.description.hasPrefix("Invalid Tweet: 141")
            #expect(
                WeightedLength.fits(published.text) == (published.expected["valid"] == "true")
                    || isLong, "\(published.description)")
            if isLong { #expect(WeightedLength(of: published.text).total > 140) }
        }
    }

    @Test(.enabled(if: ConformanceCases.isPresent, "\(ConformanceCases.absence)"))
    func `the published links without a scheme weigh 23`() throws {
        let cases = try ConformanceCases()["urls_without_protocol"]
        #expect(cases.count == 5)
        for published in cases {
            #expect(
                WeightedLength(of: published.text).total >= 23, "\(published.description)")
        }
    }

    @Test(arguments: [
        ("", 0), ("a", 1), ("é", 1), ("e\u{301}", 1), ("ж", 1), ("\u{10FF}", 1), ("\u{1100}", 2),
        ("の", 2), ("한", 2), ("’", 1), ("—", 1), ("•", 2),
        ("′", 1), ("…", 2), ("€", 2), ("\u{438}\u{306}", 1), ("\u{65}\u{323}\u{302}", 2), ("\n", 1),
    ])
    func `scalars weigh 1 or 2 in normal form C`(text: String, weight: Int) {
        #expect(WeightedLength(of: text).total == weight)
    }

    @Test(arguments: [
        ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("🧕🏾", 2), ("1⃣", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("👩‍⚖️", 2), ("🇩", 2), ("☺", 2), ("☺️", 2),
        ("⚠️", 2),
        ("♻️", 2), ("⏸", 2), ("©️", 2), ("™", 2), ("🟢", 2), ("🟢️", 4), ("🔥‍🐱", 5), ("👩‍🌈", 5),
        ("👨‍👨‍👨‍👨‍👨", 14), ("7", 1), ("😀🏽", 4), ("👍🏽", 2),
    ])
    func `an emoji weighs 2 however it is put together, where X is sure to know it`(
        text: String, weight: Int
    ) {
        #expect(WeightedLength(of: text).total == weight)
    }

    @Test(arguments: [
        ("é\u{323}", 3), ("\u{FB2C}", 3), ("\u{212B}", 1), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("1\u{FE0F}", 3), ("1️⃣", 2), ("t.co/1️⃣", 27), ("©", 1), ("🇩🇪", 2), ("🤝🏽", 4), ("⚧️", 4),
        ("❤️‍🔥", 2), ("🏳️‍🌈", 2), ("👩‍❤️‍💋‍👨", 2),
    ])
    func `what tables would tell never weighs less than it does for X`(text: String, weight: Int) {
        #expect(WeightedLength(of: text).total >= weight)
    }

    /// Scalars that normal form C has something to say about, and those around them.
    private static let lively: [Unicode.Scalar] =
        (Array(0x20..<0x3100) + Array(0xAC00..<0xAC80) + Array(0xFB1D..<0xFB50)
        + Array(0x1D15E..<0x1D200) + Array(0x11080..<0x11940))
        .compactMap { Unicode.Scalar(UInt32($0)) }
    private static let marks = lively.filter { $0.properties.canonicalCombiningClass.rawValue > 0 }

    @Test func `no scalar weighs less than its normal form`() {
        for value in UInt32(0)..<0x30000 {
            guard let text = Unicode.Scalar(value).map({ String($0) }) else { continue }
            let exact = ExactLength().total(text)
            if WeightedLength(of: text).total < exact { Issue.record("U+\(value)") }
        }
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func `no sequence of letters and marks weighs less than its normal form`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = Self.lively.filter {
            $0.value < 0x250 || (0x1E00..<0x2000).contains($0.value)
        }
        let pools = [Self.marks, Self.marks, Self.lively, letters]
        let text = (0..<40).compactMap { _ in
            pools.randomElement(using: &random)?.randomElement(using: &random)
        }.map { String($0) }.joined()
        let exact = ExactLength().total(text)
        #expect(WeightedLength(of: text).total >= exact, "seed \(seed)")
    }

    @Test func `an empty text and one with a forbidden scalar do not fit`() {
        #expect(!WeightedLength.fits(""))
        #expect(!WeightedLength.fits("a\u{FEFF}"))
        #expect(WeightedLength.fits(String(repeating: "a", count: 280)))
        #expect(!WeightedLength.fits(String(repeating: "a", count: 281)))
        #expect(WeightedLength.fits(String(repeating: "の", count: 140)))
        #expect(!WeightedLength.fits(String(repeating: "の", count: 141)))
        #expect(WeightedLength.fits("abcd", limit: 4) && !WeightedLength.fits("abcde", limit: 4))
    }
}
