internal import Crypto
package import HTTP
internal import Market
internal import Text

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

    /// - Parameters:
    ///   - server: where mail is handed in.
    ///   - login: who logs in, if anybody has to.
    ///   - sender: an address alone.
    ///   - recipients: at least one.
    ///   - brand: what subjects begin with.
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
            } else if RefusedText.isMeant(byMail: code, saying: line, isJudged: receipt.isJudged) {
                .refused(words(receipt))
            } else {
                .misconfigured(words(receipt))
            }
        }
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
        var rest = text[...]
        var lines = ""
        while !rest.isEmpty {
            lines += "\(rest.prefix(76))\r\n"
            rest = rest.dropFirst(76)
        }
        return lines
    }
}

/// A header's text as RFC 2047 wants it: ASCII as it is, folded; else words of Base64.
enum EncodedWords {
    /// So many bytes in a word, which then has 72 characters: 75 are the most.
    private static let mostBytes = 45
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
            if words[words.count - 1].count + bytes.count > mostBytes { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Base64.encoded($0))?=" }.joined(separator: "\r\n ")
    }
}
