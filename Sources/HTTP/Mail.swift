package import Text

/// A message for a mail server, and who takes it there.
package struct Mail: Sendable {
    /// How the way to the server is protected.
    package enum Security: String, CaseIterable, Sendable {
        /// TLS after the STARTTLS command, usually at port 587.
        case starttls
        /// TLS from the first byte, usually at port 465.
        case tls
        /// Not at all: to a server on this very machine, and without a password.
        case none
    }

    /// Where mail is handed in.
    package struct Server: Equatable, Sendable {
        package let host: String
        package let port: UInt16
        package let security: Security
        /// Whether it is this very machine's.
        let isLocal: Bool

        /// `nil` where the host is none: a name, or an address, an IPv6 one in brackets; or another
        /// machine, to which nothing goes without TLS.
        package init?(host: String, port: UInt16, security: Security) {
            guard port > 0, let url = try? HTTPURL("https://\(host):\(port)/"), url.host == host,
                security != .none || url.isLoopback
            else { return nil }
            self.host = host
            self.port = port
            self.security = security
            isLocal = url.isLoopback
        }

        var url: String { "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)" }
    }

    package var server: Server
    /// Who logs in; `nil` where the server asks nobody to.
    package var login: (user: String, password: Secret)?
    /// Addresses alone, as `name@example.com`.
    package var sender: String
    package var recipients: [String]
    /// Headers and body, lines ended by CR and LF.
    package var message: [UInt8]
    package var totalTimeoutMilliseconds = 10_000
    /// Whether the server is only greeted and logged in to, and the message stays here.
    package var isGreetingAlone = false

    package init(
        server: Server, login: (user: String, password: Secret)?, sender: String,
        recipients: [String], message: [UInt8]
    ) {
        self.server = server
        self.login = login
        self.sender = sender
        self.recipients = recipients
        self.message = message
    }

    /// Whether a text is an address that may stand in the envelope and a header: one `@`, and
    /// printable ASCII without what either would take for more.
    package static func isAddress(_ text: String) -> Bool {
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        return sides.count == 2 && sides.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy {
                (0x21...0x7E).contains($0) && !"<>()[]\\,;:\"".utf8.contains($0)
            }
    }
}

/// Why a message was not handed in, or may not have been.
package enum MailError: Error, Equatable, CustomStringConvertible {
    /// No protected connection came about, or it broke before the message was on its way.
    case notSent(host: String, detail: String)
    /// The server refused, with this code of 400 to 599; `said` is its line.
    case refused(host: String, code: Int, said: String)
    /// The message went out, and no answer came.
    case unclear(host: String, detail: String)

    package var description: String {
        switch self {
        case .notSent(let host, let detail): "no mail through \(host): \(detail)"
        case .refused(let host, _, let said): "\(host) refuses: \(said)"
        case .unclear(let host, let detail): "no word from \(host) on the message: \(detail)"
        }
    }
}

/// How the handing in of a message ended, and what was said.
package struct MailReceipt: Sendable {
    /// A recipient whom the server would not have, and its line on that.
    package struct Refusal: Equatable, Sendable {
        package let address: String
        package let said: String

        package init(address: String, said: String) {
            self.address = address
            self.said = said
        }
    }

    /// `nil` where the server has taken the message, for one recipient at least.
    package let error: MailError?
    /// Line by line, `>` ours and `<` the server's, without what is secret.
    package let conversation: [String]
    package let refusals: [Refusal]
    /// Whether the server had the message when it refused: before, it knew sender and recipients.
    package let isJudged: Bool

    package init(
        error: MailError?, conversation: [String], refusals: [Refusal] = [], isJudged: Bool = false
    ) {
        self.error = error
        self.conversation = conversation
        self.refusals = refusals
        self.isJudged = isJudged
    }
}
