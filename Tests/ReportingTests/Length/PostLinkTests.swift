import Seeds
import Testing

@testable import Reporting

struct PostLinkTests {
    private static func links(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return PostLink.links(in: scalars).map {
            String(String.UnicodeScalarView(scalars[$0.range]))
        }
    }

    @Test(arguments: [
        ("see http://example.com, then", "http://example.com"),
        ("HTTPS://www.ExaMPLE.COM/index.html", "HTTPS://www.ExaMPLE.COM/index.html"),
        ("(https://a.org/b_(c))", "https://a.org/b_(c)"),
        ("https://a.org:8080/x?y=z&w=1.", "https://a.org:8080/x?y=z&w=1"),
        ("https://a.org?", "https://a.org"), ("t.co", "t.co"), ("a.b.co.jp!", "a.b.co.jp"),
        ("日本語example.com日本", "example.com"), ("http://example.com日本", "http://example.com"),
        ("http://☃.net/", "http://☃.net/"), ("http://a_b.twitter.com", "http://a_b.twitter.com"),
        ("example.com.", "example.com"), ("example.com.5", "example.com"),
        ("http://example.com/Русские_слова.", "http://example.com/Русские_слова"),
    ])
    func `a link ends before the punctuation around it`(text: String, link: String) {
        #expect(Self.links(text) == [link])
    }

    @Test(arguments: [
        "a@example.com", "@example.com", "#example.com", "$example.com", "x_example.com",
        "example", "113,587.99", "$113,587.99 (+5.78%)", "v3.0", "U.S", "wait...co",
        "ftp://", "http://", "http://a.-b.com", "http://a-.com", "http://256.1.2.3/",
        "http://foo.foo_bar.com", "e.g. this", "example.com@x", "192.168.0.1",
    ])
    func `what only looks like a link is none`(text: String) {
        #expect(Self.links(text).isEmpty, "\(Self.links(text))")
    }

    @Test func `a host that ends in a word of no list counts as the longer of both readings`() {
        let (short, long) = ("stop.Then", "a-rather-long-name-of-a-host.unheardof")
        #expect(WeightedLength(of: short).total == 23)
        #expect(WeightedLength(of: long).total == long.count)
    }

    @Test func `a longer link than there can be is none`() {
        let path = String(repeating: "a", count: PostLink.longest)
        #expect(Self.links("https://a.org/" + path).isEmpty)
    }

    @Test(arguments: [
        ("a", 63, true), ("a", 64, false), ("あ", 57, true), ("あ", 59, false),
    ])
    func `a label is at most 63 bytes once encoded`(letter: String, count: Int, fits: Bool) {
        let label = String(repeating: letter, count: count)
        #expect(Punycode.fits(Array(label.unicodeScalars)) == fits)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `links are in order, apart, and within the text`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = [
            "http://", "https://", "a", ".", "com", "-", "_", "/", "?", "#", "@", "日", " ", "(",
            ")", ":", "8", "www", "co", "é", "😀",
        ]
        let text = (0..<60).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        let scalars = Array(text.unicodeScalars)
        var reached = 0
        for link in PostLink.links(in: scalars) {
            #expect(link.range.lowerBound >= reached && !link.range.isEmpty, "seed \(seed)")
            reached = link.range.upperBound
        }
        #expect(reached <= scalars.count, "seed \(seed)")
    }
}
