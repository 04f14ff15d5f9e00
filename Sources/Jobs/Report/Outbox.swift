internal import Publishing
package import Record
package import Store

/// `state/outbox/`: the posts on their way.
package struct Outbox {
    private let store: any DocumentStore

    package init(_ store: any DocumentStore) { self.store = store }

    /// The posts on their way, the oldest first.
    ///
    /// - Throws: ``StoreError`` where one is damaged: what may have been posted must be known before
    ///   anything else is.
    package func documents() throws(StoreError) -> [OutboxDocument] {
        let all = try allDocuments()
        if let first = all.damaged.first { throw first.error }
        return all.sound
    }

    /// The same, and those that are damaged, for who only looks.
    package func allDocuments() throws(StoreError) -> Documents<OutboxDocument> {
        var all = try store.documents(in: StateFiles.outbox) { (document: OutboxDocument) in
            document.entry.id
        }
        all.sound.sort { $0.posts < $1.posts }
        return all
    }

    /// Writes an entry down, so that it survives whatever comes next.
    func write(_ document: OutboxDocument) throws(StoreError) {
        try store.makeDirectory(StateFiles.outbox)
        try store.replace(StateFiles.outboxEntry(document.entry.id), with: document)
    }

    /// Keeps the picture of an entry; written before the entry is.
    func write(picture png: [UInt8], of id: String) throws(StoreError) {
        try store.makeDirectory(StateFiles.outbox)
        try store.replace(
            StateFiles.outboxPicture(id), with: png, access: .owner, durable: true)
    }

    /// The picture of an entry; `nil` where it is gone.
    func picture(of id: String) throws(StoreError) -> [UInt8]? {
        try store.read(
            StateFiles.outboxPicture(id), atMost: XPicture.maximumBytes, isOurs: false)
    }

    /// Takes an entry out that has ended and is in the log.
    func remove(_ id: String) throws(StoreError) {
        try store.remove(StateFiles.outboxEntry(id))
        try store.remove(StateFiles.outboxPicture(id))
    }
}
