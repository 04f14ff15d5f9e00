import Testing

@testable import Text

struct PercentEncodingTests {
    @Test(arguments: [
        ("Ladies + Gentlemen", "Ladies%20%2B%20Gentlemen"),
        ("An encoded string!", "An%20encoded%20string%21"), ("-._~09azAZ", "-._~09azAZ"),
        ("☃", "%E2%98%83"), ("100%&'*()=/", "100%25%26%27%2A%28%29%3D%2F"), ("", ""),
    ])
    func `leaves only what RFC 3986 reserves for nothing`(text: String, encoded: String) {
        #expect(PercentEncoding.encoded(text) == encoded)
    }
}
