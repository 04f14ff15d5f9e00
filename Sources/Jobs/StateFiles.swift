internal import Market

/// Every file name under `state/`, in one list.
package enum StateFiles {
    /// A trader's own directory.
    static func directory(of trader: String) -> String { "traders/\(trader)" }
    /// The trader's state; the commit point.
    static func checkpoint(of trader: String) -> String { "traders/\(trader)/checkpoint.json" }
    /// A checkpoint that was damaged when it was rebuilt.
    static func damagedCheckpoint(of trader: String) -> String {
        "traders/\(trader)/checkpoint.damaged.json"
    }
    /// Every candle and event, append-only, hash-chained.
    static func journal(of trader: String) -> String { "traders/\(trader)/journal.jsonl" }
    /// The record's older part, condensed to what the page shows of it; derived.
    static func pageHistory(of trader: String) -> String { "traders/\(trader)/page.json" }
    /// Held while a tick of the trader runs.
    static func lock(of trader: String) -> String { "traders/\(trader)/lock" }
    /// Why the record in this directory was given up.
    static func resetNote(in directory: String) -> String { "\(directory)/reset.json" }
    /// Empty: a record has followed the one in this directory.
    static func followed(in directory: String) -> String { "\(directory)/followed" }
    /// A copy of the last stats file of a record that was given up.
    static func archivedStats(in directory: String) -> String { "\(directory)/trading_stats.json" }
    /// The file, as it was, whose balance the record began with.
    static func carriedOver(of trader: String) -> String { "traders/\(trader)/carried-over.json" }
    /// What other programs read.
    static func stats(of trader: String) -> String { "\(trader)_trading_stats.json" }
    /// A copy of the last stats file written.
    static let lastStats = "trading_stats.json"
    /// Until when an exchange asked not to be asked.
    static func notBefore(_ exchange: Exchange) -> String {
        "exchanges/\(exchange.rawValue).json"
    }
    /// What has been reported.
    static let reporter = "reporter.json"
    /// Held while a report runs.
    static let reporterLock = "reporter.lock"
    /// The posts on their way, each in a file of its own, some with a picture.
    static let outbox = "outbox"
    static func outboxEntry(_ id: String) -> String { "outbox/\(id).json" }
    static func outboxPicture(_ id: String) -> String { "outbox/\(id).png" }
    /// What a model wrote, each text in a file of its own.
    static let drafts = "drafts"
    static func draft(_ id: String) -> String { "drafts/\(id).json" }
    /// Every post that came to its end.
    static let posts = "posts.jsonl"
    /// One line for each start of a program that writes here; no record, and bounded.
    static let runs = "runs.jsonl"
    /// The lines before those.
    static let olderRuns = "runs.1.jsonl"
    /// What was found wrong with all this, and whether it has been told.
    static let health = "health.json"
    /// Held while a look at it is taken.
    static let healthLock = "health.lock"
    /// What each channel has told and has on its way, in a document of its own.
    static let alerts = "alerts"
    static func alertChannel(_ name: String) -> String { "alerts/\(name).json" }
    /// Held while alerts are sent.
    static let alertsLock = "alerts.lock"
    /// Every alert that came to its end; no record, and bounded.
    static let alertLog = "alerts.jsonl"
    /// The lines before those.
    static let olderAlertLog = "alerts.1.jsonl"
    /// The page that people look at.
    static let dashboard = "dashboard.html"
    static let exchanges = "exchanges"
    static let traders = "traders"
    /// The records that were given up, each in a directory of its own.
    static let archive = "archive"

    /// The most bytes any of the documents may have.
    static let largestDocument = 4 << 20
}
