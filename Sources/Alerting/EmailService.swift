internal import Crypto
package import HTTP
internal import JSON
internal import Market
package import Text

/// Messages as e-mail, handed in at one mail server.
///
/// The Message-ID follows from the alert's, so that of two copies mail programs show one.
package struct EmailService: Sendable {
    private let server: Mail.Server
    private let login: (user: String, password: Secret)?
    private let sender: String
    private let recipients: [String]
    /// What subjects begin with, as `ALGOM`.
    private let brand: String

    /// A way to at least one recipient; nobody logs in where nobody has to.
    package init(
        server: Mail.Server, login: (user: String, password: Secret)?, sender: String,
        recipients: [String], brand: String
    ) {
        self.server = server
        self.login = login
        self.sender = sender
        self.recipients = recipients
        self.brand = brand
    }

    /// The mail that tells an alert.
    package func mail(for alert: Alert, nowSeconds: Int64) -> Mail {
        let text = ([alert.title] + alert.lines).map { "\($0)\r\n" }.joined()
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        let headers = [
            ("Date", Self.date(nowSeconds)), ("From", sender),
            ("To", recipients.joined(separator: ",\r\n ")),
            (
                "Subject",
                EncodedWords.text("[\(brand)] \(alert.title)", after: "Subject: ".utf8.count)
            ),
            ("Message-ID", messageID(alert)), ("MIME-Version", "1.0"),
            ("Auto-Submitted", "auto-generated"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", isPlain ? "7bit" : "base64"),
        ]
        let head = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        let body = isPlain ? text : Self.lines(of: Base64.encoded(Array(text.utf8)))
        return Mail(
            server: server, login: login, sender: sender, recipients: recipients,
            message: Array("\(head)\r\n\(body)".utf8))
    }

    /// Whether somebody logs in.
    package var hasLogin: Bool { login != nil }

    /// Whether what is said goes over TLS.
    package var isProtected: Bool { server.security != .none }

    /// A greeting and a login, by which nobody is sent anything.
    package var greeting: Mail {
        var mail = Mail(
            server: server, login: login, sender: sender, recipients: recipients, message: [])
        mail.isGreetingAlone = true
        return mail
    }

    /// What a receipt means.
    ///
    /// A code of 400 to 499 says "later", and nothing was taken; the others speak of login, sender
    /// or recipients, and so of the settings, or else of this message.
    package func outcome(of receipt: MailReceipt) -> AlertOutcome {
        switch receipt.error {
        case nil:
            receipt.refusals.isEmpty
                ? .delivered : .deliveredBut("not to \(Self.words(receipt.refusals))")
        case .notSent?: .unreached(words(receipt))
        case .unclear?: .unclear(words(receipt))
        case .refused(_, let code, let line)?:
            if code < 500 {
                .unreached(words(receipt))
            } else if receipt.isJudged, code < 600, Self.isOfText(line) {
                .refused(words(receipt))
            } else {
                .misconfigured(words(receipt))
            }
        }
    }

    /// What a server says once it has the message speaks of that, unless it is on a mailbox, a route or
    /// a sender's right to use it (RFC 3463: X.1, X.2, X.4, and 5.7.60).
    private static func isOfText(_ line: String) -> Bool {
        let status = line.split(separator: " ").dropFirst().first ?? ""
        // Mail that is too large for a mailbox is the mail's matter.
        return status == "5.2.3"
            || !["5.1.", "5.2.", "5.4.", "5.7.60"].contains { status.hasPrefix($0) }
    }

    private func words(_ receipt: MailReceipt) -> String {
        guard let error = receipt.error else { return "" }
        // Where nobody may have it, the last refusal alone would name nobody.
        if case .refused(let host, _, _) = error, receipt.refusals.count == recipients.count {
            return "\(host) refuses \(Self.words(receipt.refusals))"
        }
        if case .refused(_, 530, _) = error, login == nil {
            return "\(error); it wants a login: set alerts.email.user, and SMTP_PASSWORD in .env"
        }
        return "\(error)"
    }

    private static func words(_ refusals: [MailReceipt.Refusal]) -> String {
        refusals.map { "\($0.address) (\($0.said))" }.joined(separator: ", ")
    }

    private func messageID(_ alert: Alert) -> String {
        let hash = SHA256.hash(data: Array("\(alert.id)\n\(alert.title)".utf8))
        let domain = sender.split(separator: "@").last ?? "localhost"
        return "<\(Hexadecimal.text(hash.prefix(16)))@\(domain)>"
    }

    /// RFC 5322's date, in UTC: `Mon, 05 Jan 2026 12:00:00 +0000`.
    static func date(_ seconds: Int64) -> String {
        let range = Timestamp.representable
        let moment = min(max(Timestamp(seconds: seconds), range.lowerBound), range.upperBound)
        let parts = moment.dateText.split(separator: "-")
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let day = days[Int(((moment.day % 7) + 7) % 7)]
        let month = months[(Int(parts[1]) ?? 1) - 1]
        return "\(day), \(parts[2]) \(month) \(parts[0]) \(moment.timeText(seconds: true)) +0000"
    }

    /// Lines of 76 characters, as MIME has them.
    private static func lines(of text: String) -> String {
        stride(from: 0, to: text.utf8.count, by: 76)
            .map { "\(text.dropFirst($0).prefix(76))\r\n" }.joined()
    }
}

/// `alerts.email`.
struct EmailSection: ChannelSection {
    private var host = ""
    /// Where nothing is said, that of the security.
    private var port: Int?
    private var security = Mail.Security.starttls.rawValue
    private var user: String?
    private var from = ""
    private var to: [String] = []
    let variables = ["SMTP_PASSWORD"]

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("host", &host)
        try visitor.field("port", &port)
        try visitor.field("security", &security)
        try visitor.field("user", &user)
        try visitor.field("from", &from)
        try visitor.field("to", &to)
    }

    var flaw: ChannelFlaw? {
        if !(1...65_535).contains(port ?? 1) { return ("port", "1 to 65535") }
        guard let security = Mail.Security(rawValue: security) else {
            return ("security", "starttls or tls, or for this machine's own mail server none")
        }
        if server == nil {
            return security == .none
                ? ("security", "starttls or tls; none is for localhost, 127.0.0.0/8 and [::1]")
                : ("host", "the name of a mail server")
        }
        if security == .none, user != nil {
            return ("user", "null where security is none: no password goes without TLS")
        }
        if !Mail.isAddress(from) { return ("from", "an address alone, as name@example.com") }
        if !(1...20).contains(to.count) || !to.allSatisfy(Mail.isAddress) {
            return ("to", "a list of 1 to 20 addresses")
        }
        return nil
    }

    private var server: Mail.Server? {
        guard let security = Mail.Security(rawValue: security),
            let port = UInt16(exactly: port ?? (security == .none ? 25 : 587))
        else { return nil }
        return Mail.Server(host: host, port: port, security: security)
    }

    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way {
        guard let server else {
            throw JobError(.configuration, at: "alerts.email.host", "it is no mail server's name")
        }
        var login: (user: String, password: Secret)?
        if let user { login = (user, try values.secret("SMTP_PASSWORD")) }
        return .mail(
            EmailService(
                server: server, login: login, sender: from, recipients: to, brand: values.brand))
    }
}

/// A header's text as RFC 2047 wants it: ASCII as it is, folded; else words of Base64.
enum EncodedWords {
    /// So many bytes in a word, which then has 72 characters: 75 are the most.
    private static let maximumBytes = 45
    private static let longestLine = 76

    /// The text; `length` is what stands before it on its line.
    static func text(_ text: String, after length: Int) -> String {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !text.contains("=?")
            ? folded(text, after: length) : encoded(text)
    }

    /// Broken before words where a line grows too long.
    private static func folded(_ text: String, after length: Int) -> String {
        var result = ""
        var column = length
        for word in text.split(separator: " ") {
            if !result.isEmpty {
                let isBroken = column + 1 + word.utf8.count > longestLine
                result += isBroken ? "\r\n " : " "
                column = isBroken ? 1 : column + 1
            }
            result += word
            column += word.utf8.count
        }
        return result
    }

    private static func encoded(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        // No scalar is parted: each word is read by itself.
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > maximumBytes { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Base64.encoded($0))?=" }.joined(separator: "\r\n ")
    }
}
