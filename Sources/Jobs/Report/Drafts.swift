internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Settings
package import Store
internal import Text

/// `state/drafts/`: what a model wrote, waiting for a person or accepted.
package struct Drafts {
    /// The most that wait: where so many do, no more are asked for.
    static let mostWaiting = 3
    /// The most that are accepted.
    static let mostAccepted = 40
    private static let mostBytes = 64 << 10

    private let directory: StateDirectory

    package init(_ directory: StateDirectory) { self.directory = directory }

    /// All of them, in the order they were written, and those that are damaged: none stands in
    /// another's way.
    package func documents() throws(StoreError) -> Documents<DraftDocument> {
        var all = try directory.documents(in: StateFiles.drafts, atMost: Self.mostBytes) {
            (draft: DraftDocument) in draft.id
        }
        all.sound.sort { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        return all
    }

    /// What to tell of a damaged one, in a home.
    package static func words(on damage: (id: String, error: StoreError), home: String) -> String {
        "\(damage.error); it is left out, and taken away by: "
            + "\(Command("algom posts reject", damage.id, home: home))"
    }

    func write(_ draft: DraftDocument) throws(StoreError) {
        try directory.makeDirectory(StateFiles.drafts)
        try directory.replace(
            StateFiles.draft(draft.id), with: draft, access: .owner)
    }

    func remove(_ id: String) throws(StoreError) { try directory.remove(StateFiles.draft(id)) }
}

extension Sequence<DraftDocument> {
    /// The texts that have their turn, in the order they were accepted.
    var acceptedTexts: [AcceptedText] {
        compactMap(\.accepted).sorted { $0.acceptedAt < $1.acceptedAt }
    }
}

/// What the files of a directory hold, each a document of its own.
package struct Documents<Document> {
    package var sound: [Document] = []
    /// Those that are damaged, by the names of their files.
    package var damaged: [(id: String, error: StoreError)] = []
}

extension StateDirectory {
    private static let documentEnding = ".json"

    /// The sealed documents in a directory, each in a file that bears its id.
    ///
    /// - Throws: ``StoreError`` where the disk fails, or a file is not ours.
    func documents<Document: JSONRecord>(
        in folder: String, atMost most: Int, id: (Document) -> String
    ) throws(StoreError) -> Documents<Document> {
        var documents = Documents<Document>()
        for name in try entries(of: folder) where name.hasSuffix(Self.documentEnding) {
            let place = "\(folder)/\(name)"
            do throws(StoreError) {
                guard let bytes = try read(place, atMost: most) else { continue }
                let document = try SealedDocument.record(
                    Document.self, from: bytes, path: path(of: place))
                guard name == id(document) + Self.documentEnding else {
                    throw .damaged(
                        path: path(of: place), what: "it is that of \(excerpt(of: id(document)))")
                }
                documents.sound.append(document)
            } catch {
                switch error {
                case .damaged, .tooLarge:
                    let id = String(name.dropLast(Self.documentEnding.count))
                    documents.damaged.append((id, error))
                default: throw error
                }
            }
        }
        return documents
    }
}
