package import Market
internal import Text

/// What every post is written with: the brand, and the moment it is written at.
///
/// Each kind of post has a file with a function of this type that makes it.
package struct PostWriter: Sendable {
    package let brand: Brand
    package let now: Timestamp
    /// The digest over all journals, for posts about many.
    package let heads: HeadsDigest?

    /// The most traders that a post tells of one by one; the page tells of all.
    static let maximumTraders = 4

    package init(brand: Brand = Brand(), now: Timestamp, heads: HeadsDigest? = nil) {
        self.brand = brand
        self.now = now
        self.heads = heads
    }

    /// Lines, those that are `nil` left out.
    func block(_ lines: String?...) -> String {
        lines.compactMap { $0 }.joined(separator: "\n")
    }

    /// Blocks with an empty line between them, empty ones left out.
    func body(_ blocks: String?...) -> String { body(blocks) }

    func body(_ blocks: [String?]) -> String {
        blocks.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// That an order was decided late, where one was.
    static func lateLine(_ isLate: Bool) -> String? {
        isLate ? "⏱ Decided late, catching up after downtime" : nil
    }

    /// What posts end with.
    func tail(_ traders: [TraderView] = [], hashtags: [String]) -> String {
        tail(footer(traders), hashtags: hashtags)
    }

    func tail(_ footer: String?, hashtags: [String]) -> String {
        block(footer, hashtags.isEmpty ? nil : hashtags.joined(separator: " "))
    }

    /// The first 12 digits of the journals' heads.
    private func footer(_ traders: [TraderView]) -> String? {
        guard brand.tellsJournalHead else { return nil }
        if traders.count > Self.maximumTraders { return headsLine }
        let heads = traders.compactMap { trader in
            trader.journalHead.map { head in
                traders.count == 1 ? "\(head.prefix(12))" : "\(trader.name) \(head.prefix(12))"
            }
        }
        return heads.isEmpty ? nil : "🔗 Journal: \(heads.joined(separator: ", "))"
    }

    /// The first 12 digits of the digest over all journals.
    var headsLine: String? {
        heads.map { "🔗 Digest of \(counted($0.count, "journal")): \($0.digits.prefix(12))" }
    }
}

/// Whose posts these are: configuration.
package struct Brand: Equatable, Sendable {
    package var name: String
    /// What posts end with that are not about a single event.
    package var hashtags: [String]
    /// What posts about a trade, a position or a pause end with.
    package var eventHashtags: [String]
    /// What a comparison of traders ends with.
    package var comparisonHashtags: [String]
    /// Whether posts carry the first digits of the journal's head, to be checked against later.
    package var tellsJournalHead: Bool

    package init(
        name: String = "ALGOM", hashtags: [String] = ["#PaperTrading", "#AlgomBot"],
        eventHashtags: [String] = [],
        comparisonHashtags: [String] = ["#PaperTrading", "#MultiExchange", "#AlgomBot"],
        tellsJournalHead: Bool = false
    ) {
        self.name = name
        self.hashtags = hashtags
        self.eventHashtags = eventHashtags
        self.comparisonHashtags = comparisonHashtags
        self.tellsJournalHead = tellsJournalHead
    }
}
