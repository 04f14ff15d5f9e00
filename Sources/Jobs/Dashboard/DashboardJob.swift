package import Market
package import Record
internal import Reporting
package import Settings
internal import Store
package import Text
internal import Trading

/// One page about all traders, written to a file; takes no lock, and changes nothing else but what
/// it keeps for the next page.
///
/// A trader whose record cannot be read is shown as that, and hides no other.
package struct DashboardJob: Sendable {
    /// The most posts, and the most alerts, that the page shows.
    private static let maximumMessages = 8

    private let settings: Settings
    /// Where the page goes; `nil` for its place in the state directory.
    private let output: String?
    private let now: Timestamp

    package init(settings: Settings, output: String?, now: Timestamp) {
        self.settings = settings
        self.output = output
        self.now = now
    }

    /// Writes the page; `progress` is told how far a record is read.
    ///
    /// - Throws: ``JobError`` where the state directory cannot be read, or the page not be written.
    package func run(
        progress: ReadingProgress? = nil
    ) throws(JobError) -> DashboardResult {
        let found = try StateListing(home: settings.home, chosen: [])
        var failures: [JobError] = []
        var entries: [DashboardPage.Entry] = []
        for name in names(found) {
            do {
                entries.append(try entry(name, in: found, progress))
            } catch {
                failures.append(error)
                entries.append(.absent(name: name, reason: Self.reason(error, name)))
            }
        }
        let posts = messages(found, &failures) { directory throws(StoreError) in
            try PostLog(directory).lines().suffix(Self.maximumMessages).map { PagePost($0) }
        }
        let alerts = messages(found, &failures) { directory throws(StoreError) in
            PageAlert.last(Self.maximumMessages, of: try AlertLog(directory).lines())
        }
        let page = DashboardPage(
            entries: entries, posts: posts, alerts: alerts, brand: settings.brand, now: now)
        let bytes = Array(page.html(hash: Self.hash).utf8)
        try write(bytes)
        return DashboardResult(
            path: output ?? "\(settings.stateDirectory)/\(StateFiles.dashboard)",
            bytes: bytes.count, traders: entries.count, failures: failures)
    }

    /// What a log holds; nothing, and the failure told, where it cannot be read.
    private func messages<Message>(
        _ found: StateListing, _ failures: inout [JobError],
        read: (StateDirectory) throws(StoreError) -> [Message]
    ) -> [Message] {
        do throws(StoreError) {
            return try found.directory.map(read) ?? []
        } catch {
            failures.append(JobError(error))
            return []
        }
    }

    /// The traders in the order of the configuration, and behind them those that have left it.
    private func names(_ found: StateListing) -> [String] {
        let configured = settings.traders.map(\.name)
            .filter { settings.isConfigured || found.names.contains($0) }
        return configured + found.names.filter { !configured.contains($0) }
    }

    private func entry(
        _ name: String, in found: StateListing, _ progress: ReadingProgress?
    ) throws(JobError) -> DashboardPage.Entry {
        guard found.names.contains(name),
            let directory = try found.directory?.holding(recordOf: name),
            let checkpoint = try Checkpoint.readNewest(name, in: directory)?.checkpoint
        else { return .absent(name: name, reason: "no tick has come to its end yet") }
        let scan = try RecordScan(checkpoint, in: directory, progress: progress)
        scan.kept?.keep(of: name, in: directory)
        return .trader(try PageTrader(checkpoint, scan))
    }

    /// What stopped a trader, without its name, which stands above.
    private static func reason(_ error: JobError, _ name: String) -> String {
        let words = error.description
        let own = "\(name): "
        return words.hasPrefix(own) ? String(words.dropFirst(own.count)) : words
    }

    /// The SHA-256 of a text in Base64, as a page's policy tells it.
    static func hash(_ text: String) -> String {
        Base64.encoded(Digest(of: text.utf8).bytes)
    }

    private func write(_ bytes: [UInt8]) throws(JobError) {
        do {
            if let output {
                let file = try OutputFile(path: output, home: settings.home)
                try file.write(bytes)
                try file.finish()
            } else {
                let directory = try StateDirectory(path: settings.stateDirectory)
                try directory.replace(
                    StateFiles.dashboard, with: bytes, access: .everyone, durable: false)
            }
        } catch {
            throw JobError(error)
        }
    }
}

/// What became of a page.
package struct DashboardResult: Sendable {
    let path: String
    let bytes: Int
    let traders: Int
    /// What could not be shown.
    package let failures: [JobError]

    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }

    /// One line: where it is, how large, and of how many traders.
    package var line: String {
        "\(path): \(counted(traders, "trader")), \((bytes + 999) / 1_000) kB"
    }
}

extension PagePost {
    fileprivate init(_ line: PostLog.Line) {
        self.init(
            at: line.at, kind: line.kind, status: line.status, remark: line.words,
            texts: line.parts.map(\.text))
    }
}

extension PageAlert {
    /// The last events of a log, each with all channels that told of it, oldest first.
    static func last(_ count: Int, of lines: [AlertLog.Line]) -> [PageAlert] {
        var events: [(newest: AlertLog.Line, endings: [Ending])] = []
        for line in lines.reversed() {
            let ending = Ending(channel: line.channel, status: line.status, words: line.words)
            // A summary bears the id of its last event and is told under other words.
            if let index = events.firstIndex(where: {
                $0.newest.id == line.id && $0.newest.title == line.title
            }) {
                events[index].endings.insert(ending, at: 0)
            } else if events.count < count {
                events.append((line, [ending]))
            }
        }
        return events.reversed().map { event in
            PageAlert(
                at: event.newest.at, kind: event.newest.kind, title: event.newest.title,
                endings: event.endings)
        }
    }
}
