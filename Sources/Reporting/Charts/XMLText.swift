/// Text as XML may hold it.
enum XMLText {
    /// The text with markup characters spelled out, without what XML 1.0 cannot hold at all, and
    /// without orders to write the other way round, which would disguise what follows.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&apos;"
            case "\t", "\n", "\r": result += " "
            case "\u{0}"..<"\u{20}", "\u{7f}"..<"\u{a0}", "\u{fffe}", "\u{ffff}": continue
            case "\u{202a}"..."\u{202e}", "\u{2066}"..."\u{2069}": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
