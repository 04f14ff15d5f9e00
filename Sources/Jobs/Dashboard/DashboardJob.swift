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
/// Of more traders than one page can tell all of, it is an overview, with a page of its own for each:
/// those that have none yet, and in turn some of those that are behind their records.
///
/// A trader whose record cannot be read is shown as that, and hides no other.
package struct DashboardJob: Sendable {
    /// The most posts, and the most alerts, that the page shows.
    private static let maximumMessages = 8
    /// No page of one trader is larger.
    private static let largestPage = 64 << 20
    /// How many traders' own pages are written anew at once.
    private static let maximumRenewed = 20

    private let settings: Settings
    /// Where the page goes; `nil` for its place in the state directory.
    private let output: String?
    private let now: Timestamp
    /// Whether every trader's own page is written that is behind its record.
    private let isComplete: Bool

    package init(
        settings: Settings, output: String?, isComplete: Bool = false, now: Timestamp
    ) {
        self.settings = settings
        self.output = output
        self.isComplete = isComplete
        self.now = now
    }

    /// Writes the page; `progress` is told how far a record is read.
    ///
    /// - Throws: ``JobError`` where the state directory cannot be read, or the page not be written.
    package func run(
        progress: ReadingProgress? = nil
    ) throws(JobError) -> DashboardResult {
        let found = try StateListing(home: settings.home, chosen: [])
        let names = names(found)
        let isWhole = names.count <= DashboardPage.maximumWhole
        var (failures, entries): ([JobError], [DashboardPage.Entry]) = ([], [])
        var behind: [(place: Int, since: Timestamp)] = []
        for (place, name) in names.enumerated() {
            do {
                guard let (checkpoint, directory) = try record(name, in: found) else {
                    entries.append(.absent(name: name, reason: "no tick has come to its end yet"))
                    continue
                }
                guard !isWhole else {
                    entries.append(.trader(try trader(checkpoint, in: directory, progress)))
                    continue
                }
                let card = PageCard.kept(of: checkpoint, in: directory)
                entries.append(.trader(try PageTrader(checkpoint, card)))
                let isThere = OutputFile.exists(path(of: name))
                if !isThere || card?.position != checkpoint.journal {
                    let since = isThere ? card?.equity.lastTime : nil
                    behind.append((place, since ?? Timestamp(milliseconds: .min)))
                }
            } catch {
                failures.append(error)
                entries.append(.absent(name: name, reason: Self.reason(error, name)))
            }
        }
        var renewed = 0
        for place in order(behind) where output != "-" {
            do {
                guard let (checkpoint, directory) = try record(names[place], in: found) else {
                    continue
                }
                let trader = try writeOwn(checkpoint, place, in: directory, progress)
                entries[place] = .trader(trader)
                renewed += 1
            } catch {
                failures.append(error)
            }
        }
        let posts = messages(found, &failures) { directory throws(StoreError) in
            try PostLog(directory).lines().suffix(Self.maximumMessages).map { PagePost($0) }
        }
        let alerts = messages(found, &failures) { directory throws(StoreError) in
            PageAlert.last(Self.maximumMessages, of: try AlertLog(directory).lines())
        }
        let page = DashboardPage(
            entries: entries, posts: posts, alerts: alerts, brand: settings.brand,
            extent: isWhole ? .whole : .overview { link(to: $0) }, now: now)
        let bytes = Array(page.html(hash: Self.hash).utf8)
        try write(bytes, of: nil)
        if output == nil { removePages(but: isWhole ? [] : names, in: found, &failures) }
        return DashboardResult(
            path: path(of: nil), bytes: bytes.count, traders: entries.count, renewed: renewed,
            failures: failures)
    }

    /// Those that have no page of their own yet, and then of the others the ones whose is the oldest.
    private func order(_ behind: [(place: Int, since: Timestamp)]) -> [Int] {
        let missing = behind.count { $0.since == Timestamp(milliseconds: .min) }
        let sorted = behind.sorted { ($0.since, $0.place) < ($1.since, $1.place) }
        return sorted.prefix(isComplete ? behind.count : max(missing, Self.maximumRenewed))
            .map(\.place)
    }

    private func record(
        _ name: String, in found: StateListing
    ) throws(JobError) -> (Checkpoint, StateDirectory)? {
        guard found.names.contains(name),
            let directory = try found.directory?.holding(recordOf: name),
            let checkpoint = try Checkpoint.readNewest(name, in: directory)?.checkpoint
        else { return nil }
        return (checkpoint, directory)
    }

    private func trader(
        _ checkpoint: Checkpoint, in directory: StateDirectory, _ progress: ReadingProgress?
    ) throws(JobError) -> PageTrader {
        let scan = try RecordScan(checkpoint, in: directory, progress: progress)
        scan.kept?.keep(of: checkpoint.trader, in: directory)
        return try PageTrader(checkpoint, scan, in: directory)
    }

    /// Writes the page of one of many traders, and keeps what the overview shows of it.
    private func writeOwn(
        _ checkpoint: Checkpoint, _ place: Int, in directory: StateDirectory,
        _ progress: ReadingProgress?
    ) throws(JobError) -> PageTrader {
        let trader = try trader(checkpoint, in: directory, progress)
        let page = DashboardPage(
            entries: [.trader(trader)], posts: [], brand: settings.brand,
            extent: .trader(place: place, overview: Self.fileName(path(of: nil))), now: now)
        try write(Array(page.html(hash: Self.hash).utf8), of: checkpoint.trader)
        let card = PageCard(checkpoint, trader)
        card.keep(of: checkpoint.trader, in: directory)
        return try PageTrader(checkpoint, card)
    }

    // MARK: Where the pages are

    /// Removes pages that no overview leads to any longer: those written here, of traders that are gone.
    ///
    /// Another file is left as it is, whatever it is called.
    private func removePages(
        but traders: [String], in found: StateListing, _ failures: inout [JobError]
    ) {
        do throws(StoreError) {
            guard let directory = found.directory else { return }
            let kept = Set(traders)
            for name in try directory.entries() {
                guard let trader = StateFiles.trader(ofDashboard: name), !kept.contains(trader),
                    Self.isPage(of: trader, name, in: directory)
                else { continue }
                try directory.remove(name)
            }
        } catch {
            failures.append(JobError(error))
        }
    }

    private static func isPage(
        of trader: String, _ name: String, in directory: StateDirectory
    ) -> Bool {
        do throws(StoreError) {
            guard let page = try directory.read(name, atMost: largestPage) else { return false }
            return String(decoding: page.prefix(4_096), as: UTF8.self)
                .contains("\"\(DashboardPage.mark(of: trader))\"")
        } catch {
            // What cannot be read was not written here as a page.
            return false
        }
    }

    /// Where the page is, or that of one trader beside it.
    private func path(of trader: String?) -> String {
        let place = output ?? "\(settings.stateDirectory)/\(StateFiles.dashboard)"
        guard let trader else { return place }
        let stem = place.hasSuffix(".html") ? String(place.dropLast(5)) : place
        return "\(stem)-\(trader).html"
    }

    /// What leads from the page to that of a trader; on standard output, nothing does.
    private func link(to trader: String) -> String? {
        output == "-" ? nil : Self.fileName(path(of: trader))
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
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

    private func write(_ bytes: [UInt8], of trader: String?) throws(JobError) {
        do {
            if output != nil {
                let file = try OutputFile(path: path(of: trader), home: settings.home)
                try file.write(bytes)
                try file.finish()
            } else {
                let directory = try StateDirectory(path: settings.stateDirectory)
                try directory.replace(
                    trader.map(StateFiles.dashboard) ?? StateFiles.dashboard, with: bytes,
                    access: .everyone, durable: false)
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
    /// How many traders' own pages were written anew.
    let renewed: Int
    /// What could not be shown.
    package let failures: [JobError]

    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }

    /// One line: where it is, how large, and of how many traders.
    package var line: String {
        "\(path): \(counted(traders, "trader")), \((bytes + 999) / 1_000) kB"
            + (renewed > 0 ? ", \(counted(renewed, "page")) of traders beside it" : "")
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
