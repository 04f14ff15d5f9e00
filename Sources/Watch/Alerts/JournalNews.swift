internal import Alerting
internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text
internal import Trading

/// What a trader's journal tells behind a place that was told up to.
struct JournalNews {
    /// What happened, oldest first.
    private(set) var alerts: [Alert] = []
    /// How far it was read.
    private(set) var cursor: AlertDocument.Cursor
    /// How much of it is too old to be news.
    private(set) var oldCount = 0

    /// What was written longer ago than this is no news: a channel was off meanwhile.
    private static let oldestMilliseconds: Int64 = 86_400_000
    /// The most bytes that are read of a journal; a year of 5-minute candles has more.
    private static let maximumBytes: Int64 = 16 << 20

    /// Reads what is committed behind a cursor; `nil` where the trader has no record yet, or its last
    /// commit has not come to its end.
    ///
    /// What is told must not go away in a power cut, so it is told when the stats file tells it too.
    ///
    /// What is dated in the future, for the clock was ahead, is told when that has come.
    ///
    /// Without a cursor nothing is told: a new channel begins with what happens next. A record that
    /// follows one that was given up is told from its beginning.
    ///
    /// - Throws: ``JobError`` where the record is damaged; the cursor stays then.
    init?(
        of trader: String, behind cursor: AlertDocument.Cursor?, in store: any RecordStore,
        at now: Timestamp
    ) throws(JobError) {
        let store = try store.holding(recordOf: trader)
        guard let (checkpoint, isPublished) = try Checkpoint.readNewest(trader, in: store),
            isPublished
        else { return nil }
        let end = AlertDocument.Cursor(
            trader: trader, record: checkpoint.follows?.at.description ?? "",
            position: checkpoint.journal)
        self.cursor = end
        guard var start = cursor else { return }
        if start.record != end.record {
            start.position = .genesis
            if let follows = checkpoint.follows {
                let text = AlertText(resetFor: follows.reason, at: follows.at, of: trader)
                alerts.append(
                    Alert(text, .reset, id: "\(trader)/reset-\(follows.at)", at: now))
            }
        }
        guard start.position != end.position else { return }
        do throws(StoreError) {
            try read(checkpoint, from: start.position, in: store, at: now)
        } catch {
            throw JobError(error, trader: trader)
        }
    }

    private mutating func read(
        _ checkpoint: Checkpoint, from start: JournalPosition, in store: any RecordStore,
        at now: Timestamp
    ) throws(StoreError) {
        guard start.lines <= checkpoint.journal.lines else {
            return noteChange(in: store, at: now)
        }
        let reach = min(checkpoint.journal.length - start.length, Self.maximumBytes)
        let lines = try RecordLines(
            of: checkpoint.trader, .tail(reach, upTo: checkpoint.journal), in: store)
        var told = start
        // Everything is committed, so a lone genesis is all there is to read.
        while checkpoint.journal.lines > 0, let line = try lines.next(),
            let position = lines.position
        {
            if position.lines == start.lines, position.head != start.head {
                return noteChange(in: store, at: now)
            }
            guard position.lines > start.lines else { continue }
            do {
                let text = try JournalText(line)
                guard !Deadline.isAhead(text.observedAt, of: now) else {
                    cursor.position = told
                    return
                }
                try consume(text, position, checkpoint, at: now)
                told = position
            } catch {
                throw lines.damage(": \(error)")
            }
        }
    }

    /// The record is another one than was told from, as a copy that was put back is.
    private mutating func noteChange(in store: any RecordStore, at now: Timestamp) {
        let trader = cursor.trader
        let look = Command("algom verify", "--trader", trader, home: store.ownHome)
        alerts = [
            Alert(
                AlertText(changedRecordOf: trader, look: look), .reset,
                id: "\(trader)/changed-\(cursor.position.head.prefix(8))", at: now)
        ]
    }

    private mutating func consume(
        _ line: JournalText, _ position: JournalPosition, _ checkpoint: Checkpoint,
        at now: Timestamp
    ) throws {
        guard let kind = Alert.Kind(rawValue: line.type), Alert.Kind.events.contains(kind)
        else { return }
        guard now.since(line.observedAt) <= Self.oldestMilliseconds else {
            oldCount += 1
            return
        }
        let (trader, market) = (checkpoint.trader, checkpoint.settings.market)
        let fields = JSONValue.object(Array(try line.members().dropFirst()))
        let text: AlertText
        switch kind {
        case .opened:
            text = AlertText(
                try Position(json: fields), of: trader, on: market, isLate: line.isLate)
        case .closed:
            text = AlertText(try Trade(json: fields), of: trader, on: market, isLate: line.isLate)
        case .paused:
            text = AlertText(
                pause: try [PauseReason](json: fields["reasons"] ?? .null),
                until: try Timestamp(json: fields["until"] ?? .null), of: trader, on: market)
        case .revised:
            text = AlertText(
                revised: try line.candle("consumed"), told: try line.candle("told"), of: trader,
                on: market)
        case .reset, .health, .summary, .test: return
        }
        let id = "\(trader)/\(position.lines - 1)-\(position.head.prefix(8))"
        alerts.append(Alert(text, kind, id: id, at: line.observedAt))
    }
}

extension Alert {
    /// An alert of a trader's words; whether it is urgent is its channel's to say.
    init(_ text: AlertText, _ kind: Kind, id: String, at moment: Timestamp) {
        self.init(
            id: id, kind: kind, title: text.title, lines: text.lines,
            atSeconds: moment.milliseconds / 1_000, isUrgent: false)
    }
}
