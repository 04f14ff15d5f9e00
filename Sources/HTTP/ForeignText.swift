internal import Text

/// Text from outside, made fit to stand in a message.
///
/// Tags of HTML pages, control and format characters become spaces, runs of spaces one, and what
/// remains is cut to 200 characters, a combining mark being one. A secret that the other side echoes
/// is hidden first.
package enum ForeignText {
    private static let longest = 200
    private static let mostBytes = 4_096

    /// What of an answer's body may be shown.
    package static func raw(_ body: [UInt8]) -> String {
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
    package static func shown(_ text: String, hiding secret: Secret? = nil) -> String {
        shown(text, hiding: secret.map { [$0] } ?? [])
    }

    /// One line of at most 200 characters, in which none of several secrets can be read.
    package static func shown(_ text: String, hiding secrets: [Secret]) -> String {
        let bytes = secrets.reduce(Array(text.utf8.prefix(mostBytes))) { $1.hidden(in: $0) }
        let text = String(decoding: bytes, as: UTF8.self)
        var line = String.UnicodeScalarView()
        var isGap = false
        for scalar in text.unicodeScalars {
            if scalar.isObeyed || scalar.properties.generalCategory == .spaceSeparator {
                isGap = !line.isEmpty
                continue
            }
            if isGap { line.append(" ") }
            isGap = false
            line.append(scalar)
        }
        return line.count > longest ? "\(String(line.prefix(longest)))…" : String(line)
    }

    /// Whether a text holds a secret, or so much of it as is no chance.
    package static func holds(_ text: String, partOf secret: Secret) -> Bool {
        let bytes = Array(text.utf8)
        return secret.hidden(in: bytes) != bytes
    }
}

extension Secret {
    /// So much of a secret in a row is a part of it, and not chance.
    private static let tellingLength = 6

    /// The bytes with `(hidden)` in place of the secret, and of any part of it: texts are cut on
    /// their way to a message, and nobody knows where.
    fileprivate func hidden(in bytes: [UInt8]) -> [UInt8] {
        let secret = Array(revealed.utf8)
        guard !secret.isEmpty else { return bytes }
        let least = min(secret.count, Self.tellingLength)
        var hidden: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let length = Self.longestPart(of: secret, at: position, in: bytes)
            if length >= least {
                hidden += "(hidden)".utf8
                position += length
            } else {
                hidden.append(bytes[position])
                position += 1
            }
        }
        return hidden
    }

    /// How many bytes at a position are some part of the secret.
    private static func longestPart(
        of secret: [UInt8], at position: Int, in bytes: [UInt8]
    ) -> Int {
        var longest = 0
        for start in secret.indices where secret[start] == bytes[position] {
            var length = 1
            while start + length < secret.count, position + length < bytes.count,
                secret[start + length] == bytes[position + length]
            {
                length += 1
            }
            longest = max(longest, length)
        }
        return longest
    }
}
