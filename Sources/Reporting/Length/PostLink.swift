/// What X takes for a link, with `https://` before it or without.
///
/// A host is labels between points, each at most 63 bytes once encoded, the last of them a
/// top-level domain; port, path and query follow as far as they go, without closing punctuation.
/// There are far more top-level domains than are listed here, and new ones every year: a host that
/// ends in a word of no list *may* be a link. One pass, whatever the text.
struct PostLink: Equatable {
    /// Where it stands among the scalars.
    let range: Range<Int>
    /// Whether its top-level domain is known.
    let isCertain: Bool

    /// A longer one is no link.
    static let longest = 4_096

    /// All links of a text, in order.
    static func links(in scalars: [Unicode.Scalar]) -> [PostLink] {
        var links: [PostLink] = []
        var index = 0
        while index < scalars.count {
            guard let candidate = Candidate(scalars, at: index) else {
                index += 1
                continue
            }
            if let link = candidate.link, link.range.count <= longest { links.append(link) }
            index = max(candidate.end, candidate.link?.range.upperBound ?? 0)
        }
        return links
    }
}

/// Something that begins as a link does.
private struct Candidate {
    /// Where the host that was looked at ends; nothing before it begins another link.
    let end: Int
    private(set) var link: PostLink?

    init?(_ scalars: [Unicode.Scalar], at start: Int) {
        let before = start > 0 ? scalars[start - 1] : nil
        guard before.map(\.mayPrecedeLink) ?? true else { return nil }
        let hostStart = Self.afterScheme(scalars, start)
        let hasScheme = hostStart != nil
        guard hasScheme || scalars[start].isPlainHost else { return nil }
        if !hasScheme, let before, "-_./".unicodeScalars.contains(before) { return nil }
        var end = hostStart ?? start
        let first = end
        while end < scalars.count, Self.isHost(scalars[end], hasScheme: hasScheme) { end += 1 }
        self.end = max(end, start + 1)
        guard let host = Host(scalars[first..<end]) else { return }
        if host.end < scalars.count, "@+".unicodeScalars.contains(scalars[host.end]) { return }
        let tail = LinkTail.end(scalars, from: host.end)
        link = PostLink(range: start..<tail, isCertain: host.isCertain)
    }

    private static func isHost(_ scalar: Unicode.Scalar, hasScheme: Bool) -> Bool {
        if scalar == "." || scalar == "-" { return true }
        return hasScheme ? scalar.isHost || scalar == "_" : scalar.isPlainHost
    }

    private static func afterScheme(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard scalars[start] == "h" || scalars[start] == "H" else { return nil }
        for scheme in ["http://", "https://"] {
            let end = start + scheme.count
            guard end < scalars.count else { continue }
            let text = String(String.UnicodeScalarView(scalars[start..<end]))
            if text.lowercased() == scheme { return end }
        }
        return nil
    }
}

/// The labels of a host, as far as they make one.
private struct Host {
    let end: Int
    let isCertain: Bool

    init?(_ scalars: ArraySlice<Unicode.Scalar>) {
        let labels = scalars.split(separator: ".", omittingEmptySubsequences: false)
        let valid = labels.prefix { !$0.isEmpty && Punycode.fits($0) && !$0.hasHyphenAtAnEnd }
        let known = valid.indices.dropFirst().last { index in
            valid[index].topLevelPrefix.map { TopLevelDomains.known.contains($0) } ?? false
        }
        if let known {
            guard !valid[known - 1].contains("_") else { return nil }
            // Signs that are not ASCII may follow the top-level domain directly.
            end = valid[known].prefix { $0.isASCII }.endIndex
            isCertain = true
        } else if let last = valid.last, valid.count == labels.count, labels.count > 1,
            last.count > 1, last.allSatisfy(\.properties.isAlphabetic)
        {
            end = last.endIndex
            isCertain = false
        } else {
            return nil
        }
    }
}

/// What follows a host.
private enum LinkTail {
    private static let inPath = Set("!*';:=+,.$%[]-~@|&_/#()".unicodeScalars)
    private static let endsPath = Set("=_#/+-".unicodeScalars)

    static func end(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var index = start
        if index + 1 < scalars.count, scalars[index] == ":", scalars[index + 1].isDigit {
            index += 1
            while index < scalars.count, scalars[index].isDigit { index += 1 }
        }
        for opening in ["/", "?"] as [Unicode.Scalar] {
            guard index < scalars.count, scalars[index] == opening else { continue }
            index = partEnd(scalars, from: index)
        }
        return index
    }

    /// The end of a path or query, without the punctuation that closes a sentence around it.
    private static func partEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var end = start + 1
        var opened = 0
        while end < scalars.count, scalars[end].isWordOfPath || inPath.contains(scalars[end]) {
            if scalars[end] == "(" { opened += 1 }
            if scalars[end] == ")" {
                // What was opened before the link is closed behind it.
                guard opened > 0 else { break }
                opened -= 1
            }
            end += 1
        }
        while end > start + 1 {
            let last = scalars[end - 1]
            if last.isWordOfPath || endsPath.contains(last) || (last == ")" && opened == 0) {
                return end
            }
            end -= 1
        }
        return scalars[start] == "/" ? start + 1 : start
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    private var isLetterOrDigit: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || isDigit
    }

    /// Letters of the Latin alphabet with accents, which hosts without a scheme may hold.
    private var isAccented: Bool {
        (0xC0...0x24F).contains(value) && value != 0xD7 && value != 0xF7
    }

    fileprivate var isPlainHost: Bool { isLetterOrDigit || isAccented }

    fileprivate var isHost: Bool {
        isLetterOrDigit
            || value >= 0x80 && !properties.isWhitespace && properties.generalCategory != .control
                && properties.generalCategory != .format && value != 0xFFFE && value != 0xFFFF
    }

    fileprivate var isWordOfPath: Bool {
        isPlainHost || (0x400...0x4FF).contains(value)
    }

    fileprivate var mayPrecedeLink: Bool {
        !isLetterOrDigit && !"@$#＠＃".unicodeScalars.contains(self)
    }
}

extension ArraySlice<Unicode.Scalar> {
    fileprivate var hasHyphenAtAnEnd: Bool { first == "-" || last == "-" }

    /// The ASCII letters that the label begins with, in lower case, unless ASCII goes on behind.
    fileprivate var topLevelPrefix: String? {
        let plain = prefix { $0.isASCII }
        guard plain.allSatisfy({ $0.properties.isAlphabetic }) else { return nil }
        return String(String.UnicodeScalarView(plain)).lowercased()
    }
}
