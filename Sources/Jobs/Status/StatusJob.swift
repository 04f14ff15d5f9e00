package import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
package import Text
internal import Trading

/// How the traders stand, read from their checkpoints without a lock; nothing is changed.
///
/// The state directory tells which traders there are. So status needs no configuration, and shows
/// a record whose trader has left `algom.json` too.
package struct StatusJob: Sendable {
    package let home: String
    /// The traders asked for; all where empty.
    package let traders: [String]
    package let now: Timestamp

    package init(home: String, traders: [String], now: Timestamp) {
        self.home = home
        self.traders = traders
        self.now = now
    }

    /// The traders that a home has a state of; none where it cannot be read.
    package static func traderNames(home: String) -> [String] {
        do {
            return try StateListing(home: home, chosen: []).names
        } catch {
            // A shell that asks for names while a person types has nobody to tell of an error.
            return []
        }
    }

    /// Reads the state of the traders.
    ///
    /// - Throws: ``JobError`` where the state directory cannot be read or a trader is not in it.
    package func run() throws(JobError) -> Status {
        let found = try StateListing(home: home, chosen: traders)
        guard let directory = found.directory else {
            return Status(traders: [], home: home, now: now)
        }
        return Status(
            traders: found.names.map { TraderStanding($0, in: directory) }, home: home, now: now)
    }
}

/// What `algom status` tells.
package struct Status {
    let traders: [TraderStanding]
    let home: String
    let now: Timestamp

    /// The worst of what was found.
    package var status: ExitStatus { traders.compactMap(\.failure?.status).max() ?? .ok }

    /// For people, laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        guard !traders.isEmpty else {
            return StateListing.nobodyYet(in: home)
        }
        let report = StatusReport(
            entries: traders.map(\.entry), now: now, width: width, isColoured: isColoured)
        return report.text
    }

    /// For programs: the fields of the stats files, one object a line.
    package var json: [String] { traders.map { $0.json(now: now) } }
}
