package import Alerting
package import JSON
internal import Market
internal import Record
internal import Store
internal import Text

/// `state/alerts/CHANNEL.json`: how far a channel has told, and what it has on its way.
///
/// What was read and what came of it stand in one document, so that no event is told twice or left
/// out, whenever a run is killed.
package struct AlertDocument: JSONRecord {
    /// How far into a trader's journal the channel has told.
    struct Cursor: Equatable, Sendable {
        var trader: String
        /// When the record before was given up, which tells this one from it; empty for a first one.
        var record: String
        var position: JournalPosition
    }

    /// Something that was told as wrong.
    struct Told: Equatable, Sendable {
        var key: String
        var words: String
        var since: Timestamp
    }

    var channel: String
    var cursors: [Cursor] = []
    var told: [Told] = []
    package var queue = AlertQueue()

    init(channel: String) { self.channel = channel }

    package static var blank: AlertDocument { AlertDocument(channel: "") }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("channel", &channel)
        try visitor.field("cursors", &cursors)
        try visitor.field("told", &told)
        try visitor.field("queue", &queue)
    }

    subscript(trader: String) -> Cursor? { cursors.first { $0.trader == trader } }

    mutating func set(_ cursor: Cursor) {
        if let index = cursors.firstIndex(where: { $0.trader == cursor.trader }) {
            cursors[index] = cursor
        } else {
            cursors.append(cursor)
        }
    }

    /// The document of a channel; a blank one where there is none.
    ///
    /// - Throws: ``StoreError`` where it is damaged: what may have been told must be known before
    ///   anything else is.
    static func read(
        _ channel: String, in store: any DocumentStore
    ) throws(StoreError) -> AlertDocument {
        let name = StateFiles.alertChannel(channel)
        let document = try store.document(name) ?? AlertDocument(channel: channel)
        guard document.channel == channel else {
            throw .damaged(
                path: store.path(of: name),
                what: "it is that of \(excerpt(of: document.channel))")
        }
        return document
    }

    func write(in store: any DocumentStore) throws(StoreError) {
        try store.replace(StateFiles.alertChannel(channel), with: self)
    }
}

extension AlertDocument.Cursor: JSONRecord {
    static var blank: AlertDocument.Cursor {
        AlertDocument.Cursor(trader: "", record: "", position: .genesis)
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("trader", &trader)
        try visitor.field("record", &record)
        try visitor.field("position", &position)
    }
}

extension AlertDocument.Told: JSONRecord {
    static var blank: AlertDocument.Told {
        AlertDocument.Told(key: "", words: "", since: Timestamp(milliseconds: 0))
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("key", &key)
        try visitor.field("words", &words)
        try visitor.field("since", &since)
    }
}
