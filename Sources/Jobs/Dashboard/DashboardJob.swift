internal import HTTP
package import Market
internal import Reporting
internal import Store
internal import Trading

/// One page about all traders, written to a file; takes no lock and changes nothing else.
///
/// A trader whose record cannot be read is shown as that, and hides no other.
package struct DashboardJob: Sendable {
    /// The most posts that the page shows.
    private static let mostPosts = 8

    private let settings: Settings
    /// Where the page goes; `nil` for its place in the state directory.
    private let output: String?
    private let now: Timestamp

    package init(settings: Settings, output: String?, now: Timestamp) {
        self.settings = settings
        self.output = output
        self.now = now
    }

    /// Writes the page.
    ///
    /// - Throws: ``JobError`` where the state directory cannot be read, or the page not be written.
    package func run() throws(JobError) -> DashboardResult {
        let found = try StateListing(home: settings.home, chosen: [])
        var failures: [JobError] = []
        var entries: [DashboardPage.Entry] = []
        for name in names(found) {
            do {
                entries.append(try entry(name, in: found))
            } catch {
                failures.append(error)
                entries.append(.absent(name: name, reason: Self.reason(error, name)))
            }
        }
        var posts: [PagePost] = []
        do throws(StoreError) {
            if let directory = found.directory {
                posts = try PostLog(directory).lines().suffix(Self.mostPosts).map { PagePost($0) }
            }
        } catch {
            failures.append(JobError(error))
        }
        let page = DashboardPage(
            entries: entries, posts: posts, brand: settings.brand, now: now)
        let bytes = Array(page.html(hash: Self.hash).utf8)
        try write(bytes)
        return DashboardResult(
            path: output ?? "\(settings.stateDirectory)/\(StateFiles.dashboard)",
            bytes: bytes.count, traders: entries.count, failures: failures)
    }

    /// The traders in the order of the configuration, and behind them those that have left it.
    private func names(_ found: StateListing) -> [String] {
        let configured = settings.traders.map(\.name)
            .filter { settings.isConfigured || found.names.contains($0) }
        return configured + found.names.filter { !configured.contains($0) }
    }

    private func entry(
        _ name: String, in found: StateListing
    ) throws(JobError) -> DashboardPage.Entry {
        guard let directory = found.directory, found.names.contains(name),
            let checkpoint = try Checkpoint.readNewest(name, in: directory)?.checkpoint
        else { return .absent(name: name, reason: "no tick has come to its end yet") }
        return .trader(try PageTrader(checkpoint, in: directory))
    }

    /// What stopped a trader, without its name, which stands above.
    private static func reason(_ error: JobError, _ name: String) -> String {
        let words = error.description
        let own = "\(name): "
        return words.hasPrefix(own) ? String(words.dropFirst(own.count)) : words
    }

    /// The SHA-256 of a text in Base64, as a page's policy tells it.
    static func hash(_ text: String) -> String {
        let digits = Array(Digest.sha256Hex(text.utf8).utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
        }
        return Base64.encoded(bytes)
    }

    private func write(_ bytes: [UInt8]) throws(JobError) {
        do {
            if let output {
                let file = try OutputFile(path: output)
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
        "\(path): \(Figures.count(traders, "trader")), \((bytes + 999) / 1_000) kB"
    }
}

extension PagePost {
    fileprivate init(_ line: PostLog.Line) {
        self.init(
            at: line.at, kind: line.kind, status: line.status, remark: line.words,
            texts: line.parts.map(\.text))
    }
}
