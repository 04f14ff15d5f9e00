import Testing

@testable import Reporting

struct WeightedLengthTests {
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
            #expect("\(total)" == published.expected["weightedLength"], "\(published.description)")
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
                WeightedLength(of: published.text).total == 23, "\(published.description)")
        }
    }

    @Test(arguments: [
        ("", 0), ("a", 1), ("é", 1), ("e\u{301}", 1), ("ж", 1), ("\u{10FF}", 1), ("\u{1100}", 2),
        ("の", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("’", 1), ("—", 1), ("•", 2),
        ("′", 1), ("…", 2), ("€", 2), ("\u{1EB9}\u{301}", 3), ("é\u{323}", 3),
        ("\u{FB2C}", 3), ("\u{212B}", 1), ("\n", 1),
    ])
    func `scalars weigh 1 or 2 in normal form C`(text: String, weight: Int) {
        #expect(WeightedLength(of: text).total == weight)
    }

    @Test(arguments: [
        ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("🧕🏾", 2), ("1⃣", 2), ("1️⃣", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4),
        ("🇦🇦", 4), ("🇩", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("☺", 2), ("☺️", 2), ("❤️‍🔥", 2), ("🏳️‍🌈", 2),
        ("©", 1), ("©️", 2), ("™", 2), ("🟢", 2), ("🔥‍🐱", 5), ("👨‍👨‍👨‍👨‍👨", 5), ("7", 1), ("👩‍❤️‍💋‍👨", 2),
        ("😀🏽", 4), ("👍🏽", 2),
    ])
    func `an emoji weighs 2 however it is put together`(text: String, weight: Int) {
        #expect(WeightedLength(of: text).total == weight)
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
