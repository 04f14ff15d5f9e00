import Testing

@testable import HTTP

struct HTTPURLTests {
    @Test(arguments: [
        ("https://api.binance.com", "https://api.binance.com/", "api.binance.com"),
        ("HTTPS://api.binance.com:443/a/../b", "https://api.binance.com/b", "api.binance.com"),
        ("https://api.binance.com:8443/x", "https://api.binance.com:8443/x", "api.binance.com"),
        ("https://[2001:DB8:0::1]/", "https://[2001:db8::1]/", "[2001:db8::1]"),
        ("https://host?a=b#part", "https://host/", "host"),
    ])
    func `is taken apart`(text: String, description: String, host: String) throws {
        let url = try HTTPURL(text)
        #expect(url.description == description)
        #expect(url.host == host)
        #expect(!url.isLoopback)
    }

    @Test(arguments: [
        "http://localhost", "http://LOCALHOST:8080/", "http://127.0.0.1", "http://127.255.0.9:80/x",
        "http://127.1", "http://0x7f000001/", "http://2130706433/", "http://0177.0.0.1/",
        "http://%31%32%37.0.0.1/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]:8080/",
        "http://127.0.0.1#@evil.com/", "http://127.0.0.1?@evil.com/",
    ])
    func `lets plain http through to this machine, however it is written`(text: String) throws {
        let url = try HTTPURL(text)
        #expect(url.isLoopback)
        #expect(!url.isEncrypted)
        // What libcurl is given must mean to it what was judged.
        #expect(try HTTPURL(url.fullText) == url)
    }

    @Test(arguments: [
        ("http://api.binance.com", "api.binance.com"),
        ("http://127.0.0.1.evil.com", "127.0.0.1.evil.com"),
        ("http://localhost.evil.com", "localhost.evil.com"),
        ("http://evil.com/127.0.0.1", "evil.com"), ("http://evil.com#@127.0.0.1/", "evil.com"),
        ("http://evil.com?@localhost", "evil.com"), ("http://127.0.0.1./", "127.0.0.1."),
        ("http://localhost./", "localhost."), ("http://128.0.0.1/", "128.0.0.1"),
        ("http://127.0.0.256/", "127.0.0.256"), ("http://1.127.0.0.1/", "1.127.0.0.1"),
        ("http://[::ffff:127.0.0.1]/", "[::ffff:127.0.0.1]"), ("http://[::2]/", "[::2]"),
        ("http://0.0.0.0/", "0.0.0.0"), ("ftp://localhost/", "localhost"),
        ("file:///etc/passwd", ""),
    ])
    func `refuses what is neither https nor this machine`(text: String, host: String) throws {
        let error = #expect(throws: HTTPURLError.self) { try HTTPURL(text) }
        if host.isEmpty {
            #expect(error == .malformed(reason: "bad host name"))
        } else {
            let scheme = String(text.prefix { $0 != ":" })
            #expect(error == .unprotected(scheme: scheme, host: host))
        }
    }

    @Test(arguments: [
        "https://user:hunter2@api.example/", "https://hunter2@api.example", "https://@api.example/",
        "https://:hunter2@api.example", "http://localhost:hunter2@api.example",
        "http://127.0.0.1\\@api.example", "https://hunter2%40x@api.example/?key=hunter2",
    ])
    func `refuses a name or password, and does not repeat it`(text: String) throws {
        let error = try #require(throws: HTTPURLError.self) { try HTTPURL(text) }
        #expect(error == .holdsCredentials(host: "api.example"))
        #expect(!error.description.contains("hunter2"))
    }

    @Test(arguments: [
        "", "host", "host/path", "//host/", "https:", "https://", "https:///", "https:host",
        "https://a,b/", "https://host:99999/", "https://host:x/", "https://[::1]evil.com/",
        "https://[::1/", "https://host%00evil/", "https://h%c3%a9/", "gopher9://host/",
        "http://[::1%25lo]/", "http://localhost\\.evil.com", "https://a%20b/",
    ])
    func `refuses what is not the form of a URL`(text: String) throws {
        let error = try #require(throws: HTTPURLError.self) { try HTTPURL(text) }
        guard case .malformed = error else {
            Issue.record("\(text): \(error)")
            return
        }
    }

    @Test(arguments: [
        "https://host/a b", "https://host/\n", "https://host/\0", "https://host/\t",
        "https://hôst/",
        "https://host/\u{7F}", "http://１２７.0.0.1/", " https://host/",
    ])
    func `refuses what is not plain text`(text: String) {
        #expect(throws: HTTPURLError.unprintable) { try HTTPURL(text) }
    }

    @Test func `is at most 2,048 bytes long`() throws {
        let longest = "https://host/" + String(repeating: "a", count: 2_048 - 13)
        #expect(try HTTPURL(longest).description == longest)
        #expect(throws: HTTPURLError.tooLong(bytes: 2_049)) { try HTTPURL(longest + "a") }
    }

    @Test func `shows no query, whoever prints it`() throws {
        let url = try HTTPURL("https://host/path?key=hunter2")
        for text in ["\(url)", String(reflecting: url), "\([url])", "\(HTTPRequest(.get, url))"] {
            #expect(!text.contains("hunter2"))
        }
        #expect(url.fullText == "https://host/path?key=hunter2")
        #expect(try url != HTTPURL("https://host/path?key=other"))
    }
}

extension HTTPURLTests {
    @Test(arguments: [
        ("https://h", "/api/v3/klines", "https://h/api/v3/klines"),
        ("https://h/", "api", "https://h/api"), ("https://h/base", "/api", "https://h/base/api"),
        ("https://h/base/", "api/", "https://h/base/api/"),
        ("https://h/base", "", "https://h/base"),
        ("https://h?a=b", "api", "https://h/api?a=b"),
        ("https://h", "a?b#c d", "https://h/a%3Fb%23c%20d"),
        ("https://h", "bot1:x@y", "https://h/bot1:x@y"),
    ])
    func `appends a path`(base: String, path: String, whole: String) throws {
        #expect(try HTTPURL(base).appending(path: path).fullText == whole)
    }

    @Test func `appends a query, both sides encoded`() throws {
        let url = try HTTPURL("https://h/base?a=b")
            .appending(path: "k", query: [("symbol", "BTC/USDT"), ("a&b=", "ü +%~-._"), ("e", "")])
        #expect(
            url.fullText
                == "https://h/base/k?a=b&symbol=BTC%2FUSDT&a%26b%3D=%C3%BC%20%2B%25~-._&e=")
        #expect(url.description == "https://h/base/k")
        #expect(try HTTPURL(url.fullText) == url)
    }

    @Test func `says what to write instead`() {
        #expect(
            HTTPURLError.unprotected(scheme: "http", host: "api.example").description
                == "http:// to api.example is not protected; write https://"
                + " (http:// serves only localhost, 127.0.0.0/8 and [::1])")
    }
}
