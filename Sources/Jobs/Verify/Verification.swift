internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

/// One trader's record, checked from its first line to the stats file.
struct Verification {
    /// What was proved, one line each.
    let lines: [String]

    /// Reads the journal once, in constant memory, as far as the checkpoint counts it; a tick may
    /// run meanwhile.
    ///
    /// `isLocked` tells that the caller holds the trader's lock, so that no tick can be at work, and
    /// `archived` where in the archive it lies, in whose place the store holds it.
    ///
    /// - Throws: ``JobError`` that names the first line or field that differs, and how.
    init(
        _ name: String, in store: any RecordStore, lookingFor head: String? = nil,
        withStats: Bool = true, isLocked: Bool = false, archived: String? = nil,
        progress: ReadingProgress? = nil
    ) throws(JobError) {
        let store = try store.holding(recordOf: name)
        guard let checkpoint = try Checkpoint.readNewest(name, in: store)?.checkpoint else {
            lines = ["\(name): nothing to verify, no tick has come to its end yet"]
            return
        }
        var walk = try JournalWalk(checkpoint, in: store, progress: progress)
        var search = HeadSearch(head)
        while let line = try walk.next() {
            search.consume(walk.position.head, number: walk.position.lines, at: line.observedAt)
        }
        try Self.compare(checkpoint, with: walk.replay, in: store)
        let stats =
            withStats ? try Self.compareStats(checkpoint, in: store, isLocked, archived) : false
        let proof =
            "\(name): proved: \(counted(Int(checkpoint.journal.lines), "line")), "
            + "\(counted(walk.replay.candles, "candle")), "
            + "\(counted(walk.replay.trades, "trade")); chain, events, checkpoint"
            + "\(stats ? " and stats file" : "") agree; head "
            + checkpoint.journal.head.prefix(12)
        let claim = checkpoint.carriedOver.map {
            "\(name): before it, \($0.words(in: checkpoint.quote))"
        }
        lines = [proof] + (claim.map { [$0] } ?? []) + search.lines(name)
    }

    /// The checkpoint against the state that the journal leads to.
    private static func compare(
        _ checkpoint: Checkpoint, with replay: JournalReplay, in store: any RecordStore
    ) throws(JobError) {
        guard checkpoint.journal.lines > 0 else { return }
        var replayed = replay.checkpoint
        replayed.journal = checkpoint.journal
        guard let field = difference(between: text(checkpoint), and: text(replayed)) else { return }
        throw JobError(
            .configuration, trader: checkpoint.trader,
            "its checkpoint is not what its journal leads to: \(field)",
            remedy: "nothing was changed, "
                + RecordRemedy.repair.remedy(checkpoint.trader, in: store.ownHome))
    }

    /// The stats file against the figures of the checkpoint; whether there is one to compare.
    ///
    /// A tick commits first and writes the stats file then. What does not agree while one is at work, or
    /// was since the checkpoint was read, is compared again; a record that was given up meanwhile has
    /// no stats file any more.
    private static func compareStats(
        _ checkpoint: Checkpoint, in store: any RecordStore, _ isLocked: Bool, _ archived: String?
    ) throws(JobError) -> Bool {
        let trader = checkpoint.trader
        let name = archived.map(StateFiles.archivedStats) ?? StateFiles.stats(of: trader)
        var told = checkpoint
        for _ in 0..<maximumLooks {
            let (published, isAtWork): ([UInt8]?, Bool)
            do throws(StoreError) {
                isAtWork =
                    isLocked || archived != nil
                    ? false : try store.holder(of: StateFiles.lock(of: trader)) != nil
                published = try store.bytes(of: name)
                guard try store.isHeldInPlace else { return false }
            } catch {
                throw JobError(error, trader: trader, remedy: .repair)
            }
            guard let published else { return false }
            guard let difference = try difference(of: published, from: told) else { return true }
            if isAtWork { return false }
            guard let newest = try Checkpoint.read(trader, in: store),
                newest.journal != told.journal
            else {
                throw JobError(
                    .configuration, trader: trader,
                    "\(store.path(of: name)) does not tell what the checkpoint does: \(difference)",
                    remedy: "the next tick writes it anew")
            }
            told = newest
        }
        return false
    }

    private static let maximumLooks = 10

    /// The first field of a stats file that is not what the checkpoint's would hold.
    private static func difference(
        of published: [UInt8], from checkpoint: Checkpoint
    ) throws(JobError) -> String? {
        let read = try? JSONReader.parse(published)
        let timestamp = read?["timestamp"]?.string.flatMap { Timestamp(iso8601: $0) }
        let file = try StatsFile(
            of: checkpoint, timestamp: timestamp ?? Timestamp(milliseconds: 0))
        // What an older program wrote stands until the next tick.
        let isOlder = read?.members.map { !$0.contains { $0.name == "strategy" } } ?? false
        var withEveryRatio = file
        withEveryRatio.hasEveryRatio = true
        let texts = [file, withEveryRatio].map { file in
            (isOlder ? try? file.bytesWithoutStrategy() : nil) ?? file.bytes()
        }
        guard !texts.contains(published) else { return nil }
        let field = read.flatMap {
            difference(between: $0, and: (try? JSONReader.parse(texts[0])) ?? .null)
        }
        return field ?? "its text differs"
    }

    private static func text(_ checkpoint: Checkpoint) -> JSONValue {
        var writer = JSONWriter()
        checkpoint.write(to: &writer)
        return (try? JSONReader.parse(writer.bytes)) ?? .null
    }

    /// The first place at which two values differ, and both sides of it; `nil` where none does.
    static func difference(
        between found: JSONValue, and expected: JSONValue, at path: String = ""
    ) -> String? {
        guard found != expected else { return nil }
        if let left = found.members, let right = expected.members,
            left.map(\.name) == right.map(\.name)
        {
            for (member, other) in zip(left, right) {
                let place = path.isEmpty ? member.name : "\(path).\(member.name)"
                if let field = difference(between: member.value, and: other.value, at: place) {
                    return field
                }
            }
        }
        if let left = found.elements, let right = expected.elements, left.count == right.count {
            for (index, pair) in zip(left, right).enumerated() {
                let place = "\(path)[\(index)]"
                if let field = difference(between: pair.0, and: pair.1, at: place) { return field }
            }
        }
        return "'\(path)' is \(shown(found)), and should be \(shown(expected))"
    }

    private static func shown(_ value: JSONValue) -> String {
        value.scalarText.map { excerpt(of: $0, atMost: 100) } ?? value.kind
    }
}

/// Looks among the heads a journal has had for one that begins as a post shows it.
private struct HeadSearch {
    private let head: String?
    private var found: [(number: Int64, head: String, from: Timestamp, until: Timestamp?)] = []
    private var isLast = false

    init(_ head: String?) { self.head = head }

    mutating func consume(_ head: String, number: Int64, at moment: Timestamp) {
        guard let wanted = self.head else { return }
        if isLast { found[found.count - 1].until = moment }
        isLast = head.hasPrefix(wanted)
        if isLast { found.append((number, head, moment, nil)) }
    }

    func lines(_ trader: String) -> [String] {
        found.prefix(10).map { entry in
            let until = entry.until.map { "to \($0)" } ?? "on, and still is the head"
            return
                "\(trader): \(entry.head) is that of line \(entry.number), written \(entry.from); "
                + "it was the head from then \(until)"
        }
    }
}
