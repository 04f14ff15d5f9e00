internal import Text

/// What a mail server and we say to each other, without what is secret.
struct MailConversation {
    private static let mostLines = 100

    /// Line by line, `>` ours and `<` the server's.
    private(set) var lines: [String] = []
    private let secrets: [Secret]
    /// From our AUTH on until the server's verdict, everything we say is secret.
    private var isLoggingIn = false

    init(login: (user: String, password: Secret)?) {
        guard let login else {
            secrets = []
            return
        }
        // As it stands, and in the two spellings in which a server could send it back.
        let password = login.password.revealed
        let plain = Array("\0\(login.user)\0\(password)".utf8)
        secrets = [
            login.password, Secret(Base64.encoded(plain)),
            Secret(Base64.encoded(Array(password.utf8))),
        ]
    }

    /// The server's last line of a code, for messages.
    func said(_ code: Int) -> String {
        lines.last { $0.hasPrefix("< \(code)") }.map { String($0.dropFirst(2)) } ?? "\(code)"
    }

    mutating func hear(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if isLoggingIn, !line.hasPrefix("334") { isLoggingIn = false }
            add("< ", String(line))
        }
    }

    mutating func say(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if line.uppercased().hasPrefix("AUTH ") {
                isLoggingIn = true
                let words = line.split(separator: " ").prefix(2).joined(separator: " ")
                add("> ", "\(words) (hidden)")
            } else {
                add("> ", isLoggingIn ? "(hidden)" : String(line))
            }
        }
    }

    private mutating func add(_ mark: String, _ text: String) {
        guard lines.count < Self.mostLines else { return }
        lines.append(mark + ForeignText.shown(text, hiding: secrets))
    }
}
