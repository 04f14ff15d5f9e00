internal import Text

/// What a mail server and we say to each other, without what is secret.
struct MailConversation {
    private static let maximumLines = 100

    /// Line by line, `>` ours and `<` the server's.
    private(set) var lines: [String] = []
    private let secrets: [Secret]
    /// From our AUTH on until the server's verdict, everything we say is secret.
    private var isLoggingIn = false
    /// Whether the server has said yes to a login.
    private(set) var isLoggedIn = false
    private(set) var refusals: [MailReceipt.Refusal] = []
    /// The recipient whom the server was told last, until it has answered.
    private var recipient: String?

    init(login: (user: String, password: Secret)?) {
        guard let login else {
            secrets = []
            return
        }
        // Alone, as LOGIN sends it, and beside the name, as PLAIN does.
        secrets = [
            login.password, Secret("\0\(login.user)\0\(login.password.revealed)"),
        ]
    }

    /// The server's last line of a code, for messages.
    func said(_ code: Int) -> String {
        lines.last { $0.hasPrefix("< \(code)") }.map { String($0.dropFirst(2)) } ?? "\(code)"
    }

    mutating func hear(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if isLoggingIn, !line.hasPrefix("334") {
                isLoggingIn = false
                isLoggedIn = line.hasPrefix("235")
            }
            add("< ", String(line))
            noteVerdict(String(line))
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
                if !isLoggingIn, line.uppercased().hasPrefix("RCPT TO:<") {
                    recipient = String(line.dropFirst("RCPT TO:<".count).prefix { $0 != ">" })
                }
            }
        }
    }

    /// What the server says of a recipient; all but the last of several lines have a `-`.
    private mutating func noteVerdict(_ line: String) {
        guard let address = recipient, !line.dropFirst(3).hasPrefix("-") else { return }
        if !line.hasPrefix("2") {
            refusals.append(
                MailReceipt.Refusal(
                    address: address, said: ForeignText.shown(line, hiding: secrets)))
        }
        recipient = nil
    }

    private mutating func add(_ mark: String, _ text: String) {
        guard lines.count < Self.maximumLines else { return }
        lines.append(mark + ForeignText.shown(text, hiding: secrets))
    }
}
