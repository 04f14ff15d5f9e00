package import Market
internal import Synchronization

/// An exchange on 127.0.0.1 that speaks Binance's or Bybit's candles, faults included.
///
/// It has a clock of its own, told in the `Date` header, that decides which candles exist: those
/// whose open time has come, the last of them open yet and different at each reading. Everything
/// can be changed at any time, from any thread, also while requests are under way. It needs no
/// `await`: synchronous tests that block start it, ask it through our own client, and stop it.
package final class LoopbackExchange: Sendable {
    private let venue: Locked
    private let server: LoopbackServer

    /// An exchange that already listens.
    ///
    /// - Parameters:
    ///   - exchange: `.binance` or `.bybit`.
    ///   - candles: all candles there will ever be, in any order.
    ///   - timeframe: how long each lasts, and the only interval the exchange knows.
    ///   - symbol: the only symbol it knows.
    ///   - now: where the clock stands; the middle of the last candle where none is given.
    /// - Throws: ``NotStarted`` where it cannot listen.
    package init(
        exchange: Exchange, candles: [Candle], timeframe: Timeframe, symbol: Symbol,
        now: Timestamp? = nil
    ) throws {
        let last = candles.map(\.openTime).max() ?? Timestamp(milliseconds: 0)
        let venue = Locked(
            Venue(
                exchange: exchange, candles: candles, timeframe: timeframe, symbol: symbol,
                now: now ?? last.advanced(byMilliseconds: timeframe.milliseconds / 2)))
        self.venue = venue
        server = try LoopbackServer { request in venue.with { $0.answer(request) } }
    }

    package var port: UInt16 { server.port }

    /// What goes into `BINANCE_BASE_URL` or `BYBIT_BASE_URL`.
    package var baseURL: String { "http://127.0.0.1:\(server.port)" }

    /// Closes the port, as going out of scope does; later requests are refused by the system.
    package func stop() { server.stop() }
}

// MARK: The clock

extension LoopbackExchange {
    package var now: Timestamp { venue.with { $0.clock.now } }

    /// Puts the clock at a moment, where it stands.
    package func setNow(_ moment: Timestamp) { venue.with { $0.clock = .standing(at: moment) } }

    /// Moves a standing clock on; one that moves stands afterwards.
    package func advance(byMilliseconds interval: Int64) {
        venue.with {
            $0.clock = .standing(at: $0.clock.now.advanced(byMilliseconds: interval))
        }
    }

    /// Puts the clock at a moment from which it goes on with real time.
    package func clockStartsAt(_ moment: Timestamp) {
        venue.with { $0.clock = .moving(from: moment) }
    }

    /// Leaves the `Date` header out of every answer, or puts it in again.
    package func setOmitsDate(_ omits: Bool) { venue.with { $0.omitsDate = omits } }

    /// Publishes late: for this long after its open a candle is not told, nor after its close.
    ///
    /// So a candle is seen while it is open, is gone when it is over, and comes back finished.
    package func setPublicationDelay(milliseconds: Int64) {
        venue.with { $0.publicationDelay = milliseconds }
    }
}

// MARK: Faults

extension LoopbackExchange {
    /// Spoils the next requests for candles or the market, after those already queued.
    package func enqueue(_ fault: Fault, times: Int = 1) {
        venue.with { $0.faults += Array(repeating: fault, count: times) }
    }

    /// Spoils every request that no queued fault is for; `nil` ends that.
    package func always(_ fault: Fault?) { venue.with { $0.everyFault = fault } }

    /// How many queued faults no request has met yet.
    package var pendingFaults: Int { venue.with { $0.faults.count } }
}

// MARK: The market

extension LoopbackExchange {
    /// All candles there will ever be, oldest first, hidden ones included.
    package var candles: [Candle] { venue.with { $0.candles } }

    /// Tells a candle differently from now on, or adds one that there was not.
    package func revise(_ candle: Candle) { venue.with { $0.revise(candle) } }

    /// Lists the market otherwise from now on.
    package func list(_ listing: MarketListing) { venue.with { $0.listing = listing } }

    /// Leaves candles out of every answer.
    package func hide(openTimes: some Sequence<Timestamp> & Sendable) {
        venue.with { $0.hidden.formUnion(openTimes) }
    }

    /// Tells hidden candles again.
    package func unhide(openTimes: some Sequence<Timestamp> & Sendable) {
        venue.with { $0.hidden.subtract(openTimes) }
    }

    /// Tells all hidden candles again.
    package func unhideAll() { venue.with { $0.hidden = [] } }
}

// MARK: The log

extension LoopbackExchange {
    /// Every request so far, in the order they came, also those for paths that do not exist.
    package var requests: [LoggedRequest] { venue.with { $0.requests } }

    /// Begins the log anew.
    package func forgetRequests() { venue.with { $0.requests = [] } }
}

/// The venue behind a lock, shared by the server's tasks and the test's thread.
private final class Locked: Sendable {
    private let venue: Mutex<Venue>

    init(_ venue: Venue) { self.venue = Mutex(venue) }

    func with<T: Sendable>(_ body: (inout Venue) -> T) -> T { venue.withLock { body(&$0) } }
}
