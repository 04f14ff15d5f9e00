internal import HTTP
internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Writing

/// Asks the model for one text where its kind of post was just told, and keeps it as a draft.
///
/// At most one request a run; where the owner lets the model post unattended, a second one that
/// judges the first.
struct Drafting {
    let settings: WriterSettings
    let isUnattended: Bool
    let transport: any HTTPTransport
    let now: Timestamp

    /// What the model's text is accepted by where no person was asked.
    static let judge = "a second call, unattended"

    /// - Returns: what the operator is told: why there is no draft, or that there is one.
    /// - Throws: ``StoreError`` where drafts cannot be read or kept.
    func run(about subject: DraftSubject, after memory: ReportMemory, in drafts: Drafts)
        throws(StoreError) -> [String]
    {
        let kept = try drafts.documents().sound
        guard isNeeded(subject, memory, kept) else { return [] }
        let check = TextCheck(facts: subject.facts, longest: DraftSubject.longest) {
            WeightedLength(of: $0).total
        }
        let writer = Writer(settings: settings, transport: transport)
        let text: String
        switch writer.draft(on: subject.topic, check: check) {
        case .none(let reason): return ["language model: \(reason); the texts there are serve"]
        case .text(let written): text = written
        }
        var draft = DraftDocument(text, about: subject, model: settings.model, at: now)
        if isUnattended {
            let judgement = writer.judge(text)
            draft.verdicts.append("the second call: \(judgement.words)")
            if judgement.isGood { draft.accept(by: Self.judge, at: now) }
        }
        try drafts.write(draft)
        try makeRoom(kept, in: drafts, for: draft)
        return []
    }

    private func isNeeded(
        _ subject: DraftSubject, _ memory: ReportMemory, _ kept: [DraftDocument]
    ) -> Bool {
        guard isUnattended else {
            return kept.count { !$0.isAccepted } < Drafts.maximumWaiting
        }
        return !memory.awaits(subject.kind, among: kept.acceptedTexts)
    }

    /// Of what no person looked at the oldest goes.
    private func makeRoom(
        _ kept: [DraftDocument], in drafts: Drafts, for new: DraftDocument
    ) throws(StoreError) {
        let others = kept.filter { $0.id != new.id && $0.isAccepted == new.isAccepted }
        let most = new.isAccepted ? Drafts.maximumAccepted : Drafts.maximumWaiting
        guard others.count >= most,
            let oldest = others.first(where: { !$0.isAccepted || $0.acceptedBy == Self.judge })
        else { return }
        try drafts.remove(oldest.id)
    }
}
