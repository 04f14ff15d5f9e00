import HTTP
import Market
import Seeds
import Testing

@testable import Feeds

/// A `Date` that is ahead of the truth, which makes open candles look closed.
struct DoubtedClockTests {
    /// An exchange that publishes up to the candle that is open, at addresses whose clocks are ahead
    /// by so many milliseconds.
    private static func network(
        _ ahead: [String: Int64] = [:], at time: Timestamp = .sample(20),
        publishing last: (Ask) -> Int = { _ in 20 }, close: @escaping (Ask) -> Int64 = { _ in 0 }
    ) -> VirtualTransport {
        VirtualTransport(at: time) { ask in
            let rows = (8..<20).map { Sample.candle($0) } + [Sample.candle(20, close: close(ask))]
            return ask.rows(rows).map { response in
                var response = response
                let clock = ask.time.advanced(byMilliseconds: ahead[ask.host] ?? 0)
                response.dateSeconds = clock.milliseconds / 1_000
                return response
            }
        }
    }

    private static let single = [Exchange.binance: ["https://one.binance.test"]]
    private static let (one, two) = ("one.binance.test", "two.binance.test")

    @Test(arguments: [
        [one: 310_000], [one: 310_000, two: 310_000 - 31_000], [one: 86_400_000],
    ])
    func `one clock that is ahead makes no open candle final`(ahead: [String: Int64]) {
        let network = Self.network(ahead)
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(network.asks.map(\.host) == [Self.one, Self.two])
    }

    @Test func `a single address whose clock is ahead is not believed however often it says so`() {
        let network = Self.network([Self.one: 310_000])
        let tick = Tick(network, [.after(7..<10)], bases: Self.single)
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(
            tick.waiting?.contains("waits for what follows the candle of \(Sample.open(20))")
                == true)
        #expect(network.asks.count == 2)
    }

