package import Feeds
internal import Market
package import Settings
package import Text

/// A run of a program that cron starts: who watches over it is told that it began and how it ended,
/// and it leaves a line among the runs.
package struct ScheduledRun {
    /// What the line will say.
    package var entry: RunEntry
    /// Where it is at work.
    package let home: Home
    private let isDry: Bool
    private let clock: FeedClock
    private let start: Int64
    private var watch: DeadMan?
    private var warnings: [String] = []

    /// Begins a run; one that is dry is told to nobody and leaves nothing.
    ///
    /// `random` is 128 bits for this run alone.
    ///
    /// - Throws: ``JobError`` where the home is refused: nobody is told then, and nothing is left.
    package init(
        of program: String, isDry: Bool = false, isFounding: Bool = false,
        environment: [String: String], options: Settings.Options, clock: FeedClock,
        random: (UInt64, UInt64)
    ) throws(JobError) {
        self.clock = clock
        self.isDry = isDry
        home = try Home(
            environment, options, for: isDry ? .looking : isFounding ? .founding : .writing)
        entry = RunEntry(at: clock.wall(), program: program)
        start = clock.monotonicMilliseconds()
        guard !isDry else { return }
        do throws(JobError) {
            watch = try DeadMan(
                of: program, environment: environment, options: options, random: random)
        } catch {
            warnings.append("\(error)")
        }
    }

    /// Ends it, with more lines for people; returns what the operator should know, a line each.
    package mutating func end(lines: [String] = []) -> [String] {
        entry.milliseconds = clock.monotonicMilliseconds() - start
        guard !isDry else { return [] }
        let told = [RunLedger.add(entry, home: home.path), watch?.end(entry, lines: lines)]
        return warnings + told.compactMap { $0 }
    }
}
