import JSON
import LoopbackExchange
import Market
import Seeds
import Testing

struct FaultTests {
    private static let candles = RandomCandles.array(seed: 3, count: 10)
    private static let opens = candles.map(\.openTime)
    private static let binance = "/api/v3/klines?symbol=BTCUSDT&interval=5m"
    private static let bybit = "/v5/market/kline?category=spot&symbol=BTCUSDT&interval=5"

    private func exchange(_ exchange: Exchange = .binance) throws -> LoopbackExchange {
        try LoopbackExchange(
            exchange: exchange, candles: Self.candles, timeframe: .fiveMinutes,
            symbol: Symbol("BTCUSDT"), now: Self.opens[5])
    }

    private func answer(
        _ fault: Fault, _ venue: Exchange = .binance, _ query: String = ""
    ) throws -> RawGet {
        let loopback = try exchange(venue)
        loopback.enqueue(fault)
        let path = venue == .binance ? Self.binance : Self.bybit
        return try RawGet(port: loopback.port, path + query)
    }

    @Test(arguments: [
        (Fault.binanceInvalidSymbol, 400, nil as String?, "\"code\":-1121"),
        (.binanceRateLimit429(retryAfter: 7), 429, "7", "\"code\":-1003"),
        (.binanceRateLimit429(retryAfter: nil), 429, nil, "\"code\":-1003"),
        (.binanceBan418(retryAfter: 300), 418, "300", "\"code\":-1003"),
        (.binanceBan418(retryAfter: nil), 418, nil, "IP banned until"),
        (.restricted451, 451, nil, "\"code\": 0"), (.geoblockHTML403, 403, nil, "your country"),
        (.wafHTML403, 403, nil, "Request blocked"), (.bybitTooManyVisits, 200, nil, "10006"),
        (.bybitTimeout10016, 200, nil, "10016"), (.bybitRateLimit403, 403, nil, "too frequent"),
        (.internalError500, 500, nil, "-1000"), (.badGateway502HTML, 502, nil, "Bad Gateway"),
        (.unavailable503(retryAfter: 9), 503, "9", "Unavailable"), (.emptyBody, 200, nil, ""),
        (.notJSON, 200, nil, "<html>"), (.wrongShape("[[1]]"), 200, nil, "[[1]]"),
        (.status(509, headers: [("Retry-After", "x")], body: "own"), 509, "x", "own"),
    ])
    func `answers in the place of candles`(
        fault: Fault, status: Int, retryAfter: String?, words: String
    ) throws {
        let answer = try answer(fault)
        #expect(answer.status == status)
        #expect(answer.headers["retry-after"] == retryAfter)
        #expect(answer.headers["date"] != nil)
        #expect(words.isEmpty ? answer.body.isEmpty : answer.body.contains(words))
    }

    @Test func `tells the rate limit by address from a block by country`() throws {
        let limit = try answer(.bybitRateLimit403).body.lowercased()
        #expect(!limit.contains("country") && !limit.contains("cloudfront"))
        #expect(try answer(.wafHTML403).body.lowercased().contains("cloudfront"))
    }

    @Test(
        .enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"),
        arguments: [
            ("binance-error-400-1121-invalid-symbol", Fault.binanceInvalidSymbol),
            ("binance-error-418-1003-ip-banned", .binanceBan418(retryAfter: nil)),
            ("binance-error-429-1003-weight", .binanceRateLimit429(retryAfter: nil)),
            ("binance-error-451-restricted", .restricted451),
            ("bybit-error-10006-too-many-visits", .bybitTooManyVisits),
            ("bybit-error-10016-request-timeout", .bybitTimeout10016),
        ])
    func `has the members, kinds and codes that were recorded`(name: String, fault: Fault) throws {
        let text = try #require(try RecordedData.text("http/\(name).json"))
        let recorded = try #require(try JSONReader.parse(Array(text.utf8)).members)
        let told = try #require(try answer(fault).parsed.members)
        #expect(told.map(\.name) == recorded.map(\.name))
        #expect(told.map(\.value.kind) == recorded.map(\.value.kind))
        for name in ["code", "retCode"] {
            #expect(told.first { $0.name == name } == recorded.first { $0.name == name })
        }
    }

    @Test(arguments: [Exchange.binance, .bybit])
    func `breaks off, swells, waits and misdates a right answer`(venue: Exchange) throws {
        let truncated = try answer(.truncatedJSON, venue)
        #expect(truncated.status == 200 && !truncated.body.isEmpty)
        #expect(truncated.headers["content-length"] == "\(truncated.body.utf8.count)")
        #expect(throws: (any Error).self) { try truncated.parsed }

        let oversize = try answer(.oversize(bytes: 3_000_000), venue)
        #expect(oversize.body.utf8.count == 3_000_000)
        _ = try oversize.parsed

        let started = ContinuousClock.now
        #expect(try answer(.slow(milliseconds: 50), venue).status == 200)
        #expect(ContinuousClock.now - started >= .milliseconds(50))

        #expect(try answer(.date("yesterday"), venue).headers["date"] == "yesterday")
        #expect(try answer(.date(nil), venue).headers["date"] == nil)
    }

    @Test func `sends elsewhere`() throws {
        let answer = try answer(.redirect(to: "http://127.0.0.1:1/"))
        #expect(answer.status == 302 && answer.headers["location"] == "http://127.0.0.1:1/")
    }

    @Test(arguments: [
        (Fault.noRows, []), (.dropRows(openTimes: [opens[1], opens[2]]), [0, 3, 4, 5]),
        (.duplicateRow(opens[2]), [0, 1, 2, 2, 3, 4, 5]), (.shuffleRows, [0, 1, 3, 2, 4, 5]),
        (.extraRowsPastNow, [0, 1, 2, 3, 4, 5, 6, 7]),
    ])
    func `spoils which rows there are, for one answer`(fault: Fault, expected: [Int]) throws {
        for venue in [Exchange.binance, .bybit] {
            let answer = try answer(fault, venue)
            let told = try venue == .binance ? answer.rows : answer.listRows.reversed()
            #expect(told.map(\.openTime) == expected.map { Self.opens[$0].milliseconds })
        }
    }

    @Test func `a hole in one answer lets later rows in`() throws {
        let query = "&startTime=\(Self.opens[0].milliseconds)&limit=3"
        let answer = try answer(.dropRows(openTimes: [Self.opens[1]]), .binance, query)
        #expect(try answer.rows.map(\.openTime) == [0, 2, 3].map { Self.opens[$0].milliseconds })
    }

    @Test func `spoils a row's columns in the venue's spelling`() throws {
        let edit = Fault.editRow(
            Self.opens[1], replacing: [.high: "-1", .volume: .raw("null"), .openTime: "17"])
        let binance = try answer(edit).body
        #expect(binance.contains("[17,"))
        #expect(binance.contains(",\"-1\","))
        #expect(binance.contains(",null,"))
        #expect(try answer(edit, .bybit).body.contains("[\"17\","))

        let cut = try answer(.cutRow(Self.opens[0], columns: 3)).rows
        #expect(cut.map(\.count) == [3, 12, 12, 12, 12, 12])
    }

    @Test(arguments: [Exchange.binance, .bybit])
    func `wrong shapes are JSON all the same`(venue: Exchange) throws {
        for shape in Fault.wrongShapes(for: venue) {
            #expect(try answer(.wrongShape(shape), venue).body == shape)
            #expect(throws: Never.self) { try JSONReader.parse(Array(shape.utf8)) }
        }
    }
}
