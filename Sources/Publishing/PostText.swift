internal import JSON

/// The text of a published post, made comparable with the one that was sent.
///
/// X replaces every link by one of its own (`t.co`), appends one for a picture, and writes `&`, `<`
/// and `>` as HTML entities; it trims, and may put the name replied to in front. A long post has
/// its whole text elsewhere (`note_tweet`). All of this is undone; what is left is compared by
/// canonical equivalence, with runs of white space as one space and links without their scheme.
struct PostText {
    private let text: String

    /// What X puts in the place of links begins so.
    private static let shortStart = Array("https://t.co/".utf8)
    /// The most bytes that a text may grow to; nothing we send is as long.
    static let maximumBytes = 256 << 10

    /// - Parameter post: one of the posts of an answer.
    init(_ post: JSONValue) {
        let note = post["note_tweet"]
        var links: [String: String] = [:]
        for link in (post["entities"]?["urls"]?.elements ?? [])
            + (note?["entities"]?["urls"]?.elements ?? [])
        {
            guard let short = link["url"]?.string else { continue }
            let isPicture = link["media_key"]?.string != nil
            links[short] = isPicture ? "" : link["expanded_url"]?.string ?? short
        }
        let text = Self.expanded(note?["text"]?.string ?? post["text"]?.string ?? "", links)
        self.text = Self.withoutLastShortLink(Self.withoutEntities(text))
    }

    /// The text with each short link that is known in full, read once from its beginning to its end:
    /// what was put in is not looked at again.
    private static func expanded(_ text: String, _ links: [String: String]) -> String {
        guard !links.isEmpty else { return text }
        var rest = Array(text.utf8.prefix(maximumBytes))[...]
        var result: [UInt8] = []
        while let first = rest.first, result.count < maximumBytes {
            if first == shortStart[0], rest.starts(with: shortStart) {
                let name = rest.dropFirst(shortStart.count).prefix { isOfName($0) }
                let short = String(decoding: rest[..<name.endIndex], as: UTF8.self)
                result += (links[short] ?? short).utf8.prefix(maximumBytes - result.count)
                rest = rest[name.endIndex...]
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// How many bytes there are to compare.
    var byteCount: Int { text.utf8.count }

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
