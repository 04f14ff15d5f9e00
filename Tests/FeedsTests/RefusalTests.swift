import HTTP
import Market
import Seeds
import Testing

@testable import Feeds

/// Refusals that repeat: whatever the exchange says, it is asked less and less.
struct RefusalTests {
    private static let candles = Sample.candles(0..<200)

    private static func refusal(
        _ status: Int, retryAfter: String?, at time: Timestamp
    ) -> Reply {
        .success(
            HTTPResponse(
                status: status, body: [], dateSeconds: time.milliseconds / 1_000,
                retryAfterSeconds: retryAfter.flatMap { Int64($0) },
                headers: retryAfter.map { [HTTPRequest.Header("retry-after", $0)] } ?? []))
    }

    /// As many traders as there are, each on a market of its own.
    private static func traders(_ count: Int) -> [FeedRequest] {
        (0..<count).map { number in
            .after(
                7..<10,
                Market(
                    exchange: .binance, symbol: Sample.symbol("C\(number)/USDT"),
                    timeframe: Sample.timeframe))
        }
    }

    @Test(arguments: [418, 429, 503], ["0", "-1", "1", nil])
    func `an exchange that only refuses is asked a handful of times, by however many traders`(
        status: Int, retryAfter: String?
    ) throws {
        // A 503 that says nothing of the time is an outage, which is retried.
        guard status != 503 || retryAfter != nil else { return }
        let network = VirtualTransport(at: .sample(20)) {
            Self.refusal(status, retryAfter: retryAfter, at: $0.time)
        }
        let first = Tick(network, Self.traders(150))
        // What travels before the first answer comes cannot be called back.
        #expect(network.asks.count <= 64 + 4)
        #expect(network.elapsed < 10_000)
        for outcome in first.outcomes {
            guard case .failed(let failure) = outcome.end else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(failure.kind == .tryLater)
        }
        var pauses = first.pauses
        for round in 0..<20 {
            let until = try #require(pauses[.binance]?.deadline.until)
            let later = VirtualTransport(at: until.advanced(byMilliseconds: 1_000)) {
                Self.refusal(status, retryAfter: retryAfter, at: $0.time)
            }
            let tick = Tick(later, Self.traders(150), pauses: pauses)
            #expect(later.asks.count == 1, "round \(round)")
            pauses = tick.pauses
            let wait = try #require(pauses[.binance]?.deadline.until).since(later.clock.wall())
            #expect((59_000...600_000).contains(wait) || round > 2)
            #expect(wait <= 3_600_000)
            if round > 8 { #expect(wait == 3_600_000, "round \(round)") }
        }
    }

    @Test func `each repetition waits twice as long, to an hour, and never less than was asked`() {
        #expect(
            (0...9).map { ExchangePause.leastSeconds(afterRefusals: $0) }
                == [1, 1, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600])
        #expect(ExchangePause.leastSeconds(afterRefusals: .max) == 3_600)
        var access = ExchangeAccess(venue: Binance(), settings: VenueSettings(bases: []))
        var now: Int64 = 0
        for asked in [5, 1, 0, 7_200, 1] as [Int64] {
            let least = [5, 60, 120, 7_200, 480][access.refusals]
            access.refuse(
                seconds: asked, sentAt: now, wall: .sample(0), monotonic: now + 1, because: "")
            #expect(access.heldUntil == now + 1 + Int64(least) * 1_000)
            now = access.heldUntil + 599_000
        }
        // After ten minutes of silence that nobody asked for it is the first again.
        now = access.heldUntil + 600_001
        access.refuse(seconds: 3, sentAt: now, wall: .sample(0), monotonic: now, because: "")
        #expect(access.heldUntil == now + 3_000)
        #expect(access.refusals == 1)
    }

    @Test func `what was under way when the exchange refused is the same refusal`() {
        var access = ExchangeAccess(venue: Binance(), settings: VenueSettings(bases: []))
        for number in 0..<64 {
            access.refuse(
                seconds: 2, sentAt: 100, wall: .sample(0), monotonic: 150 + Int64(number),
                because: "")
        }
        #expect(access.refusals == 1)
        #expect(access.heldUntil == 150 + 63 + 2_000)
    }

    @Test func `a first refusal is obeyed as it says, and then everybody is served`() {
        let network = VirtualTransport(at: .sample(20)) {
            $0.number < 64
                ? Self.refusal(429, retryAfter: "3", at: $0.time) : $0.page(of: Self.candles)
        }
        let tick = Tick(network, Self.traders(150))
        #expect(tick.outcomes.allSatisfy { $0.end == .upToDate })
        #expect(network.asks.count == 64 + 150)
        let after = network.asks.dropFirst(64)
        #expect(after.allSatisfy { $0.time >= .sample(20, 63_050) })
        // One goes first, to see how it fares, and never more than four travel at once.
        #expect(
            after.prefix(2).map(\.time).count == 2
                && after.first?.time != after.dropFirst().first?.time)
        #expect(network.elapsed < 6_000)
        #expect(tick.pauses[.binance]?.refusals == 1)
        #expect(tick.notBefore == [:])
    }

    @Test func `a refusal in the tick after another one repeats it`() throws {
        let refusing = VirtualTransport(at: .sample(20)) {
            Self.refusal(429, retryAfter: "50", at: $0.time)
        }
        let first = Tick(refusing, Self.traders(1))
        let deadline = try #require(first.pauses[.binance]?.deadline)
        #expect(deadline.until == .sample(20, 110_050) && deadline.writtenAt == .sample(20, 60_050))
        let again = VirtualTransport(at: .sample(21)) {
            Self.refusal(429, retryAfter: "1", at: $0.time)
        }
        let second = Tick(again, Self.traders(30), pauses: first.pauses)
        #expect(again.asks.count == 1)
        #expect(second.notBefore[.binance] == .sample(21, 120_050))
    }
}