    @Test func `two addresses that agree are believed, and a wrong local clock costs one request`()
    {
        let network = Self.network(at: .sample(21))
        network.localSkewMilliseconds = -310_000
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<21))
        #expect(tick.end == .upToDate)
        #expect(network.asks.map(\.host) == [Self.one, Self.two])
    }

    @Test func `two addresses that tell the candle differently are not`() {
        let network = Self.network(at: .sample(21), close: { Int64($0.number) })
        network.localSkewMilliseconds = -310_000
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(tick.waiting != nil)
    }

    @Test(arguments: [-30_000, 0, 310_000, 86_400_000] as [Int64])
    func `a local clock that agrees, or is ahead, costs nothing`(skew: Int64) {
        let network = Self.network(at: .sample(21))
        network.localSkewMilliseconds = skew
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<21))
        #expect(network.asks.count == 1)
    }

    @Test func `what a later row shows to be over needs no clock`() {
        let network = VirtualTransport(at: .sample(20)) { $0.page(of: Sample.candles(0..<100)) }
        network.localSkewMilliseconds = -86_400_000
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(network.asks.count == 1)
    }

    @Test func `a new trader begins with nothing that may be open`() {
        let network = VirtualTransport(at: .sample(20)) { ask in
            ask.page(of: Sample.candles(0..<21)).map { response in
                var response = response
                response.dateSeconds = response.dateSeconds.map { $0 + 310 }
                return response
            }
        }
        let tick = Tick(network, [.new(warmUp: 5)], bases: Self.single)
        #expect(tick.candles().last == Sample.candle(19))
        #expect(tick.waiting != nil)
    }

    @Test func `a hole is no older than both clocks say`() {
        let holed = Sample.candles(0..<15) + Sample.candles(16..<18)
        let network = VirtualTransport(at: .sample(17)) { ask in
            ask.page(of: holed).map { response in
                var response = response
                response.dateSeconds = response.dateSeconds.map { $0 + 600 }
                return response
            }
        }
        let tick = Tick(network, [.after(7..<10)], bases: Self.single)
        #expect(tick.candles() == Sample.candles(10..<15))
        #expect(tick.waiting?.contains("to be published") == true)
    }

    // MARK: Holes

    /// Candles with one missing, the last one open; each answer tells that otherwise.
    private static func holed(
        local skew: Int64, ahead: Int64 = 0, bases: [Exchange: [String]] = [:]
    ) -> Tick {
        let network = VirtualTransport(at: .sample(23, 1_000)) { ask in
            let rows = Sample.candles(0..<15) + Sample.candles(16..<23)
            let open = Sample.candle(23, close: Int64(ask.number))
            return ask.rows(rows.filter { $0.openTime >= ask.start } + [open]).map { response in
                var response = response
                response.dateSeconds = response.dateSeconds.map { $0 + ahead }
                return response
            }
        }
        network.localSkewMilliseconds = skew
        return Tick(network, [.after(7..<10)], bases: bases)
    }

    @Test(arguments: [-86_400_000, -40 * 86_400_000] as [Int64])
    func `a local clock that is behind holds up no hole that two addresses call old`(skew: Int64) {
        let tick = Self.holed(local: skew)
        #expect(tick.candles() == Sample.candles(10..<15) + Sample.candles(16..<23))
        #expect(tick.end == .upToDate)
    }

    @Test func `where one address says so, the wait says why and what to do`() {
        let tick = Self.holed(local: -86_400_000, bases: Self.single)
        #expect(tick.candles() == Sample.candles(10..<15))
        let words = tick.waiting ?? ""
        #expect(words.contains("by this machine's") && words.contains("set-ntp true"), "\(words)")
        #expect(tick.warnings().contains { $0.contains("s behind that of binance") })
    }

    // MARK: Beginning

    /// An exchange whose addresses tell these times, as much as they are off.
    private static func begin(
        _ off: [String: Int64], local skew: Int64 = 0, bases: [Exchange: [String]] = [:]
    ) -> (tick: Tick, hosts: [String]) {
        let network = VirtualTransport(at: .sample(20_000)) { ask in
            ask.page(of: Sample.candles(0..<20_001)).map { response in
                var response = response
                response.dateSeconds = response.dateSeconds.map {
                    $0 + (off[ask.host] ?? 0) / 1_000
                }
                return response
            }
        }
        network.localSkewMilliseconds = skew
        return (Tick(network, [.new(warmUp: 5)], bases: bases), network.asks.map(\.host))
    }

    @Test(arguments: [-60 * 86_400_000, 3_000 * 86_400_000, -86_500_000] as [Int64])
    func `one address with a date far off begins no record there`(off: Int64) {
        let (tick, hosts) = Self.begin([Self.one: off])
        #expect(tick.candles() == Sample.candles(19_995..<20_000))
        #expect(hosts.prefix(2) == [Self.one, Self.two])
    }

    @Test(arguments: [60, -60] as [Int64])
    func `where there is one address its clock counts, with a warning`(days: Int64) {
        let (tick, hosts) = Self.begin([:], local: days * 86_400_000, bases: Self.single)
        #expect(tick.candles() == Sample.candles(19_995..<20_000))
        #expect(Set(hosts) == [Self.one])
        #expect(tick.warnings().contains { $0.contains("that of binance") })
    }

    @Test func `where two disagree, none begins, and the line says which clocks`() throws {
        let (tick, hosts) = Self.begin([Self.one: -60 * 86_400_000, Self.two: 86_500_000])
        #expect(tick.candles().isEmpty)
        let failure = try #require(tick.failure)
        #expect(failure.kind == .unavailable)
        #expect(failure.message.contains("its clock says 20"), "\(failure)")
        #expect(failure.message.contains("no record begins"), "\(failure)")
        #expect(hosts.count == 2)
    }

    @Test func `two addresses that agree overrule a local clock that is years behind`() {
        let (tick, hosts) = Self.begin([:], local: -9_000 * 86_400_000)
        #expect(tick.candles() == Sample.candles(19_995..<20_000))
        #expect(hosts.count >= 2)
    }

    // MARK: What is observed

    @Test(arguments: [310_000, 86_400_000, 4_000 * 86_400_000] as [Int64])
    func `nothing is observed in a future that one address alone tells`(ahead: Int64) {
        let network = Self.network([Self.one: ahead, Self.two: ahead / 2])
        var moments: [Timestamp] = []
        _ = Tick(network, [.after(7..<10)]) { _, delivery, moment in
            if case .candles = delivery { moments.append(moment) }
            return true
        }
        #expect(!moments.isEmpty && moments.allSatisfy { $0 <= network.now }, "\(moments)")
    }

    @Test func `nothing is observed before it has ended`() {
        let network = VirtualTransport(at: .sample(20)) { $0.page(of: Sample.candles(0..<100)) }
        network.localSkewMilliseconds = -86_400_000
        var moments: [Timestamp] = []
        let tick = Tick(network, [.after(7..<10)]) { _, delivery, moment in
            if case .candles = delivery { moments.append(moment) }
            return true
        }
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(moments == [Sample.open(20)])
    }

    @Test func `an exchange whose clock is behind the record is waited for, with a word`() {
        let network = VirtualTransport(at: Sample.open(5)) { $0.page(of: Sample.candles(0..<100)) }
        let tick = Tick(network, [.after(7..<10)])
        #expect(
            tick.waiting
                == "its last candle is 25 m 0 s ahead of the exchange's clock, which says "
                + "\(Sample.open(5)): waits until \(Sample.open(10))")
    }
}
