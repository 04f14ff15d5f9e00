import Testing

@testable import Writing

struct NumberWordsTests {
    @Test(
        arguments: [
            ("twenty five trades", 25), ("one hundred and twenty trades", 120), ("seven", 7),
            ("two thousand three hundred", 2_300), ("one million", 1_000_000), ("a", nil),
            ("forty two and more", 42), ("one trade", 1), ("one of them", nil),
        ] as [(String, Int?)])
    func `reads numbers in words`(text: String, value: Int?) {
        let words = text.split(separator: " ").map(String.init)
        #expect(NumberWords.found(at: 0, in: words)?.value == value)
    }

    @Test(arguments: ["half", "doubled", "dozen", "tenfold", "third", "seventeen point five"])
    func `finds what cannot be compared`(text: String) throws {
        let words = text.split(separator: " ").map(String.init)
        let found = try #require(NumberWords.found(at: 0, in: words))
        #expect(found.value == nil)
    }

    @Test func `a long run of number words is none that could be compared`() {
        let words = Array(repeating: "nine", count: 10_000)
        #expect(NumberWords.found(at: 0, in: words)?.value == nil)
    }
}
