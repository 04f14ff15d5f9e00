import Testing

/// An SVG text taken apart: whether it is well-formed, and what stands where.
struct SVGText {
    struct Element {
        let name: String
        let attributes: [String: String]
        var content = ""

        func number(_ name: String) -> Double? { attributes[name].flatMap { Double($0) } }
    }

    struct Malformed: Error {
        let what: String
    }

    /// Every element, in the order in which they end.
    private(set) var elements: [Element] = []

    /// - Throws: ``Malformed`` where a tag is not closed, an attribute not quoted, or markup stands
    ///   unescaped.
    init(_ text: String) throws {
        var open: [Element] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            let before = String(rest[..<start])
            try Self.check(before)
            if open.isEmpty { try Self.expect(before.allSatisfy(\.isWhitespace), "text outside") }
            if !open.isEmpty { open[open.count - 1].content += before }
            guard let end = rest[start...].firstIndex(of: ">") else {
                throw Malformed(what: "a tag without an end")
            }
            var tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                try Self.expect(open.last?.name == String(tag.dropFirst()), "closes \(tag)")
                elements.append(open.removeLast())
                continue
            }
            let isEmpty = tag.hasSuffix("/")
            if isEmpty { tag.removeLast() }
            let element = try Self.element(String(tag))
            if isEmpty { elements.append(element) } else { open.append(element) }
        }
        try Self.expect(open.isEmpty && rest.allSatisfy(\.isWhitespace), "ends too early")
    }

    private static func element(_ tag: String) throws -> Element {
        let name = String(tag.prefix { !$0.isWhitespace })
        let headings: Set = ["h1", "h2", "h3"]
        try expect(
            !name.isEmpty && name.allSatisfy(\.isLetter) || headings.contains(name),
            "an element named '\(name)'")
        var attributes: [String: String] = [:]
        var rest = tag.dropFirst(name.count).drop { $0 == " " }
        while !rest.isEmpty {
            let parts = rest.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            try expect(parts.count == 3 && parts[0].hasSuffix("="), "attributes \(rest)")
            try check(String(parts[1]))
            let key = String(parts[0].dropLast())
            try expect(attributes[key] == nil, "\(key) twice")
            attributes[key] = String(parts[1])
            rest = parts[2].drop { $0 == " " }
        }
        return Element(name: name, attributes: attributes)
    }

    /// Sees that text holds no bare ampersand and no character that XML cannot hold.
    private static func check(_ text: String) throws {
        let known = ["amp;", "lt;", "gt;", "quot;", "apos;"]
        for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            try expect(known.contains { part.hasPrefix($0) }, "a bare ampersand in \(text)")
        }
        let isPlain = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }
        try expect(isPlain, "a control character in \(text)")
    }

    private static func expect(_ holds: Bool, _ what: String) throws {
        guard holds else { throw Malformed(what: what) }
    }
}

extension SVGText {
    /// A part of the picture.
    struct Box {
        let left: Double
        let right: Double
        let top: Double
        let bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    /// Every point that an element names, each figure of it a finite number.
    var points: [(x: Double, y: Double)] {
        get throws {
            try elements.flatMap { element in
                let number = { (name: String) in try #require(element.number(name)) }
                switch element.name {
                case "path":
                    let data = try #require(element.attributes["d"])
                    let numbers = try data.split(whereSeparator: { "MLZ ".contains($0) }).map {
                        try #require(Double($0), "\(data)")
                    }
                    return stride(from: 0, to: numbers.count, by: 2).map {
                        (numbers[$0], numbers[$0 + 1])
                    }
                case "rect":
                    let (x, y) = (try number("x"), try number("y"))
                    return [(x, y), (x + (try number("width")), y + (try number("height")))]
                case "circle":
                    let (x, y, radius) = (try number("cx"), try number("cy"), try number("r"))
                    return [(x - radius, y - radius), (x + radius, y + radius)]
                case "text": return [(try number("x"), try number("y"))]
                default: return []
                }
            }
        }
    }

    /// Where the texts stand, as wide and high as their letters.
    func boxes(width: (_ text: String, _ size: Double, _ isBold: Bool) -> Double) throws -> [(
        text: String, box: Box
    )] {
        try elements.filter { $0.name == "text" }.map { element in
            let size = try #require(element.number("font-size"))
            let (x, y) = (try #require(element.number("x")), try #require(element.number("y")))
            let pixels = width(element.content, size, element.attributes["font-weight"] == "bold")
            let left =
                switch element.attributes["text-anchor"] {
                case "middle": x - pixels / 2
                case "end": x - pixels
                default: x
                }
            return (
                element.content,
                Box(
                    left: left, right: left + pixels, top: y - size * 0.76, bottom: y + size * 0.24)
            )
        }
    }
}
