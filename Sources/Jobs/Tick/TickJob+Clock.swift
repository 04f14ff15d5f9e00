package import Feeds
package import Market
internal import Record
package import Settings
package import Text

extension TickJob {
    /// How far beyond the clock the embedded market is traded at most, in milliseconds: a record that
    /// is ahead stands still until the clock has come to where it is.
    private static let furthestAhead = Timestamp.millisecondsPerDay

    /// The clock of a run: the system's, or one that is set to `now` and goes on from there.
    ///
    /// - Throws: ``JobError`` where `now` is no time, or a trader's market has a clock of its own.
    package static func clock(
        now: String?, for settings: Settings, wall: @escaping () -> Timestamp,
        monotonicMilliseconds: @escaping () -> Int64
    ) throws(JobError) -> FeedClock {
        guard let now else {
            return FeedClock(wall: wall, monotonicMilliseconds: monotonicMilliseconds)
        }
        guard let moment = Timestamp(iso8601: now) else {
            throw JobError(
                .usage, at: "--now", "'\(now.prefix(40))' is not a time as 2025-10-10T21:15:00Z")
        }
        if let other = settings.traders.first(where: { $0.market.exchange != .sim }) {
            throw JobError(
                .usage, at: "--now",
                "trader '\(other.name)' trades on \(other.market.exchange.rawValue), whose"
                    + " time cannot be set", remedy: "choose sim traders with --exchange sim")
        }
        let latest = wall().advanced(byMilliseconds: furthestAhead)
        guard moment >= Timestamp.credible.lowerBound, moment <= latest else {
            throw JobError(
                .usage, at: "--now",
                "\(moment) is no time to trade at",
                remedy: "write one from 2009 on and not past"
                    + " \(latest), a day beyond this machine's clock; what has not happened yet would"
                    + " stand still until then")
        }
        return FeedClock(wall: { moment }, monotonicMilliseconds: monotonicMilliseconds)
    }
}
