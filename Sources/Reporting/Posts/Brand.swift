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
