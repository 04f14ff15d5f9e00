internal import JSON
internal import Market
package import Record
internal import Reporting
internal import Research
internal import Settings
internal import Store
package import Text
internal import Trading

/// The last closed trades of the traders, out of their journals; takes no lock, changes nothing.
///
/// Every line is checked against the hash of the one before. No more trades are held than shown, so
/// memory does not grow with a record. A trader whose record is damaged has none shown, and hides
/// no other.
package struct TradesJob: Sendable {
    /// The most trades that are shown.
    package static let maximumShown = 100_000

    private let home: String
    private let traders: [String]
    private let filter: TradeFilter
    private let last: Int

    /// - Throws: ``JobError`` where `last` is no number of trades.
    package init(
        home: String, traders: [String], filter: TradeFilter, last: Int
    ) throws(JobError) {
        guard (1...Self.maximumShown).contains(last) else {
            throw JobError(
                .usage, at: "--last", "\(last) is not between 1 and \(Self.maximumShown)")
        }
        self.home = home
        self.traders = traders
        self.filter = filter
        self.last = last
    }

    /// Reads the records, one after another; `progress` is told how far each.
    ///
    /// - Throws: ``JobError`` where the state directory cannot be read or a trader is not in it.
    package func run(progress: ReadingProgress? = nil) throws(JobError) -> TradesResult {
        let found = try StateListing(home: home, chosen: traders)
        var result = TradesResult(hasTraders: !found.names.isEmpty, home: home)
        guard let directory = found.directory else { return result }
        for name in found.names {
            do {
                let directory = try directory.holding(recordOf: name)
                guard let checkpoint = try Checkpoint.readNewest(name, in: directory)?.checkpoint
                else { continue }
                let scan = try TradeScan(
                    checkpoint, in: directory, filter: filter, last: last, progress: progress)
                result.add(scan, last: last)
            } catch {
                result.failures.append(error)
            }
        }
        return result
    }
}

/// The last trades of one record that are asked for.
private struct TradeScan {
    var entries: [TradeListing.Entry] = []
    var matching = 0
    var total = 0
    /// Whether rules have names.
    let hasTags: Bool

    init(
        _ checkpoint: Checkpoint, in store: any RecordStore, filter: TradeFilter, last: Int,
        progress: ReadingProgress?
    ) throws(JobError) {
        let settings = checkpoint.settings
        hasTags = settings.parameters.strategy.hasNamedRules
        try checkpoint.eachLine(in: store, progress: progress) { line, _ in
            guard case .closed(let trade, _)? = try JournalTail.Happening(line) else { return }
            consume(trade, of: settings, filter, last)
        }
        entries = Array(entries.suffix(last))
    }

    private mutating func consume(
        _ trade: Trade, of settings: TraderSettings, _ filter: TradeFilter, _ last: Int
    ) {
        total += 1
        guard filter.takes(trade) else { return }
        matching += 1
        // Cut now and then: taking the first out each time would move all others.
        if entries.count >= 2 * last { entries.removeFirst(entries.count - last) }
        entries.append(
            TradeListing.Entry(trader: settings.name, market: settings.market, trade: trade))
    }
}

/// What `algom trades` tells.
package struct TradesResult: Sendable {
    private let hasTraders: Bool
    private let home: String
    private var entries: [TradeListing.Entry] = []
    private var matching = 0
    private var total = 0
    /// The traders whose rules have names.
    private var tagged: Set<String> = []
    /// The records that could not be read.
    package fileprivate(set) var failures: [JobError] = []

    fileprivate init(hasTraders: Bool, home: String) {
        self.hasTraders = hasTraders
        self.home = home
    }

    /// Keeps the last trades of all, by the time they ended.
    fileprivate mutating func add(_ scan: TradeScan, last: Int) {
        matching += scan.matching
        total += scan.total
        if scan.hasTags { tagged.formUnion(scan.entries.map(\.trader)) }
        let all = (entries + scan.entries).sorted {
            ($0.trade.exitTime, $0.trade.id, $0.trader)
                < ($1.trade.exitTime, $1.trade.id, $1.trader)
        }
        entries = Array(all.suffix(last))
    }

    /// The worst of what was found.
    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }

    /// What was left out, where something was.
    package var remark: String? { entries.count < matching ? listing.countWords : nil }

    /// For people; `nil` where all there would be to tell is what went wrong.
    package func text(width: Int, isColoured: Bool) -> String? {
        guard hasTraders else {
            return StateListing.nobodyYet(in: home)
        }
        guard total > 0 || failures.isEmpty else { return nil }
        return listing.text(width: width, isColoured: isColoured)
    }

    /// For programs: the objects that `algom export trades --json` writes, and whose they are.
    package var json: [String] {
        entries.map { entry in
            var writer = JSONWriter()
            writer.object { (writer: inout JSONWriter) in
                writer.member("trader", entry.trader)
                TradeText(hasTags: tagged.contains(entry.trader)).writeFields(
                    of: entry.trade, symbol: entry.market.symbol, to: &writer)
            }
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }

    /// For spreadsheets: the rows that `algom export trades` writes, and whose they are.
    package var csv: [String] {
        let text = TradeText(hasTags: entries.contains { tagged.contains($0.trader) })
        return ["trader,\(text.heading.dropLast())"]
            + entries.map {
                "\($0.trader),\(text.csv($0.trade, symbol: $0.market.symbol).dropLast())"
            }
    }

    private var listing: TradeListing {
        TradeListing(entries: entries, matching: matching, total: total)
    }
}
