internal import HTTP

/// Text from outside, made fit to stand in a message.
///
/// Tags of HTML pages, control and format characters become spaces, runs of spaces one, and what
/// remains is cut to 200 characters. A secret that the other side echoes is hidden first.
enum ForeignText {
    private static let longest = 200
    private static let mostBytes = 4_096

    /// What of an answer's body may be shown.
    static func raw(_ body: [UInt8]) -> String {
        let text = String(decoding: body.prefix(mostBytes), as: UTF8.self)
        guard text.drop(while: \.isWhitespace).first == "<" else { return text }
        var isTag = false
        return String(
            text.map { character -> Character in
                if character == "<" { isTag = true }
                defer { if character == ">" { isTag = false } }
                return isTag ? " " : character
            })
    }

    /// One line of at most 200 characters.
    static func shown(_ text: String, hiding secret: Secret? = nil) -> String {
        var text = String(text.prefix(mostBytes))
        if let secret = secret?.revealed, !secret.isEmpty {
            text = text.replacing(secret, with: "(hidden)")
        }
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            // Most text is ASCII, where the categories are a matter of comparing.
            if scalar.isASCII {
                return scalar.value <= 0x20 || scalar.value == 0x7f ? " " : scalar
            }
            return switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: " "
            default: scalar
            }
        }
        let line = String(String.UnicodeScalarView(scalars)).split(separator: " ")
            .joined(separator: " ")
        return line.count > longest ? "\(line.prefix(longest))…" : line
    }
}
