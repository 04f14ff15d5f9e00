import Seeds
import Testing

@testable import Reporting

struct PostLinkTests {
    private static func links(_ text: String) -> [Substring] {
        PostLink.ranges(in: text).map { text[$0] }
    }

    @Test(arguments: [
        ("see http://example.com, then", "http://example.com"),
        ("HTTPS://ExaMPLE.COM/index", "HTTPS://ExaMPLE.COM"), ("t.co", "t.co"),
        ("(https://a.org:8080/x)", "https://a.org"), ("my.bot.", "my.bot"),
        ("日本example.com日本", "example.com"), ("example.com.5", "example.com"),
        ("stop.Then", "stop.Then"), ("a-b.xn--p1ai", "a-b.xn--p1ai"), ("a.中国人", "a.中国"),
    ])
    func `a link is known by a point between a word and two letters`(text: String, link: Substring)
    {
        #expect(Self.links(text) == [link])
        #expect(PostLink.first(in: text) == link)
    }

    @Test(arguments: [
        "example", "113,587.99", "$113,587.99 (+5.78%)", "v3.0", "U.S", "wait...co", "ftp://",
        "http://", "http://a.-b", "http://a-.com", "http://256.1.2.3/", "e.g. this", "192.168.0.1",
        "one. Two", "No.7", "(so).Then", "",
    ])
    func `what cannot be a link is none`(text: String) {
        #expect(Self.links(text).isEmpty, "\(Self.links(text))")
        #expect(PostLink.first(in: text) == nil)
    }

    @Test(arguments: [
        ("stop.Then", 23), ("my.lol.", 24), ("http://☃.net/", 33), ("www.example.com", 27),
        ("a-rather-long-name-of-a-host.unheardof", 38), ("a.com,b.org", 47), ("lol.한t.co", 46),
        ("a.jpb\u{323}", 25),
    ])
    func `a link weighs 23, or more where it may be none or a shorter one`(
        text: String, weight: Int
    ) {
        #expect(WeightedLength(of: text).total == weight)
    }

    @Test(arguments: 0..<2_000 as Range<UInt64>)
    func `whatever hosts end in, no text weighs less than X makes it`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let endings = ["com", "co", "aa", "aaa", "日本", "日日"].filter { _ in
            Bool.random(using: &random)
        }
        let pieces = [
            "http://", "https://", "a", "aa", ".", ".", ".", "com", "co", "-", "_", "/", "?", "#",
            "@", "日", "日本", " ", ")", ":", "8", "\"", "é", "e\u{301}", "\u{301}", "b\u{323}", "😀",
            "한", "\n",
        ]
        let count = Int.random(in: 1...14, using: &random)
        let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        let exact = ExactLength(endings: endings).total(text)
        #expect(
            WeightedLength(of: text).total >= exact,
            "seed \(seed): \(text.debugDescription), \(endings)")
    }
}
