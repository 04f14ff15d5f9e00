internal import JSON
internal import Market
package import Record
internal import Reporting
internal import Settings
package import Store
internal import Text

/// `state/drafts/`: what a model wrote, waiting for a person or accepted.
package struct Drafts {
    /// The most that wait: where so many do, no more are asked for.
    static let maximumWaiting = 3
    /// The most that are accepted.
    static let maximumAccepted = 40
    private static let maximumBytes = 64 << 10

    private let store: any DocumentStore

    package init(_ store: any DocumentStore) { self.store = store }

    /// All of them, in the order they were written, and those that are damaged: none stands in
    /// another's way.
    package func documents() throws(StoreError) -> Documents<DraftDocument> {
        var all = try store.documents(in: StateFiles.drafts, atMost: Self.maximumBytes) {
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
        try store.makeDirectory(StateFiles.drafts)
        try store.replace(StateFiles.draft(draft.id), with: draft)
    }

    func remove(_ id: String) throws(StoreError) { try store.remove(StateFiles.draft(id)) }
}

extension Sequence<DraftDocument> {
    /// The texts that have their turn, in the order they were accepted.
    var acceptedTexts: [AcceptedText] {
        compactMap(\.accepted).sorted { $0.acceptedAt < $1.acceptedAt }
    }
}
