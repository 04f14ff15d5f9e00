internal import Feeds
internal import Market

/// The time of the simulated world, and how far the clock of the simulated machine is off.
final class VirtualTime {
    /// The right time, which the exchanges go by.
    private(set) var now: Timestamp
    /// How far the machine's clock is ahead.
    var skewMilliseconds: Int64 = 0

    init(at now: Timestamp) { self.now = now }

    var wall: Timestamp { now.advanced(byMilliseconds: skewMilliseconds) }

    func pass(_ milliseconds: Int64) { now = now.advanced(byMilliseconds: milliseconds) }

    func pass(until moment: Timestamp) { now = max(now, moment) }

    /// The clocks as a process sees them; for one that is dead, time runs out at once.
    func clock(of process: VirtualProcess) -> FeedClock {
        let death = Countdown()
        return FeedClock(
            wall: { self.wall },
            monotonicMilliseconds: {
                process.isDead ? death.later(than: self.now) : self.now.milliseconds
            })
    }

    /// A clock that leaps an hour whenever it is read.
    private final class Countdown {
        private var hours: Int64 = 0

        func later(than now: Timestamp) -> Int64 {
            hours += 1
            return now.milliseconds + hours * 3_600_000
        }
    }
}
