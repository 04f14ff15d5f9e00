internal import JSON
internal import Market
internal import Reporting
internal import Store

/// `state/drafts/`: what a model wrote, waiting for a person or accepted.
struct Drafts {
    /// The most that wait: where so many do, no more are asked for.
    static let mostWaiting = 3
    /// The most that are accepted.
    static let mostAccepted = 40
    private static let mostBytes = 64 << 10

    private let directory: StateDirectory

    init(_ directory: StateDirectory) { self.directory = directory }

    /// All of them, in the order they were written.
    ///
    /// - Throws: ``StoreError`` where one is damaged.
    func documents() throws(StoreError) -> [DraftDocument] {
        try directory.documents(in: StateFiles.drafts, atMost: Self.mostBytes) {
            (draft: DraftDocument) in draft.id
        }.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    func write(_ draft: DraftDocument) throws(StoreError) {
        try directory.makeDirectory(StateFiles.drafts)
        try directory.replace(
            StateFiles.draft(draft.id), with: draft, access: .owner)
    }

    func remove(_ draft: DraftDocument) throws(StoreError) {
        try directory.remove(StateFiles.draft(draft.id))
    }
}

extension Sequence<DraftDocument> {
    /// The texts that have their turn, in the order they were accepted.
    var acceptedTexts: [AcceptedText] {
        compactMap(\.accepted).sorted { $0.acceptedAt < $1.acceptedAt }
    }
}

extension StateDirectory {
    /// The sealed documents in a directory, each in a file that bears its id.
    func documents<Document: JSONRecord>(
        in folder: String, atMost most: Int, id: (Document) -> String
    ) throws(StoreError) -> [Document] {
        var documents: [Document] = []
        for name in try entries(of: folder) where name.hasSuffix(".json") {
            let place = "\(folder)/\(name)"
            guard let bytes = try read(place, atMost: most) else { continue }
            let document = try SealedDocument.record(
                Document.self, from: bytes, path: path(of: place))
            guard name == "\(id(document)).json" else {
                throw .damaged(
                    path: path(of: place), what: "it is that of \(excerpt(of: id(document)))")
            }
            documents.append(document)
        }
        return documents
    }
}
