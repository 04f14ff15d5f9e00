package import Market

/// A post that came to its end.
package struct PagePost: Equatable, Sendable {
    let at: Timestamp
    let kind: String
    /// `posted`, `printed` or `givenUp`.
    let status: String
    /// What was said about it, where something was.
    let remark: String?
    /// Its parts, in their order.
    let texts: [String]

    package init(
        at: Timestamp, kind: String, status: String, remark: String?, texts: [String]
    ) {
        self.at = at
        self.kind = kind
        self.status = status
        self.remark = remark
        self.texts = texts
    }

    /// The most of a post's characters that the page shows.
    private static let longest = 1_200

    private var ending: String {
        switch status {
        case "posted": "posted"
        case "printed": "printed, not posted"
        case "givenUp": "given up"
        default: status
        }
    }

    func write(to page: inout Markup) {
        let remark = remark.map { " (\($0.prefix(200)))" } ?? ""
        let text = texts.joined(separator: "\n\n")
        let shown = text.count > Self.longest ? text.prefix(Self.longest) + "…" : text
        page.message(at, "\(kind.prefix(40)), \(ending.prefix(40))\(remark)") { $0.lines(shown) }
    }
}

/// Something that people were told, and how that went on each channel.
package struct PageAlert: Equatable, Sendable {
    /// How it ended on one channel.
    package struct Ending: Equatable, Sendable {
        let channel: String
        /// `delivered`, `givenUp` or `inDoubt`.
        let status: String
        /// What was said about it; empty where nothing was.
        let words: String

        package init(channel: String, status: String, words: String) {
            self.channel = channel
            self.status = status
            self.words = words
        }
    }

    /// When the last channel came to its end with it.
    let at: Timestamp
    let kind: String
    let title: String
    let endings: [Ending]

    package init(at: Timestamp, kind: String, title: String, endings: [Ending]) {
        self.at = at
        self.kind = kind
        self.title = title
        self.endings = endings
    }

    func write(to page: inout Markup) {
        let endings = endings.map(\.text).joined(separator: ", ")
        page.message(at, "\(kind.prefix(40)) · \(endings)") { $0.text(String(title.prefix(240))) }
    }
}

extension PageAlert.Ending {
    fileprivate var text: String {
        let ending =
            switch status {
            case "delivered": "delivered"
            case "givenUp": "given up"
            case "inDoubt": "may have arrived"
            default: String(status.prefix(40))
            }
        return "\(channel.prefix(40)): \(ending)" + (words.isEmpty ? "" : " (\(words.prefix(80)))")
    }
}

extension Markup {
    /// A message in a list of them: when, what is to be known of it, and its words.
    fileprivate mutating func message(
        _ moment: Timestamp, _ note: String, _ words: (inout Markup) -> Void
    ) {
        element("li") { page in
            page.element("p", ["class": "note"]) { page in
                page.element("time", ["datetime": "\(moment)"], "\(Figures.moment(moment)) UTC")
                page.text(" · \(note)")
            }
            page.element("p", ["class": "words", "dir": "auto"], words)
        }
        newline()
    }
}
