package import JSON
internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

/// What an overview of many traders shows of one besides its checkpoint: its equity over time, as it
/// was when its own page was written last.
///
/// Derived: whoever deletes it has it made once more.
package struct PageCard: Equatable {
    /// Where the journal ended then.
    var position = JournalPosition.genesis
    var startedAt: Timestamp?
    var equity: EquityCurve

    init(_ checkpoint: Checkpoint, _ trader: PageTrader) {
        position = checkpoint.journal
        startedAt = trader.startedAt
        equity = trader.equity.thinned(atMost: DashboardPage.cardColumns)
    }

    private init(_ equity: EquityCurve) { self.equity = equity }

    /// What is kept of a record; `nil` where that is nothing, damaged or of another record.
    static func kept(of checkpoint: Checkpoint, in store: any RecordStore) -> PageCard? {
        guard let card: PageCard = try? store.document(StateFiles.pageCard(of: checkpoint.trader)),
            card.position.lines <= checkpoint.journal.lines,
            card.position.length <= checkpoint.journal.length,
            card.equity.initialBalance == checkpoint.parameters.initialBalance
        else { return nil }
        return card
    }

    /// Keeps it for the next overview, which does without where it cannot be kept.
    func keep(of trader: String, in directory: StateDirectory) {
        do {
            try directory.checkOwnership(in: StateFiles.directory(of: trader))
            try directory.replace(StateFiles.pageCard(of: trader), with: self, durable: false)
        } catch {}
    }
}

extension PageCard: JSONRecord {
    package static var blank: PageCard { PageCard(.blank) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("journal", &position)
        try visitor.field("startedAt", &startedAt)
        try visitor.field("equity", &equity)
    }
}

extension PageTrader {
    /// What an overview of many traders shows of one: the figures of its checkpoint, and its equity as
    /// it was kept, up to now.
    ///
    /// - Throws: ``JobError`` where a figure is out of range.
    init(_ checkpoint: Checkpoint, _ card: PageCard?) throws(JobError) {
        var view = try TraderView(checkpoint)
        view.startedAt = card?.startedAt
        var curve = card?.equity ?? RecordHistory(checkpoint.settings).curve.equity
        if let end = view.asOf, let last = curve.lastTime, end > last {
            curve.add(end, view.summary.equity, price: view.state.lastClose)
        }
        self.init(view: view, curve: RecordCurve(curve), candles: [], holdings: [])
    }
}
