import LoopbackExchange
import Market
import Seeds
import Testing

struct LoopbackExchangeTests {
    private static let candles = RandomCandles.array(seed: 1, count: 1_500)

    /// Rows as texts, and the answer they stood in.
    private func klines(
        _ exchange: LoopbackExchange, _ query: String = "", headers: [String] = []
    ) throws -> (rows: [[String]], answer: RawGet) {
        let target = "/api/v3/klines?symbol=BTCUSDT&interval=5m\(query)"
        let answer = try RawGet(port: exchange.port, target, headers: headers)
        return (try answer.rows, answer)
    }

    private func binance(now: Timestamp? = nil) throws -> LoopbackExchange {
        try LoopbackExchange(
            exchange: .binance, candles: Self.candles.reversed(), timeframe: .fiveMinutes,
            symbol: Symbol("BTC/USDT"), now: now)
    }

    @Test func `its clock decides which candles exist and is told rounded down`() throws {
        let opens = Self.candles.map(\.openTime)
        let exchange = try binance(now: opens[3].advanced(byMilliseconds: -1))
        var (rows, answer) = try klines(exchange)
        #expect(rows.map(\.openTime) == opens[..<3].map(\.milliseconds))
        #expect(answer.headers["date"] == "Sun, 15 Jun 2025 15:24:59 GMT")

        exchange.advance(byMilliseconds: 1)
        (rows, answer) = try klines(exchange)
        #expect(rows.map(\.openTime) == opens[...3].map(\.milliseconds))
        #expect(answer.headers["date"] == "Sun, 15 Jun 2025 15:25:00 GMT")

        exchange.setOmitsDate(true)
        #expect(try klines(exchange).answer.headers["date"] == nil)
    }

    @Test func `its clock goes on where it was started`() throws {
        let exchange = try binance()
        let start = Self.candles[0].openTime
        exchange.clockStartsAt(start)
        let first = exchange.now
        while exchange.now <= first {}
        #expect(first >= start)
        #expect(exchange.now.since(start) < 60_000)
        exchange.setNow(start)
        #expect(exchange.now == start)
    }

    @Test func `the candle that is open yet reads differently each time and stays possible`() throws
    {
        let exchange = try binance(now: Self.candles[9].openTime.advanced(byMilliseconds: 60_000))
        var readings: Set<[String]> = []
        for _ in 0..<50 {
            let row = try #require(try klines(exchange, "&limit=1").rows.first)
            let candle = try row.candle()
            #expect(candle.openTime == Self.candles[9].openTime)
            #expect(candle.flaw(in: .fiveMinutes, after: nil) == nil)
            #expect(candle != Self.candles[9])
            readings.insert(row)
        }
        #expect(readings.count == 50)

        exchange.setNow(Self.candles[9].closeTime(.fiveMinutes))
        let rows = try klines(exchange, "&limit=2").rows
        #expect(try rows.first?.candle() == Self.candles[9])
    }

    @Test func `late publication keeps back what has just opened or closed`() throws {
        let close = Self.candles[4].closeTime(.fiveMinutes)
        let exchange = try binance(now: close.advanced(byMilliseconds: 9_999))
        exchange.setPublicationDelay(milliseconds: 10_000)
        #expect(try klines(exchange).rows.count == 4)
        exchange.advance(byMilliseconds: 1)
        #expect(try klines(exchange).rows.count == 6)
    }

    @Test func `history can be told differently, hidden and told again`() throws {
        let exchange = try binance(now: Self.candles[5].openTime)
        let told = Self.candles[2]
        let revised = Candle(
            openTime: told.openTime, open: told.open, high: told.high, low: told.low,
            close: told.low, volume: told.volume)
        exchange.revise(revised)
        #expect(try klines(exchange).rows[2].candle() == revised)

        exchange.hide(openTimes: [Self.candles[1].openTime, told.openTime])
        #expect(try klines(exchange).rows.count == 4)
        exchange.unhide(openTimes: [told.openTime])
        #expect(try klines(exchange).rows.count == 5)
        exchange.unhideAll()
        #expect(try klines(exchange).rows.count == 6)
        #expect(exchange.candles.count == Self.candles.count)
    }

    @Test func `remembers what was asked, by whom and when`() throws {
        let exchange = try binance()
        let start = Self.candles[7].openTime
        _ = try klines(
            exchange, "&startTime=\(start.milliseconds)&limit=12",
            headers: ["X-MBX-APIKEY: a key", "User-Agent: algom"])
        let request = try #require(exchange.requests.first)
        #expect(exchange.requests.count == 1)
        #expect(request.path == "/api/v3/klines")
        #expect(request["interval"] == "5m")
        #expect(request.start == start && request.end == nil && request.limit == 12)
        #expect(request.header("X-MBX-APIKEY") == "a key")
        #expect(request.header("user-agent") == "algom")
        #expect(request.at == exchange.now)
        exchange.forgetRequests()
        #expect(exchange.requests.isEmpty)
    }

    @Test func `meets queued faults once, and lasting ones until told otherwise`() throws {
        let exchange = try binance()
        exchange.always(.internalError500)
        exchange.enqueue(.unavailable503(retryAfter: 5), times: 2)
        #expect(exchange.pendingFaults == 2)
        #expect(try RawGet(port: exchange.port, "/elsewhere").status == 404)
        let target = "/api/v3/klines?symbol=BTCUSDT&interval=5m"
        let statuses = try (0..<4).map { _ in try RawGet(port: exchange.port, target).status }
        #expect(statuses == [503, 503, 500, 500])
        #expect(exchange.pendingFaults == 0)
        exchange.always(nil)
        #expect(try RawGet(port: exchange.port, target).status == 200)
    }
}
