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
        page.element("li") { page in
            page.element("p", ["class": "note"]) { page in
                page.element("time", ["datetime": "\(at)"], "\(Figures.moment(at)) UTC")
                let remark = remark.map { " (\($0.prefix(200)))" } ?? ""
                page.text(" · \(kind.prefix(40)), \(ending.prefix(40))\(remark)")
            }
            let text = texts.joined(separator: "\n\n")
            let shown = text.count > Self.longest ? text.prefix(Self.longest) + "…" : text
            page.element("p", ["class": "words", "dir": "auto"]) { $0.lines(String(shown)) }
        }
        page.newline()
    }
}
