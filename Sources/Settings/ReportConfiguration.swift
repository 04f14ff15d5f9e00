internal import JSON
package import Market
package import Publishing
package import Reporting
internal import Text

/// The `report` section of `algom.json`: whose posts these are, and how often they go out.
package struct ReportConfiguration: Sendable {
    /// What posts call the program.
    package private(set) var brand = Brand().name
    /// What posts end with that are not about a single event.
    private(set) var hashtags = Brand().hashtags
    /// What posts about a trade, a position or a pause end with.
    private(set) var eventHashtags = Brand().eventHashtags
    /// What a comparison of traders ends with.
    private(set) var comparisonHashtags = Brand().comparisonHashtags
    /// Whether posts carry the first digits of the journal's head.
    private(set) var journalHead = false
    /// Whether the account may post at length; else long reports become threads.
    package private(set) var longPosts = false
    /// Whether trade, daily and comparison posts carry a picture.
    package private(set) var pictures = true
    /// The most posts in any 24 hours; every part of a thread is one.
    private(set) var postsPerDay = 24
    /// The most posts in any 30 days.
    private(set) var postsPerMonth = 500
    /// The least distance between two posts, at least 2.
    private(set) var minutesBetween = 2
    /// UTC hours in which nothing is posted, as `22-06`.
    private(set) var quietHours: String?
    /// How old what a post tells may be, as `24h`, `90m` or `2d`; older trades are told by number.
    private(set) var newsMaximumAge = "24h"
    /// What X asks for a post, in dollars.
    package private(set) var pricePerPost = Money(units: 150_0000)
    /// What X asks for a post with a link in it.
    package private(set) var pricePerLinkPost = Money(units: 2000_0000)
    /// The language model that drafts are asked of, where there is a key.
    package private(set) var model = ModelConfiguration()
    /// The most tokens of its answer.
    private(set) var modelTokens = 400

    package init() {}

    private static let maximumHashtags = 10

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("brand", &brand)
        try visitor.field("hashtags", &hashtags)
        try visitor.field("eventHashtags", &eventHashtags)
        try visitor.field("comparisonHashtags", &comparisonHashtags)
        try visitor.field("journalHead", &journalHead)
        try visitor.field("longPosts", &longPosts)
        try visitor.field("pictures", &pictures)
        try visitor.field("postsPerDay", &postsPerDay)
        try visitor.field("postsPerMonth", &postsPerMonth)
        try visitor.field("minutesBetween", &minutesBetween)
        try visitor.field("quietHours", &quietHours)
        try visitor.field("newsMaximumAge", &newsMaximumAge)
        try visitor.field("pricePerPost", &pricePerPost)
        try visitor.field("pricePerLinkPost", &pricePerLinkPost)
        try visitor.field("model", &model)
        try visitor.field("modelTokens", &modelTokens)
    }

    /// What a section says, the rest as it is.
    ///
    /// - Throws: ``InputFlaw`` that names the key and what it must be.
    init(_ section: JSONValue?) throws(InputFlaw) {
        try SectionSetter.set(section?.members ?? [], in: "report") {
            (setter) throws(JSONError) in try fields(&setter)
        }
        try validate()
    }

    private func validate() throws(InputFlaw) {
        try require(isName(brand, longest: 40), "brand", "1 to 40 characters in one line")
        for (name, tags) in [
            ("hashtags", hashtags), ("eventHashtags", eventHashtags),
            ("comparisonHashtags", comparisonHashtags),
        ] {
            try require(
                tags.count <= Self.maximumHashtags && tags.allSatisfy(Self.isHashtag), name,
                "a list of at most \(Self.maximumHashtags) hashtags as \"#PaperTrading\"")
        }
        try require((0...2_400).contains(postsPerDay), "postsPerDay", "0 to 2400")
        try require((0...10_000).contains(postsPerMonth), "postsPerMonth", "0 to 10000")
        try require((2...1_440).contains(minutesBetween), "minutesBetween", "2 to 1440")
        try require(
            quietHours == nil || quiet != nil, "quietHours", "two UTC hours as \"22-06\", or null")
        // In range: constants.
        try require(
            newsSeconds.map { (3_600...30 * 86_400).contains($0) } ?? false, "newsMaximumAge",
            "an age from 1 hour to 30 days, as \"24h\", \"90m\" or \"2d\"")
        try require(pricePerPost >= .zero, "pricePerPost", "at least 0")
        try require(pricePerLinkPost >= .zero, "pricePerLinkPost", "at least 0")
        try require(isName(model.name, longest: 100), "model", "the name of a model")
        try require((1...4_096).contains(modelTokens), "modelTokens", "1 to 4096")
    }

    private func require(
        _ holds: Bool, _ name: String, _ requirement: String
    ) throws(InputFlaw) {
        if !holds { throw InputFlaw(at: "report.\(name)", "it must be \(requirement)") }
    }

    private func isName(_ text: String, longest: Int) -> Bool {
        (1...longest).contains(text.unicodeScalars.count)
            && !text.unicodeScalars.contains(where: \.isObeyed)
    }

    private static func isHashtag(_ text: String) -> Bool {
        text.hasPrefix("#") && (2...51).contains(text.count)
            && text.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    // MARK: What it amounts to

    var quiet: QuietHours? {
        let hours = (quietHours ?? "").split(separator: "-").map { Int($0) }
        guard hours.count == 2, let from = hours[0], let to = hours[1] else { return nil }
        return QuietHours(from: from, to: to)
    }

    /// How old news may be, in seconds.
    package var newsMaximumSeconds: Int64 { newsSeconds ?? 86_400 }

    private var newsSeconds: Int64? { TimeSpan.seconds(of: newsMaximumAge) }

    /// Whose posts these are.
    package var postBrand: Brand {
        Brand(
            name: brand, hashtags: hashtags, eventHashtags: eventHashtags,
            comparisonHashtags: comparisonHashtags, tellsJournalHead: journalHead)
    }

    /// What the operator should know of something in a post that X may make a link of.
    package func words(on link: Substring) -> String {
        "X may make a link of '\(excerpt(of: String(link)))', and then takes $\(pricePerLinkPost) "
            + "a post, not $\(pricePerPost)"
    }

    /// When the account may post.
    package func rules(isDisabled: Bool) -> PostingRules {
        PostingRules(
            maximumPerDay: postsPerDay, maximumPerMonth: postsPerMonth,
            gapSeconds: Int64(minutesBetween) * 60, quietHours: quiet, isDisabled: isDisabled,
            patienceSeconds: newsMaximumSeconds)
    }
}
