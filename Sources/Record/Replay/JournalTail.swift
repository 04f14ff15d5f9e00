package import JSON
package import Market
internal import Store
package import Text
package import Trading

/// The last part of a trader's journal: its candles since a moment, and what each of them led to.
///
/// Read from the end, so that what it costs depends on the window and not on the age of the record.
package struct JournalTail {
    /// A candle and its events that a report could tell of.
    package struct Entry {
        package let candle: Candle
        package var events: [Happening] = []
        /// Why its order was not filled, where one was not; the last of them.
        package var skip: Skip? {
            for case .skipped(let skip) in events.reversed() { return skip }
            return nil
        }

        package init(candle: Candle, events: [Happening] = []) {
            self.candle = candle
            self.events = events
        }
    }

    package enum Happening {
        case gap(missing: Int64)
        case opened(Position, isLate: Bool)
        case closed(Trade, isLate: Bool)
        /// An order that was not filled.
        case skipped(Skip)
    }

    /// Oldest first; the first one is the last that opened before the moment, where there is one.
    package let entries: [Entry]

    /// Most bytes of a journal that a report reads.
    package static let maximumBytes: Int64 = 64 << 20
    /// About as many as a candle takes with its events.
    private static let usualBytes: Int64 = 400

    /// The tail of a record that was read from its beginning.
    package init(entries: [Entry]) { self.entries = entries }

    /// Reads the candles that opened at a moment or later, and the one before; of a longer journal the
    /// last `most` bytes.
    ///
    /// - Throws: ``JobError`` where a line is damaged.
    package init(
        of checkpoint: Checkpoint, since moment: Timestamp, in store: any RecordStore,
        atMost most: Int64 = maximumBytes
    ) throws(JobError) {
        let timeframe = checkpoint.settings.market.timeframe
        let end = checkpoint.state.lastOpenTime ?? moment
        let candles = max(0, end.since(moment) / timeframe.milliseconds) + 2
        // In range: as many candles as there are minutes between two moments.
        var reach = min(candles * Self.usualBytes + (64 << 10), most)
        while true {
            let (found, isWhole) = try Self.read(checkpoint, reach, in: store)
            let first = found.lastIndex { $0.candle.openTime < moment }
            if first != nil || isWhole || reach == most {
                entries = Array(found[(first ?? 0)...])
                return
            }
            reach = min(reach * 4, most)
        }
    }

    /// The entries in the last so many bytes, and whether they reach back to the first line.
    private static func read(
        _ checkpoint: Checkpoint, _ reach: Int64, in store: any RecordStore
    ) throws(JobError) -> (entries: [Entry], isWhole: Bool) {
        var entries: [Entry] = []
        try checkpoint.eachLine(in: store, tail: reach) { line, _ in
            try consume(line, into: &entries)
        }
        return (entries, reach >= checkpoint.journal.length)
    }

    private static func consume(
        _ line: JournalText, into entries: inout [Entry]
    ) throws(JSONError) {
        if let candle = try line.consumedCandle {
            entries.append(Entry(candle: candle))
            return
        }
        // What belongs to a candle that is not in the tail tells nothing.
        guard !entries.isEmpty else { return }
        if let happening = try Happening(line) {
            entries[entries.count - 1].events.append(happening)
        }
    }
}

extension JournalTail {
    /// The orders that were not filled on candles since a moment, oldest first.
    ///
    /// No other line than theirs is read as JSON.
    ///
    /// - Throws: ``JobError`` where a line is damaged.
    package static func skips(
        of checkpoint: Checkpoint, since moment: Timestamp, in store: any RecordStore
    ) throws(JobError) -> [(skip: Skip, at: Timestamp)] {
        let spacing = checkpoint.settings.market.timeframe.milliseconds
        let end = checkpoint.state.lastOpenTime ?? moment
        let reach = min((max(0, end.since(moment) / spacing) + 2) * usualBytes, maximumBytes)
        var skips: [(skip: Skip, at: Timestamp)] = []
        try checkpoint.eachLine(in: store, tail: reach) { line, _ in
            guard line.type == "skipped" else { return }
            let fields = JSONValue.object(try line.members())
            let time = try Timestamp(json: fields["time"] ?? .null)
            if time >= moment { skips.append((try Skip(line), time)) }
        }
        return skips
    }
}

extension Skip {
    /// The reason that a `skipped` line tells.
    fileprivate init(_ line: JournalText) throws(JSONError) {
        let fields = JSONValue.object(try line.members())
        switch fields["reason"]?.string {
        case "INVALID_SIZE": self = .size
        case "INVALID_STOP": self = .stop
        case "INVALID_TARGET": self = .target
        case "MINIMUM_NOTIONAL":
            self = .belowMinimumNotional(cost: try Money(json: fields["cost"] ?? .null))
        case "INSUFFICIENT_BALANCE":
            self = .insufficientBalance(cost: try Money(json: fields["cost"] ?? .null))
        case "OUT_OF_RANGE": self = .outOfRange(try Side(json: fields["side"] ?? .null))
        default: throw .field(name: "reason", expected: "a known reason")
        }
    }
}

extension JournalTail.Happening {
    /// What a line tells; `nil` where it is nothing that a report could tell of.
    package init?(_ line: JournalText) throws(JSONError) {
        guard ["gap", "opened", "closed", "skipped"].contains(line.type) else { return nil }
        if line.type == "skipped" {
            self = .skipped(try Skip(line))
            return
        }
        let fields = JSONValue.object(Array(try line.members().dropFirst()))
        switch line.type {
        case "gap": self = .gap(missing: try Int64(json: fields["missing"] ?? .null))
        case "opened": self = .opened(try Position(json: fields), isLate: line.isLate)
        default: self = .closed(try Trade(json: fields), isLate: line.isLate)
        }
    }
}

extension JournalText {
    /// The candle that the line says was consumed, however it is spelled; `nil` on other lines.
    package var consumedCandle: Candle? {
        get throws(JSONError) {
            if let candle { return candle }
            guard type == "candle" else { return nil }
            return try Candle(json: .object(Array(try members().dropFirst())))
        }
    }
}
