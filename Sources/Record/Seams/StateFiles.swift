package import Market

/// Every file name under `state/`, in one list.
package enum StateFiles {
    /// A trader's own directory.
    package static func directory(of trader: String) -> String { "traders/\(trader)" }
    /// The trader's state; the commit point.
    package static func checkpoint(of trader: String) -> String {
        "traders/\(trader)/checkpoint.json"
    }
    /// A checkpoint that was damaged when it was rebuilt.
    package static func damagedCheckpoint(of trader: String) -> String {
        "traders/\(trader)/checkpoint.damaged.json"
    }
    /// Every candle and event, append-only, hash-chained.
    package static func journal(of trader: String) -> String { "traders/\(trader)/journal.jsonl" }
    /// The record's older part, condensed to what the page shows of it; derived.
    package static func pageHistory(of trader: String) -> String { "traders/\(trader)/page.json" }
    /// What an overview of many traders shows of its equity; derived.
    package static func pageCard(of trader: String) -> String { "traders/\(trader)/card.json" }
    /// Held while a tick of the trader runs.
    package static func lock(of trader: String) -> String { "traders/\(trader)/lock" }
    /// Why the record in this directory was given up.
    package static func resetNote(in directory: String) -> String { "\(directory)/reset.json" }
    /// Empty: a record has followed the one in this directory.
    static func followed(in directory: String) -> String { "\(directory)/followed" }
    /// A copy of the last stats file of a record that was given up.
    package static func archivedStats(in directory: String) -> String {
        "\(directory)/trading_stats.json"
    }
    /// The file, as it was, whose balance the record began with.
    package static func carriedOver(of trader: String) -> String {
        "traders/\(trader)/carried-over.json"
    }
    /// What other programs read.
    package static func stats(of trader: String) -> String { "\(trader)_trading_stats.json" }
    /// A copy of the last stats file written.
    package static let lastStats = "trading_stats.json"
    /// Until when an exchange asked not to be asked.
    package static func notBefore(_ exchange: Exchange) -> String {
        "exchanges/\(exchange.rawValue).json"
    }
    /// What has been reported.
    package static let reporter = "reporter.json"
    /// Held while a report runs.
    package static let reporterLock = "reporter.lock"
    /// The posts on their way, each in a file of its own, some with a picture.
    package static let outbox = "outbox"
    package static func outboxEntry(_ id: String) -> String { "outbox/\(id).json" }
    package static func outboxPicture(_ id: String) -> String { "outbox/\(id).png" }
    /// What a model wrote, each text in a file of its own.
    package static let drafts = "drafts"
    package static func draft(_ id: String) -> String { "drafts/\(id).json" }
    /// Every post that came to its end.
    package static let posts = "posts.jsonl"
    /// One line for each start of a program that writes here; no record, and bounded.
    package static let runs = "runs.jsonl"
    /// The lines before those.
    package static let olderRuns = "runs.1.jsonl"
    /// What was found wrong with all this, and whether it has been told.
    package static let health = "health.json"
    /// Held while a look at it is taken.
    package static let healthLock = "health.lock"
    /// What each channel has told and has on its way, in a document of its own.
    package static let alerts = "alerts"
    package static func alertChannel(_ name: String) -> String { "alerts/\(name).json" }
    /// Held while alerts are sent.
    package static let alertsLock = "alerts.lock"
    /// Every alert that came to its end; no record, and bounded.
    static let alertLog = "alerts.jsonl"
    /// The lines before those.
    static let olderAlertLog = "alerts.1.jsonl"
    /// The page that people look at.
    package static let dashboard = "dashboard.html"
    /// That of one of many traders.
    package static func dashboard(of trader: String) -> String { "dashboard-\(trader).html" }
    /// Whose own page a file would be; `nil` of other names.
    package static func trader(ofDashboard name: String) -> String? {
        guard name.hasPrefix("dashboard-"), name.hasSuffix(".html") else { return nil }
        return String(name.dropFirst("dashboard-".count).dropLast(".html".count))
    }
    package static let exchanges = "exchanges"
    package static let traders = "traders"
    /// The records that were given up, each in a directory of its own.
    package static let archive = "archive"

    /// The most bytes any of the documents may have.
    package static let largestDocument = 4 << 20
}
