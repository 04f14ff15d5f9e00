package import Market

/// A text that was accepted to stand in a post in the place of the built-in one.
package struct AcceptedText: Equatable, Sendable {
    /// `education` or `strategy`.
    package var kind: Post.Kind
    /// What an educational one is called.
    package var title: String
    package var text: PlacedText
    package var acceptedAt: Timestamp

    package init(kind: Post.Kind, title: String, text: PlacedText, acceptedAt: Timestamp) {
        self.kind = kind
        self.title = title
        self.text = text
        self.acceptedAt = acceptedAt
    }
}

/// What a text could be written about, to stand in posts of a kind.
package struct DraftSubject: Equatable, Sendable {
    /// The most that a text may weigh, its facts filled in.
    package static let longest = 200

    package let kind: Post.Kind
    package let title: String
    /// In our own words, for who writes it.
    package let topic: String
    package let facts: [NamedFact]
}
