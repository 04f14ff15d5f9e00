internal import JSON

/// The text of a published post, made comparable with the one that was sent.
///
/// X replaces every link by one of its own (`t.co`), appends one for a picture, and writes `&`, `<`
/// and `>` as HTML entities; it trims, and may put the name replied to in front. A long post has
/// its whole text elsewhere (`note_tweet`). All of this is undone; what is left is compared by
/// canonical equivalence, with runs of white space as one space and links without their scheme.
struct PostText {
    private let text: String

    /// - Parameter post: one of the posts of an answer.
    init(_ post: JSONValue) {
        let note = post["note_tweet"]
        var text = note?["text"]?.string ?? post["text"]?.string ?? ""
        let entities = note?["entities"] ?? post["entities"]
        for link in (entities?["urls"]?.elements ?? [])
            + (post["entities"]?["urls"]?.elements ?? [])
        {
            guard let short = link["url"]?.string, !short.isEmpty else { continue }
            let isPicture = link["media_key"]?.string != nil
            let whole = link["expanded_url"]?.string ?? short
            text = text.replacing(short, with: isPicture ? "" : whole)
        }
        self.text = Self.withoutLastShortLink(Self.withoutEntities(text))
    }

    /// Whether the post is the one that was sent with this text.
    func says(_ sent: String) -> Bool {
        let sent = Self.plain(sent)
        guard !sent.isEmpty else { return false }
        let own = Self.plain(text)
        if own == sent { return true }
        guard own.first == "@", let space = own.firstIndex(of: " ") else { return false }
        return own[own.index(after: space)...] == sent
    }

    /// A picture's link that no entity explains stands last.
    private static func withoutLastShortLink(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let last = words.last, last.hasPrefix("https://t.co/") else { return text }
        return String(text[..<last.startIndex])
    }

    private static func withoutEntities(_ text: String) -> String {
        // The ampersand last: `&amp;lt;` is the text `&lt;`.
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
    }

    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).map { word in
            var word = word
            for scheme in ["https://", "http://"] where word.hasPrefix(scheme) {
                word = word.dropFirst(scheme.count)
                if word.hasSuffix("/") { word = word.dropLast() }
            }
            return String(word)
        }.joined(separator: " ")
    }
}
