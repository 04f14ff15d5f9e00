package import Market

/// How often ticks are meant to start.
///
/// It follows from the candles: every 5 minutes, or as much more often as it takes for each candle to
/// close when a tick starts.
package struct TickSchedule: Equatable, Sendable {
    /// What serves all candles of 5 minutes and more.
    package static let usual = TickSchedule(minutes: 5)

    /// From one tick to the next.
    package let minutes: Int

    init(minutes: Int) { self.minutes = minutes }

    /// The schedule of these candles: 1, 3 or 5 minutes.
    package init(for timeframes: some Sequence<Timeframe>) {
        let common = timeframes.reduce(15) { Self.commonDivisor($0, Int($1.minutes)) }
        minutes = min(Self.usual.minutes, common)
    }

    // In range: 1 to 60 minutes.
    package var milliseconds: Int64 { Int64(minutes) * 60_000 }

    /// The minutes of a line in a crontab.
    package var cronMinutes: String { minutes == 1 ? "*" : "*/\(minutes)" }

    /// In words, as `every 5 minutes`.
    package var words: String { minutes == 1 ? "every minute" : "every \(minutes) minutes" }

    private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : commonDivisor(b, a % b)
    }
}

/// Whether a tick decides late: what another should have decided before it that was not there.
///
/// The age of a candle alone does not tell: ticks start when cron starts them, an exchange publishes
/// late, a hole is waited for. It takes a tick that is missing, so that half as much again has passed
/// since the one before as is meant to, and a candle that old.
package struct Lateness: Sendable {
    /// A tick has ended by then, its waiting and asking again included.
    private static let longestTick: Int64 = 60_000

    /// The age from which on it is late; `nil` where no tick is missing.
    private let age: Int64?

    /// - Parameters:
    ///   - schedule: how often ticks are meant to start.
    ///   - timeframe: the trader's.
    ///   - last: when the tick before ended, by this machine's clock; `nil` where nothing tells.
    ///   - now: when this one began, by the same clock.
    ///   - seen: the last candle's close and when it was consumed, which is asked for only where a
    ///     tick may be missing.
    package init(
        _ schedule: TickSchedule, _ timeframe: Timeframe, since last: Timestamp?,
        at now: Timestamp, seen: () -> (close: Timestamp, consumedAt: Timestamp)?
    ) {
        // Whoever starts the ticks of 1-minute candles every 5 minutes has missed none.
        let meant = max(TickSchedule.usual.milliseconds, schedule.milliseconds)
        guard let last, now.since(last) > meant * 3 / 2 else {
            age = nil
            return
        }
        // Whose ticks have each consumed a candle may have them start as seldom as candles close. One
        // that came before the next candle, and sooner than that, shows that they do not.
        let isBetween =
            seen().map {
                let distance = last.since($0.consumedAt)
                return distance > Self.longestTick
                    && distance < timeframe.milliseconds - 2 * Self.longestTick
                    && last.since($0.close) < timeframe.milliseconds
            } ?? false
        let distance = isBetween ? meant : max(meant, timeframe.milliseconds)
        age = now.since(last) > distance * 3 / 2 ? distance * 3 / 2 : nil
    }

    /// Whether a candle that closed this many milliseconds ago is decided late.
    package func isLate(after milliseconds: Int64) -> Bool {
        age.map { milliseconds > $0 } ?? false
    }
}
