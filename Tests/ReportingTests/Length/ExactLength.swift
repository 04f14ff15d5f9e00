import Foundation

/// What X makes of a text if hosts end in nothing but these.
///
/// It goes by the patterns of twitter-text, in Foundation's normal form. Of joined emoji and paths
/// it knows nothing: they count as text.
struct ExactLength {
    private let links: NSRegularExpression?
    private let plainHosts: NSRegularExpression?

    init(endings: [String] = []) {
        let sign = #"[^\s!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$]"#
        // Without endings there is nothing that would match.
        let known = endings.isEmpty ? "(?!)" : endings.joined(separator: "|")
        let ending = "(?:\(known))(?=[^0-9a-zA-Z@+-]|$)"
        let host =
            "(?:(?:\(sign)(?:[_-]|\(sign))*)?\(sign)\\.)*(?:(?:\(sign)(?:-|\(sign))*)?\(sign)\\.)"
        links = try? NSRegularExpression(
            pattern: "(?<=^|[^A-Za-z0-9@$#])(https?://)?(\(host)\(ending))",
            options: .caseInsensitive)
        plainHosts = try? NSRegularExpression(
            pattern: "(?:[-a-z0-9À-ÖØ-öø-ɏ]+\\.)+\(ending)", options: .caseInsensitive)
    }

    func total(_ text: String) -> Int {
        let text = text.precomposedStringWithCanonicalMapping
        let rest = NSMutableString(string: text)
        let links = found(in: text)
        for link in links.reversed() { rest.deleteCharacters(in: link) }
        return 23 * links.count + Self.plain(rest as String)
    }

    private func found(in text: String) -> [NSRange] {
        let whole = text as NSString
        let all = NSRange(location: 0, length: whole.length)
        return (links?.matches(in: text, range: all) ?? []).flatMap { match -> [NSRange] in
            if match.range(at: 1).location != NSNotFound { return [match.range] }
            let start = match.range.location
            if start > 0, "-_./".contains(whole.substring(with: NSRange(start - 1..<start))) {
                return []
            }
            return (plainHosts?.matches(in: text, range: match.range(at: 2)) ?? []).map(\.range)
        }
    }

    /// The weights of the scalars; a sign and the order to show it as a picture are one emoji.
    private static func plain(_ text: String) -> Int {
        var total = 0
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            let isPicture =
                scalar == "\u{FE0F}"
                && (last.map {
                    $0.properties.isEmoji && !$0.properties.isEmojiPresentation && !$0.isASCII
                } ?? false)
            switch scalar.value {
            case _ where isPicture: total += last.map { $0.value < 0x100 ? 1 : 0 } ?? 0
            case 0...4_351, 8_192...8_205, 8_208...8_223, 8_242...8_247: total += 1
            default: total += 2
            }
            last = scalar
        }
        return total
    }
}
