package import JSON
internal import Market
internal import Reporting

/// `state/drafts/ID.json`: a text that a model wrote, what it could know, and who accepted it.
package struct DraftDocument: JSONRecord {
    /// `education-1764349200`: the kind of post and the second it was written in.
    private(set) var id = ""
    private(set) var kind = ""
    /// What an educational text is called; ours.
    private(set) var title = ""
    /// With its places for facts.
    private(set) var text = ""
    /// What it had places for, with the values of that moment, which the model was not told.
    private(set) var facts: [FactRecord] = []
    private(set) var model = ""
    private(set) var createdAt = Timestamp(milliseconds: 0)
    /// What was found by each look at it.
    var verdicts: [String] = []
    /// `nil` while it waits.
    private(set) var acceptedAt: Timestamp?
    private(set) var acceptedBy: String?

    package static var blank: DraftDocument { DraftDocument() }

    private init() {}

    init(_ text: String, about subject: DraftSubject, model: String, at now: Timestamp) {
        id = "\(subject.kind.rawValue)-\(now.milliseconds / 1_000)"
        kind = subject.kind.rawValue
        title = subject.title
        self.text = text
        facts = subject.facts.map { FactRecord($0) }
        self.model = model
        createdAt = now
        verdicts = ["the check found nothing"]
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("id", &id)
        try visitor.field("kind", &kind)
        try visitor.field("title", &title)
        try visitor.field("text", &text)
        try visitor.field("facts", &facts)
        try visitor.field("model", &model)
        try visitor.field("createdAt", &createdAt)
        try visitor.field("verdicts", &verdicts)
        try visitor.optionalField("acceptedAt", &acceptedAt)
        try visitor.optionalField("acceptedBy", &acceptedBy)
        guard Post.Kind(rawValue: kind) != nil, (acceptedAt == nil) == (acceptedBy == nil) else {
            throw .field(name: "kind", expected: "that of a draft")
        }
    }

    var isAccepted: Bool { acceptedAt != nil }

    mutating func accept(by who: String, at now: Timestamp) {
        acceptedAt = now
        acceptedBy = who
    }

    /// What it is once it has been accepted; `nil` while it waits, or where its places are damaged.
    var accepted: AcceptedText? {
        guard let acceptedAt, let kind = Post.Kind(rawValue: kind), let text = PlacedText(text)
        else { return nil }
        return AcceptedText(kind: kind, title: title, text: text, acceptedAt: acceptedAt)
    }

    /// The text with the facts of the moment it was written.
    var filled: String {
        PlacedText(text)?.filled(facts.map { NamedFact($0.name, $0.label, $0.value) }) ?? text
    }
}

/// A fact as the file spells it.
struct FactRecord: JSONRecord {
    private(set) var name = ""
    private(set) var label = ""
    private(set) var value = ""

    static var blank: FactRecord { FactRecord() }

    private init() {}

    init(_ fact: NamedFact) {
        name = fact.name
        label = fact.label
        value = fact.value
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("name", &name)
        try visitor.field("label", &label)
        try visitor.field("value", &value)
    }
}
