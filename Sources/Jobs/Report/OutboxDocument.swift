package import JSON
package import Publishing
internal import Record
internal import Reporting

/// `state/outbox/ID.json`: a post on its way, and what its writing marked as reported.
package struct OutboxDocument: JSONRecord {
    package var entry: OutboxEntry
    /// The kind of post, as `trade`.
    package var kind: String
    /// The reporter's state once this post counts as reported.
    ///
    /// The entry is written first; a run killed before `reporter.json` was finds it here.
    var posts: Int
    var memory: ReportMemory
    /// The trades that it tells by number and sum.
    var untold: [UntoldTrades] = []

    package static var blank: OutboxDocument {
        OutboxDocument(
            entry: OutboxEntry(
                id: "", reports: [], createdAtSeconds: 0, parts: [], picture: nil,
                notBeforeSeconds: 0, remark: "", ending: nil),
            kind: "", posts: 0, memory: ReportMemory())
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var record = EntryRecord(entry)
        try visitor.field("kind", &kind)
        try visitor.field("entry", &record)
        entry = record.entry
        try visitor.count("posts", &posts)
        try visitor.field("memory", &memory)
        try visitor.optionalList("untold", &untold)
    }
}

/// An entry as its file spells it.
private struct EntryRecord: JSONRecord {
    private var id = ""
    private var reports: [String] = []
    private var createdAt: Int64 = 0
    private var parts: [PartRecord] = []
    private var picture: PictureRecord?
    private var notBefore: Int64 = 0
    private var notBeforeWritten: Int64?
    private var remark = ""
    private var accountRefusal: String?
    private var ending: String?
    private var endingLine: String?

    static var blank: EntryRecord { EntryRecord() }

    private init() {}

    init(_ entry: OutboxEntry) {
        id = entry.id
        reports = entry.reports
        createdAt = entry.createdAtSeconds
        parts = entry.parts.map { PartRecord($0) }
        picture = entry.picture.map { PictureRecord($0) }
        notBefore = entry.notBeforeSeconds
        notBeforeWritten = entry.notBeforeWrittenSeconds
        remark = entry.remark
        accountRefusal = entry.accountRefusal
        switch entry.ending {
        case .posted?: ending = "posted"
        case .givenUp(let line)?: (ending, endingLine) = ("givenUp", line)
        case nil: ending = nil
        }
    }

    var entry: OutboxEntry {
        var entry = OutboxEntry(
            id: id, reports: reports, createdAtSeconds: createdAt, parts: parts.map(\.part),
            picture: picture?.picture, notBeforeSeconds: notBefore, remark: remark,
            ending: ending.map { $0 == "posted" ? .posted : .givenUp(endingLine ?? "") })
        entry.notBeforeWrittenSeconds = notBeforeWritten
        entry.accountRefusal = accountRefusal
        return entry
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("id", &id)
        try visitor.field("reports", &reports)
        try visitor.moment("createdAt", seconds: &createdAt)
        try visitor.field("parts", &parts)
        try visitor.field("picture", &picture)
        try visitor.moment("notBefore", seconds: &notBefore)
        try visitor.optionalMoment("notBeforeWritten", seconds: &notBeforeWritten)
        try visitor.field("remark", &remark)
        try visitor.optionalField("accountRefusal", &accountRefusal)
        try visitor.field("ending", &ending)
        try visitor.field("endingLine", &endingLine)
        guard ending.map({ ["posted", "givenUp"].contains($0) }) ?? true else {
            throw .field(name: "ending", expected: "a known ending")
        }
    }
}

/// A part of a post as the file spells it.
private struct PartRecord: JSONRecord {
    private var text = ""
    private var state = "waiting"
    private var since: Int64?
    private var postID: String?
    private var attempts: [Int64] = []
    private var wasPictured = false
    private var lookedAt: Int64?
    private var wasReadable = false
    private var isCalledDuplicate = false
    private var isNumberSought = false
    private var isFound: Bool?

    static var blank: PartRecord { PartRecord() }

    private init() {}

    init(_ part: OutboxPart) {
        text = part.text
        switch part.state {
        case .waiting: state = "waiting"
        case .unclear(let seconds): (state, since) = ("unclear", seconds)
        case .sent(let id): (state, postID) = ("sent", id)
        }
        attempts = part.attemptSeconds
        wasPictured = part.wasPictured
        lookedAt = part.look?.atSeconds
        wasReadable = part.look?.wasReadable ?? false
        isCalledDuplicate = part.isCalledDuplicate
        isNumberSought = part.isNumberSought
        isFound = part.isFound ? true : nil
    }

    var part: OutboxPart {
        var part = OutboxPart(text: text)
        part.state =
            switch state {
            case "unclear": .unclear(sinceSeconds: since ?? 0)
            case "sent": .sent(id: postID)
            default: .waiting
            }
        part.attemptSeconds = attempts
        part.wasPictured = wasPictured
        part.look = lookedAt.map { .init(atSeconds: $0, wasReadable: wasReadable) }
        part.isCalledDuplicate = isCalledDuplicate
        part.isNumberSought = isNumberSought
        part.isFound = isFound ?? false
        return part
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("text", &text)
        try visitor.field("state", &state)
        try visitor.moment("since", seconds: &since)
        try visitor.field("postID", &postID)
        try visitor.moments("attempts", seconds: &attempts)
        try visitor.field("wasPictured", &wasPictured)
        try visitor.moment("lookedAt", seconds: &lookedAt)
        try visitor.field("wasReadable", &wasReadable)
        try visitor.field("isCalledDuplicate", &isCalledDuplicate)
        try visitor.field("isNumberSought", &isNumberSought)
        try visitor.optionalField("isFound", &isFound)
        guard ["waiting", "unclear", "sent"].contains(state), (state == "unclear") == (since != nil)
        else { throw .field(name: "state", expected: "a known state") }
    }
}

/// A picture as the file spells it.
private struct PictureRecord: JSONRecord {
    private var fileName = ""
    private var altText = ""
    private var failures = 0
    private var mediaID: String?
    private var uploadedAt: Int64 = 0
    private var leftOut: String?

    static var blank: PictureRecord { PictureRecord() }

    private init() {}

    init(_ picture: OutboxPicture) {
        fileName = picture.fileName
        altText = picture.altText
        switch picture.state {
        case .waiting(let failures): self.failures = failures
        case .uploaded(let id, let seconds): (mediaID, uploadedAt) = (id, seconds)
        case .leftOut(let why): leftOut = why
        }
    }

    var picture: OutboxPicture {
        var picture = OutboxPicture(fileName: fileName, altText: altText)
        if let leftOut {
            picture.state = .leftOut(why: leftOut)
        } else if let mediaID {
            picture.state = .uploaded(mediaID: mediaID, atSeconds: uploadedAt)
        } else {
            picture.state = .waiting(failures: failures)
        }
        return picture
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("fileName", &fileName)
        try visitor.field("altText", &altText)
        try visitor.count("failures", &failures)
        try visitor.field("mediaID", &mediaID)
        try visitor.moment("uploadedAt", seconds: &uploadedAt)
        try visitor.field("leftOut", &leftOut)
    }
}
