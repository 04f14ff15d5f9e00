internal import Trading

/// The marks of buying and selling, drawn once for all charts of the page.
enum PageMark {
    private static let all: [(id: String, marker: Marker, words: String)] = [
        (id(nil), .triangle, "bought"), ("sell", .fallingTriangle, "sold by signal"),
        ("stopped", .cross, "sold at stop"), ("reached", .diamond, "sold at target"),
    ]

    /// The mark of what was bought, or of a sale, which tells why.
    static func id(_ sale: Reason?) -> String {
        switch sale {
        case nil: "buy"
        case .signal: "sell"
        case .stopLoss, .trailingStop: "stopped"
        case .takeProfit: "reached"
        }
    }

    /// Writes the shapes that charts refer to.
    static func writeShapes(to page: inout Markup) {
        page.element("svg", ["class": "shapes", "aria-hidden": "true"]) { page in
            page.element("defs") { page in
                for (id, marker, _) in all {
                    let points = marker.points(around: Drawing.Point(x: 0, y: 0), radius: 6)
                    page.element(
                        "path",
                        ["id": id, "class": "mark", "d": Drawing.data([points], isClosed: true)],
                        "")
                }
            }
        }
        page.newline()
    }

    /// Writes what the marks mean.
    static func writeKey(to page: inout Markup) {
        for (id, _, words) in all {
            page.element("span", ["class": "key"]) { page in
                page.element("svg", ["class": "shape", "aria-hidden": "true"]) { page in
                    page.element("use", ["href": "#\(id)", "x": "8", "y": "6"], "")
                }
                page.text(words)
            }
        }
    }
}
