package import JSON
package import Store
internal import Text

/// Named documents and logs: what outlives a run and is no trader's journal.
///
/// The first of two seams that a kind of state stands behind. Names are those of ``StateFiles``; a
/// document is whole whenever it is read, and gone or as it was after a failure.
package protocol DocumentStore: Sendable {
    /// The path of the home it is of.
    var homePath: String { get }
    /// Where it lies, for messages.
    var path: String { get }
    /// Where a document lies, for messages.
    func path(of name: String) -> String

    // MARK: Documents

    /// Refuses documents that somebody else may write.
    ///
    /// - Throws: ``StoreError/notOurs(path:what:)`` that says what to do.
    func checkOwnership(of names: [String]) throws(StoreError)

    /// The bytes of a document; `nil` where there is none of the name.
    ///
    /// - Throws: ``StoreError/tooLarge(path:limit:)`` where it holds more than `limit` bytes;
    ///   ``StoreError/notOurs(path:what:)`` where `isOurs` asks that nobody else could have put it
    ///   there.
    func read(_ name: String, atMost limit: Int, isOurs: Bool) throws(StoreError) -> [UInt8]?

    /// Puts a document in the place of the one that was read last, or of none: readers see the one or
    /// the other.
    ///
    /// Who replaces what was read holds the lock that goes with it since before that, so that it is
    /// unchanged. Without that, as a stats file is written, the last one stands. Once this returns it
    /// survives a power cut, unless `durable` says that it follows from something else.
    func replace(
        _ name: String, with bytes: [UInt8], access: FileAccess, durable: Bool
    ) throws(StoreError)

    /// Removes a document; one that is not there is fine.
    func remove(_ name: String) throws(StoreError)

    /// Whether there is anything of the name.
    func exists(_ name: String) throws(StoreError) -> Bool

    /// The names in a folder, sorted; none where there is no such folder.
    func entries(of folder: String) throws(StoreError) -> [String]

    /// Sees that a folder is there, whose documents can be written then.
    func makeDirectory(_ folder: String) throws(StoreError)

    /// What the holder of a lock said of itself; `nil` where nobody holds it, or nothing tells.
    func holder(of lock: String) throws(StoreError) -> String?

    // MARK: Logs

    /// Adds a line to a log that only grows; the caller holds the lock that goes with it.
    func append(_ line: [UInt8], to name: String) throws(StoreError)

    /// Adds a line to a log of so many bytes; a power cut may cost the last lines.
    func log(_ line: [UInt8], to name: String, older: String, limit: Int) throws(StoreError)

    /// The whole lines in the last bytes of a log; none where there is none.
    func tail(_ name: String, atMost limit: Int) throws(StoreError) -> [UInt8]
}

/// What a folder's documents hold.
package struct Documents<Document> {
    package var sound: [Document] = []
    /// Those that are damaged, by their names in the folder.
    package var damaged: [(id: String, error: StoreError)] = []
}

extension DocumentStore {
    /// The home that this is of; `nil` where it is of none.
    package var ownHome: String? { path.hasSuffix("/state") ? homePath : nil }

    /// The bytes of a document that is as large as any may be.
    package func bytes(of name: String) throws(StoreError) -> [UInt8]? {
        try read(name, atMost: StateFiles.largestDocument, isOurs: false)
    }

    /// What a sealed document holds; `nil` where there is none of the name.
    ///
    /// `isOurs` asks that nobody else could have put it there.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where it is not what was written.
    package func document<Document: JSONRecord>(
        _ name: String, atMost limit: Int = StateFiles.largestDocument, isOurs: Bool = false
    ) throws(StoreError) -> Document? {
        try read(name, atMost: limit, isOurs: isOurs).map { bytes throws(StoreError) in
            try SealedDocument.record(Document.self, from: bytes, path: path(of: name))
        }
    }

    /// Puts a sealed document in the place of the one that was read.
    ///
    /// - Throws: ``StoreError`` as for bytes, and where nobody could read the document again.
    package func replace(
        _ name: String, with document: some JSONRecord, durable: Bool = true
    ) throws(StoreError) {
        try replace(
            name, with: SealedDocument.bytes(of: document, at: path(of: name)), access: .owner,
            durable: durable)
    }

    /// The sealed documents in a folder, each under the name that bears its id.
    ///
    /// - Throws: ``StoreError`` where the disk fails, or a document is not ours.
    package func documents<Document: JSONRecord>(
        in folder: String, atMost limit: Int = StateFiles.largestDocument, id: (Document) -> String
    ) throws(StoreError) -> Documents<Document> {
        let ending = ".json"
        var documents = Documents<Document>()
        for name in try entries(of: folder) where name.hasSuffix(ending) {
            let place = "\(folder)/\(name)"
            do throws(StoreError) {
                guard let document: Document = try self.document(place, atMost: limit) else {
                    continue
                }
                guard name == id(document) + ending else {
                    throw .damaged(
                        path: path(of: place), what: "it is that of \(excerpt(of: id(document)))")
                }
                documents.sound.append(document)
            } catch {
                switch error {
                case .damaged, .tooLarge:
                    documents.damaged.append((String(name.dropLast(ending.count)), error))
                default: throw error
                }
            }
        }
        return documents
    }
}
