internal import Feeds
internal import JSON
internal import Jobs
internal import Market
internal import Record
internal import Store
internal import Trading

/// One trader's record, looked at after every step: what was committed stays, and what is new
/// follows from it.
///
/// The lines are read as they come and lived through by one undisturbed fold, whatever befell the
/// ticks that wrote them.
struct TraderAudit {
    let settings: TraderSettings
    /// What its exchange tells; `nil` for the embedded market.
    let market: PublishedMarket?
    let journal: String
    let checkpoint: String
    /// The record as it was looked at last.
    private(set) var known: Record
    /// The record after the last tick that came to its end: no power cut may take it back.
    private var safe: Record
    /// The file that was the checkpoint when it was looked at last.
    private var seen: UInt64?

    /// A journal up to a line, and what it leads to.
    struct Record {
        var length = 0
        var lines = 0
        var head = String(repeating: "0", count: 64)
        var replay: JournalReplay
        var isThere = false
    }

    init(_ settings: TraderSettings, market: PublishedMarket?, state: String) {
        self.settings = settings
        self.market = market
        journal = "\(state)/traders/\(settings.name)/journal.jsonl"
        checkpoint = "\(state)/traders/\(settings.name)/checkpoint.json"
        known = Record(replay: JournalReplay(settings, follows: nil))
        safe = known
    }

    /// The open time of the last candle consumed.
    var lastOpenTime: Timestamp? { known.replay.checkpoint.state.lastOpenTime }

    /// Remembers that a tick has come to its end.
    mutating func settle() { safe = known }

    /// Looks at what lies on the disk.
    mutating func look(
        at disk: VirtualDisk, now: Timestamp, isClockRight: Bool, tally: inout Tally
    ) throws(Breach) {
        guard let number = disk.number(of: checkpoint) else {
            if safe.isThere { throw Breach("its checkpoint is gone") }
            if let bytes = disk.bytes(of: journal), !bytes.isEmpty {
                throw Breach("there is a journal of \(bytes.count) bytes without a checkpoint")
            }
            known = safe
            seen = nil
            return
        }
        let bytes = disk.bytes(of: journal) ?? []
        guard number != seen else {
            guard bytes.count >= known.length else {
                throw Breach(
                    "its journal has \(bytes.count) of \(known.length) committed bytes")
            }
            return
        }
        let told = try read(disk)
        if told.journal.length < known.length { known = safe }
        let end = Int(told.journal.length)
        guard end >= known.length else {
            throw Breach("its checkpoint went back from \(known.length) bytes to \(end)")
        }
        guard bytes.count >= end else {
            throw Breach("its journal has \(bytes.count) of \(end) committed bytes")
        }
        try consume(
            bytes[known.length..<end], now: now, isClockRight: isClockRight, tally: &tally)
        try compare(told)
        known.isThere = true
        seen = number
    }

    private func read(_ disk: VirtualDisk) throws(Breach) -> Checkpoint {
        do {
            return try SealedDocument.record(
                Checkpoint.self, from: disk.bytes(of: checkpoint) ?? [], path: checkpoint)
        } catch {
            throw Breach("\(error)")
        }
    }

    private func compare(_ told: Checkpoint) throws(Breach) {
        guard told.journal.lines == known.lines, told.journal.head == known.head else {
            throw Breach("its checkpoint counts other lines than its journal holds")
        }
        do {
            if known.lines > 0 { try known.replay.finish() }
        } catch {
            throw Breach("line \(known.lines + 1) of its journal \(error)")
        }
        guard told.state == known.replay.checkpoint.state else {
            throw Breach("its checkpoint is not what its journal leads to")
        }
        guard told.recent == known.replay.checkpoint.recent else {
            throw Breach("its checkpoint remembers other candles than its journal leads to")
        }
    }

    // MARK: Lines

    private mutating func consume(
        _ bytes: ArraySlice<UInt8>, now: Timestamp, isClockRight: Bool, tally: inout Tally
    ) throws(Breach) {
        var rest = bytes
        while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<newline]
            do throws(Breach) {
                try takeLine(line, now: now, isClockRight: isClockRight, tally: &tally)
            } catch {
                throw Breach("line \(known.lines + 1) of its journal: \(error.what)")
            }
            known.head = Digest(of: line).hexadecimal
            known.lines += 1
            known.length += line.count + 1
            rest = rest[(newline + 1)...]
        }
        guard rest.isEmpty else { throw Breach("no line ends where its journal was committed") }
    }

    private mutating func takeLine(
        _ line: ArraySlice<UInt8>, now: Timestamp, isClockRight: Bool, tally: inout Tally
    ) throws(Breach) {
        guard line.starts(with: #"{"seq":\#(known.lines),"prev":"\#(known.head)","#.utf8) else {
            throw Breach("it does not begin with its number and the hash of the line before")
        }
        let before = known.replay.checkpoint.state.lastOpenTime
        let wasPaused = known.replay.checkpoint.state.risk.isPaused
        let held = known.replay.checkpoint.state.account.position
        let text: JournalText
        do {
            text = try JournalText(line)
            try known.replay.consume(text)
        } catch {
            throw Breach("\(error)")
        }
        switch text.type {
        case "candle":
            tally.candles += 1
            let state = known.replay.checkpoint.state
            if let candle = known.replay.checkpoint.recent.last?.candle {
                try checkBooks(state, settings.parameters)
                try checkPause(state.risk, after: candle, settings.market.timeframe)
                try checkProtection(
                    state.account.position, heldBefore: held, in: candle,
                    settings.parameters.strategy)
                try market?.checkOrigin(
                    of: candle, after: before, observedAt: text.observedAt, now: now,
                    isClockRight: isClockRight)
                isPausedBefore = wasPaused
            }
        case "revised":
            tally.revisions += 1
            try checkRevision(text, now: now)
        case "closed":
            tally.trades += 1
            let reason = (try? text.members())?.first { $0.name == "reason" }?.value.string
            if isPausedBefore, reason != Reason.signal.rawValue { tally.exitsInPauses += 1 }
        case "paused": tally.pauses += 1
        case "gap": tally.gaps += 1
        default: break
        }
    }

    /// Whether entries were paused before the last candle.
    private var isPausedBefore = false

    private func checkRevision(_ text: JournalText, now: Timestamp) throws(Breach) {
        let told: Candle
        do {
            told = try text.candle("told")
        } catch {
            throw Breach("\(error)")
        }
        guard let market else { throw Breach("the embedded market revises nothing") }
        guard market.wasTold(told, until: now) else {
            throw Breach("the exchange never told the candle of \(told.openTime) so")
        }
    }
}
