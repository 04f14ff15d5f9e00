package import Market

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
        page.element("li") { page in
            page.element("p", ["class": "note"]) { page in
                page.element("time", ["datetime": "\(at)"], "\(Figures.moment(at)) UTC")
                page.text(" · \(kind.prefix(40)) · ")
                page.text(endings.map(\.text).joined(separator: ", "))
            }
            page.element("p", ["class": "words", "dir": "auto"], String(title.prefix(240)))
        }
        page.newline()
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
