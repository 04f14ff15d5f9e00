/// Text from outside, made fit to stand in a message.
///
/// Tags of HTML pages, control and format characters become spaces, runs of spaces one, and what
/// remains is cut to 200 characters, a combining mark being one. A secret that the other side echoes
/// is hidden first, however it spells it: that of the service, and all that the run knows of others.
package enum ForeignText {
    /// What the run that is under way must not tell.
    @TaskLocal private static var credentials = Credentials.none

    /// Does something, in which no text from outside shows any of these credentials.
    package static func hiding<Value, Failure: Error>(
        _ credentials: Credentials, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try $credentials.withValue(credentials) { () -> Result<Value, Failure> in
            Result(catching: body)
        }.get()
    }

    private static let longest = 200
    private static let maximumBytes = 4_096

    /// What of an answer's body may be shown.
    package static func raw(_ body: [UInt8]) -> String {
        let text = String(decoding: body.prefix(maximumBytes), as: UTF8.self)
        guard text.drop(while: \.isWhitespace).first == "<" else { return text }
        var isTag = false
        var words = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "<" { isTag = true }
            words.append(isTag ? " " : scalar)
            if scalar == ">" { isTag = false }
        }
        return String(words)
    }

    /// One line of at most 200 characters.
    package static func shown(_ text: String, hiding secret: Secret? = nil) -> String {
        shown(text, hiding: secret.map { [$0] } ?? [])
    }

    /// One line of at most 200 characters, in which none of several secrets can be read.
    package static func shown(_ text: String, hiding secrets: [Secret]) -> String {
        let bytes = Redaction(secrets + credentials.secrets())
            .hidden(in: Array(text.utf8.prefix(maximumBytes)))
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

    /// Whether a text holds a secret, or so much of it as is no chance, or another of the run's.
    package static func holds(_ text: String, partOf secret: Secret) -> Bool {
        let bytes = Array(text.utf8)
        return Redaction([secret], isStrict: true).finds(in: bytes)
            || Redaction(credentials.secrets()).finds(in: bytes)
    }
}
