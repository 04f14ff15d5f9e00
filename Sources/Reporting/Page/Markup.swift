internal import Text

/// HTML being written: every element is closed, and no text or attribute can become markup.
///
/// Names of elements and attributes are part of the program; what stands between them may come from
/// anywhere, and is spelled as ``Escaping/markup(_:)`` does.
struct Markup {
    private(set) var html = ""

    /// Attributes, in the order they are written.
    typealias Attributes = KeyValuePairs<StaticString, String>

    /// An element with what `body` writes inside it.
    mutating func element(
        _ name: StaticString, _ attributes: Attributes, _ body: (inout Markup) -> Void
    ) {
        open(name, attributes)
        body(&self)
        html += "</\(name)>"
    }

    /// An element without attributes.
    mutating func element(_ name: StaticString, _ body: (inout Markup) -> Void) {
        element(name, [:], body)
    }

    /// An element without attributes that holds a text.
    mutating func element(_ name: StaticString, _ text: String) { element(name, [:], text) }

    /// An element that holds a text.
    mutating func element(_ name: StaticString, _ attributes: Attributes, _ text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// A section under a heading, which names it.
    mutating func section(_ id: String, _ title: String, _ body: (inout Markup) -> Void) {
        element("section", ["aria-labelledby": id]) { page in
            page.element("h2", ["id": id], title)
            body(&page)
        }
    }

    /// An element that holds nothing and has no end, as `meta`.
    mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
        html += "<\(name)"
        for (key, value) in attributes { html += " \(key)=\"\(Escaping.markup(value))\"" }
        html += ">"
    }

    mutating func text(_ text: String) { html += Escaping.markup(text) }

    /// Text whose lines stay lines.
    mutating func lines(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        html += lines.map { Escaping.markup(String($0)) }.joined(separator: "\n")
    }

    /// What was written apart.
    mutating func append(_ other: Markup) { html += other.html }

    /// A newline between two elements, for those who read the source.
    mutating func newline() { html += "\n" }

    /// The program's own style sheet or script, which a hash allows by its very bytes.
    mutating func resource(_ name: StaticString, _ text: String) {
        html += "<\(name)>\(text)</\(name)>"
    }
}
