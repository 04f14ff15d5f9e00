import Testing

@testable import HTTP

struct HeaderBlockTests {
    private func block(_ lines: String...) -> HeaderBlock {
        var block = HeaderBlock()
        for line in lines {
            let isTaken = Array((line + "\r\n").utf8).withUnsafeBytes { block.append($0) }
            #expect(isTaken)
        }
        return block
    }

    @Test func `keeps names in lower case and values without the space around them`() {
        let headers = block("HTTP/1.1 200 OK", "Content-TYPE:  a b\t", "Empty:", "no colon", "")
            .headers
        #expect(headers == [.init("content-type", "a b"), .init("empty", "")])
    }

    @Test func `forgets interim answers and ignores trailers`() {
        let headers = block(
            "HTTP/1.1 103 Early Hints", "Link: x", "", "HTTP/1.1 100 Continue", "",
            "HTTP/2 200", "A: 1", "", "Date: trailer", "HTTP/1.1 200 OK", "B: 2"
        ).headers
        #expect(headers == [.init("a", "1")])
    }

    @Test func `joins a value that goes on in the next line`() {
        let headers = block("HTTP/1.1 200 OK", "A: one", "  two", "\tthree").headers
        #expect(headers == [.init("a", "one two three")])
    }

    @Test func `takes 64 KiB and no more`() {
        var block = HeaderBlock()
        let line = [UInt8](repeating: 0x61, count: 1_024)
        for _ in 0..<64 { #expect(line.withUnsafeBytes { block.append($0) }) }
        #expect(!line.withUnsafeBytes { block.append($0) })
    }

    @Test(
        arguments: [
            ("Fri, 10 Oct 2025 21:15:00 GMT", 1_760_130_900),
            ("Friday, 10-Oct-25 21:15:00 GMT", 1_760_130_900),
            ("Fri Oct 10 21:15:00 2025", 1_760_130_900), ("soon", nil), ("", nil),
            ("Thu, 01 Jan 1970 00:00:00 GMT", nil), ("Wed, 31 Dec 2008 23:59:59 GMT", nil),
            ("Thu, 01 Jan 2009 00:00:00 GMT", 1_230_768_000),
            ("Thu, 31 Dec 2099 23:59:59 GMT", 4_102_444_799),
            ("Fri, 01 Jan 2100 00:00:00 GMT", nil), ("Sun, 06 Nov 2147483647 08:49:37 GMT", nil),
            ("Sat, 29 Feb 2025 10:00:00 GMT", nil), ("Sat, 28 Nov -2026 10:00:00 GMT", nil),
        ] as [(String, Int64?)])
    func `reads a date in each of its forms, if it is one that can be`(
        text: String, seconds: Int64?
    ) {
        #expect(block("HTTP/1.1 200 OK", "Date: \(text)").dateSeconds == seconds)
    }

    @Test(
        arguments: [
            ("120", 120), ("0", 0), ("-5", -5), ("Fri, 10 Oct 2025 21:16:30 GMT", 90),
            ("Fri, 10 Oct 2025 21:14:00 GMT", -60), ("later", nil), ("1.5", nil), ("", nil),
            ("9223372036854775807", .max), ("99999999999999999999", .max),
            ("-99999999999999999999", .min),
            ("-9223372036854775808", .min),
            ("Sun, 06 Nov 2147483647 08:49:37 GMT", nil),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 251_642_169_899),
        ] as [(String, Int64?)])
    func `measures Retry-After from the answer's own date`(text: String, seconds: Int64?) {
        let block = block(
            "HTTP/1.1 429 Slow", "Date: Fri, 10 Oct 2025 21:15:00 GMT", "Retry-After: \(text)")
        #expect(block.retryAfterSeconds(byLocalClock: 7) == seconds)
    }

    @Test func `measures Retry-After by the local clock where the answer has no date`() {
        let dated = block("HTTP/1.1 429 Slow", "Retry-After: Fri, 10 Oct 2025 21:15:00 GMT")
        #expect(dated.retryAfterSeconds(byLocalClock: 7) == 7)
        #expect(dated.retryAfterSeconds(byLocalClock: -7) == -7)
        #expect(block("HTTP/1.1 429 Slow").retryAfterSeconds(byLocalClock: 7) == nil)
    }

    @Test(
        arguments: [
            (1, 1), (120, 120), (31_622_401, 31_622_400), (.max, 31_622_400), (0, nil), (-1, nil),
            (.min, nil), (nil, nil),
        ] as [(Int64?, Int64?)])
    func `a wait of nothing is none, and the longest is a year`(told: Int64?, heeded: Int64?) {
        #expect(
            HTTPResponse(status: 429, body: [], retryAfterSeconds: told).retryAfterSeconds
                == heeded)
        var response = HTTPResponse(status: 429, body: [])
        response.retryAfterSeconds = told
        #expect(response.retryAfterSeconds == heeded)
    }
}
