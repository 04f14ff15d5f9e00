package import JSON
package import Market
package import Store
package import Text
package import Trading

/// A trader after its last committed candle: the file whose renaming into place is the commit.
package struct Checkpoint: Sendable {
    /// Whose it is, and what the record was made with.
    package var settings: TraderSettings
    /// What market and parameters amount to; other ones mean another record.
    package var fingerprint: String
    /// The record that was given up for this one, if there was one.
    package var follows: Predecessor?
    /// What another program claims of the time before, whose balance this record began with.
    package var carriedOver: CarriedOver?
    /// Where the committed part of the journal ends.
    package var journal: JournalPosition
    /// The last candles consumed, which the next request begins with.
    package var recent: [ObservedCandle]
    package var state: TraderState

    /// The checkpoint of a trader that has done nothing yet.
    package init(
        first settings: TraderSettings, follows: Predecessor? = nil,
        carriedOver: CarriedOver? = nil
    ) {
        let settings = settings.opened(with: carriedOver)
        self.settings = settings
        fingerprint = settings.fingerprint
        self.follows = follows
        self.carriedOver = carriedOver
        journal = .genesis
        recent = []
        state = TraderState(settings.parameters)
    }

    package var trader: String { settings.name }
    package var parameters: Parameters { settings.parameters }
    /// When its last candle ended; `nil` before the first.
    package var asOf: Timestamp? { state.asOf(settings.market.timeframe) }
    /// The currency that its money is in.
    package var quote: String { settings.market.symbol.quote }

    /// Remembers a consumed candle for the overlap of the next request.
    package mutating func remember(_ candle: Candle) {
        if recent.count == ObservedCandle.overlap { recent.removeFirst() }
        recent.append(ObservedCandle(candle))
    }

    /// Remembers that the exchange now tells a consumed candle differently.
    package mutating func remember(_ told: Candle, insteadOf consumed: Candle) {
        guard let index = recent.firstIndex(where: { $0.candle == consumed }) else { return }
        recent[index].revisions.append(told)
    }
}

extension Checkpoint: JSONRecord {
    package static var blank: Checkpoint { Checkpoint() }

    private init() {
        settings = .blank
        fingerprint = ""
        journal = .genesis
        recent = []
        state = TraderState(Parameters())
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("trader", &settings.name)
        try visitor.market(&settings.market)
        try visitor.field("fingerprint", &fingerprint)
        try visitor.optionalField("follows", &follows)
        try visitor.optionalField("carriedOver", &carriedOver)
        try visitor.field("journal", &journal)
        try visitor.parameters(&settings)
        var record = StateRecord(state, of: settings.parameters.strategy)
        try visitor.field("state", &record)
        state = try record.state(of: settings.parameters.strategy)
        try visitor.field("recent", &recent)
    }
}

extension TraderSettings {
    /// A digest of the market and of everything the step reads.
    ///
    /// Base URLs, brand and the trader's name are not part of it.
    package var fingerprint: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("exchange", market.exchange)
            writer.member("symbol", market.symbol)
            writer.member("timeframe", market.timeframe)
            // What a strategy is called is no part of what it does.
            writer.member("parameters", ParametersRecord(parameters, isNamed: false))
        }
        return Digest(of: writer.bytes).hexadecimal
    }
}

extension Checkpoint {
    /// The checkpoint of a trader; `nil` where it has none, nor a journal.
    ///
    /// - Throws: ``JobError`` where it cannot be read, is damaged or missing, or another trader's.
    package static func read(
        _ trader: String, in store: any RecordStore
    ) throws(JobError) -> Checkpoint? {
        let name = StateFiles.checkpoint(of: trader)
        let path = store.path(of: name)
        do throws(StoreError) {
            guard let checkpoint: Checkpoint = try store.document(name) else {
                guard try !store.exists(StateFiles.journal(of: trader)) else {
                    throw StoreError.damaged(
                        path: path, what: "it is missing, though there is a journal")
                }
                return nil
            }
            guard checkpoint.trader == trader else {
                throw StoreError.damaged(
                    path: path, what: "it is that of trader '\(excerpt(of: checkpoint.trader))'")
            }
            if let flaw = checkpoint.flaw {
                throw StoreError.damaged(path: path, what: "it contradicts itself: \(flaw)")
            }
            return checkpoint
        } catch {
            throw JobError(error, trader: trader, remedy: .repair)
        }
    }

    /// What is impossible about it, in words; `nil` where nothing is.
    private var flaw: String? {
        do {
            return try contradiction
        } catch {
            return error.description
        }
    }

    /// Puts it in the place of the trader's last one: a commit without lines.
    package func write(in store: any DocumentStore) throws(StoreError) {
        try store.replace(
            StateFiles.checkpoint(of: trader), with: text(in: store), access: .owner, durable: true)
    }

    /// The text of its document.
    ///
    /// - Throws: ``StoreError/unreadable(path:what:)`` where nobody could read it again.
    package func text(in store: any DocumentStore) throws(StoreError) -> [UInt8] {
        let path = store.path(of: StateFiles.checkpoint(of: trader))
        if let flaw { throw .unreadable(path: path, what: flaw) }
        return try SealedDocument.bytes(of: self, at: path)
    }

    /// So many differences are told; who sets these back is told the others.
    private static let toldDifferences = 8

    /// Refuses to go on under another name, market or parameters than the record was made with.
    ///
    /// - Throws: ``JobError`` that names what differs.
    package func belongs(to settings: TraderSettings, in store: any RecordStore) throws(JobError) {
        let settings = settings.opened(with: carriedOver)
        guard fingerprint != settings.fingerprint else { return }
        let (own, market) = (self.settings.market, settings.market)
        let markets = [
            ("exchange", own.exchange.rawValue, market.exchange.rawValue),
            ("symbol", own.symbol.description, market.symbol.description),
            ("timeframe", own.timeframe.rawValue, market.timeframe.rawValue),
        ].filter { $0.1 != $0.2 }
        let differences = markets + parameters.differences(from: settings.parameters)
        let words = differences.prefix(Self.toldDifferences).map { name, mine, theirs in
            "\(name) \(excerpt(of: mine, atMost: 200)) (now \(excerpt(of: theirs, atMost: 200)))"
        }
        let more = differences.count - words.count
        let all = words + (more > 0 ? ["and \(more) more"] : [])
        throw JobError(
            .configuration, trader: settings.name,
            "its record was made with other settings: \(all.joined(separator: ", "))",
            remedy:
                "set them back, give the new settings a trader of their own in algom.json, or end"
                + " this record with '\(RecordRemedy.giveUp(settings.name, in: store.ownHome))'"
        )
    }
}
