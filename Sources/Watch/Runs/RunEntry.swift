internal import JSON
package import Jobs
package import Market
internal import Record
package import Settings
package import Text

/// What the ledger tells of a run: when, how late, what for, how it ended, and what it took.
package struct RunEntry: Sendable {
    /// Names of more traders are counted, not told.
    private static let maximumTraders = 10
    private static let longestError = 200

    /// When it started, by the local clock.
    private let at: Timestamp
    private let program: String
    private var traders: [String] = []
    /// How many milliseconds after the close of their newest candle it started.
    private var lateMilliseconds: Int64?
    /// How it ended.
    package private(set) var status = ExitStatus.ok
    /// How it ended for each trader that it failed for, the first those that nobody asked to wait;
    /// empty where it ended in one way for all.
    private var failed: [(trader: String, status: ExitStatus)] = []
    /// The first thing that went wrong.
    private var error: String?
    private var candles = 0
    private var requests = 0
    private var bytes = 0
    /// How long it took.
    package var milliseconds: Int64 = 0

    /// A run that has just started.
    package init(at: Timestamp, program: String) {
        self.at = at
        self.program = program
    }

    /// Takes what the run is for; `now` is what time it is for the traders.
    package mutating func record(_ settings: Settings, now: Timestamp) {
        traders = settings.traders.map(\.name)
        lateMilliseconds = settings.traders.map { trader in
            now.since(trader.market.timeframe.floor(now))
        }.min()
    }

    /// Takes how a tick went.
    package mutating func record(_ results: TickResults) {
        status = results.status
        let failures = results.traders.filter { $0.status != .ok }
        let ordered =
            failures.filter { $0.status != .tryLater } + failures.filter { $0.status == .tryLater }
        error = ordered.first?.failure.map(Self.words(of:))
        if results.traders.contains(where: { $0.status != status }) {
            failed = ordered.map { ($0.name, $0.status) }
        }
        candles = results.traders.reduce(0) { $0 + $1.candles }
        requests = results.traders.reduce(0) { $0 + $1.requests }
        bytes = results.traders.reduce(0) { $0 + $1.bytes }
    }

    /// Takes how a report went.
    package mutating func record(_ result: ReportResult) {
        status = result.status
        error = result.status == .ok ? nil : result.words
    }

    /// Takes how the run ended, and what went wrong first.
    mutating func record(_ status: ExitStatus, error: String?) {
        self.status = status
        self.error = error
    }

    /// Takes what stopped the run.
    package mutating func record(_ failure: JobError) {
        status = failure.status
        error = Self.words(of: failure)
    }

    /// What went wrong, with what helps where there is room for all of it: half a command helps nobody.
    private static func words(of failure: JobError) -> String {
        let whole = failure.description
        return whole.utf8.count <= longestError ? whole : failure.problem
    }

    /// Takes what a command for people did, and for whom.
    package mutating func record(_ status: ExitStatus, traders: [String]) {
        self.status = status
        self.traders = traders
    }

    /// The line without its newline, under 2 KiB.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("schema", 1)
            writer.member("at", at.description)
            writer.member("program", program)
            writer.member("traders", Array(traders.prefix(Self.maximumTraders)))
            if traders.count > Self.maximumTraders {
                writer.member("moreTraders", traders.count - Self.maximumTraders)
            }
            writer.member("late", lateMilliseconds)
            writer.member("status", Int(status.rawValue))
            if !failed.isEmpty { writeFailed(to: &writer) }
            writer.member("error", error.map { excerpt(of: $0, atMost: Self.longestError) })
            writer.member("candles", candles)
            writer.member("requests", requests)
            writer.member("bytes", bytes)
            writer.member("milliseconds", milliseconds)
        }
        return writer.bytes
    }

    private func writeFailed(to writer: inout JSONWriter) {
        writer.name("failed")
        writer.object { (writer: inout JSONWriter) in
            for (trader, status) in failed.prefix(Self.maximumTraders) {
                writer.member(trader, Int(status.rawValue))
            }
        }
        if failed.count > Self.maximumTraders {
            writer.member("moreFailed", failed.count - Self.maximumTraders)
        }
    }
}
