internal import CCurl
internal import Glibc
internal import Text

/// The way to a mail server: one message, from connection to the server's word, at a time.
package protocol MailTransport: AnyObject {
    /// Hands a message in; comes back within the mail's own limit.
    func send(_ mail: Mail) -> MailReceipt
}

/// Mail through libcurl's SMTP.
///
/// Set on each transfer, with no way to unset it: TLS 1.2 or later before anything is told, unless the
/// server is this machine's own and wants none, the server's certificate verified for its name, no
/// proxy, and a limit on seconds.
package final class CurlMailTransport: MailTransport {
    private static let isReady = ccurl_global_init() == CURLE_OK

    private let trust: TrustStore

    package init(trust: TrustStore) { self.trust = trust }

    package func send(_ mail: Mail) -> MailReceipt {
        guard Self.isReady, let handle = curl_easy_init() else {
            return MailReceipt(
                error: .notSent(host: mail.server.host, detail: "libcurl cannot be set up"),
                conversation: [])
        }
        let transfer = MailTransfer(mail, handle: handle)
        defer { curl_easy_cleanup(handle) }
        let code = transfer.prepare(trusting: trust.source) ?? curl_easy_perform(handle)
        let receipt = transfer.receipt(code)
        Self.leave(handle)
        return receipt
    }

    /// Sees to it that the end waits for nobody.
    ///
    /// libcurl says QUIT as it closes the connection, and would wait two minutes for the answer,
    /// whatever limits were set. Where nothing more can be read, it says so and goes.
    private static func leave(_ handle: UnsafeMutableRawPointer) {
        let socket = ccurl_get_socket(handle)
        if socket >= 0 { shutdown(socket, Int32(SHUT_RD)) }
    }
}

/// One message on its way: the handle it goes by, and what has been said.
///
/// The handle points here from its callbacks, so the object has to outlive the transfer.
final class MailTransfer {
    private static let maximumConnectMilliseconds = 5_000

    private let mail: Mail
    private let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private var conversation: MailConversation
    /// How many bytes of the message libcurl has taken.
    private var taken = 0

    init(_ mail: Mail, handle: UnsafeMutableRawPointer) {
        self.mail = mail
        self.handle = handle
        conversation = MailConversation(login: mail.login)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    /// The handle must be gone or reset: it points to these.
    deinit {
        curl_slist_free_all(recipients)
        errorText.deallocate()
    }

    /// Tells the handle everything about this message; returns what could not be set.
    func prepare(trusting trust: TrustStore.Source) -> CURLcode? {
        guard ([mail.sender] + mail.recipients).allSatisfy(Mail.isAddress),
            mail.login == nil || mail.server.security != .none
        else { return CURLE_URL_MALFORMAT }
        for address in mail.recipients {
            guard let longer = curl_slist_append(recipients, "<\(address)>") else {
                return CURLE_OUT_OF_MEMORY
            }
            recipients = longer
        }
        let limit = max(1, mail.totalTimeoutMilliseconds)
        let isImplicit = mail.server.security == .tls
        var codes = [
            ccurl_set_url(handle, mail.server.url),
            ccurl_set_protocols(handle, isImplicit ? "smtps" : "smtp"),
            mail.server.security == .none ? CURLE_OK : ccurl_require_starttls(handle),
            ccurl_set_no_proxy(handle, "*"), ccurl_use_no_signals(handle),
            ccurl_abandon_name_resolution(handle),
            ccurl_set_connect_timeout(handle, min(limit, Self.maximumConnectMilliseconds)),
            ccurl_set_total_timeout(handle, limit),
        ]
        codes +=
            mail.isGreetingAlone
            ? [ccurl_set_command(handle, "NOOP")]
            : [
                ccurl_set_mail_sender(handle, "<\(mail.sender)>"),
                ccurl_set_mail_recipients(handle, recipients),
                ccurl_allow_refused_recipients(handle), ccurl_set_upload(handle),
            ]
        if let login = mail.login {
            codes += [
                ccurl_set_user(handle, login.user),
                ccurl_set_password(handle, login.password.revealed), ccurl_log_in_plainly(handle),
            ]
        }
        codes += trust.codes(on: handle) + callbackCodes()
        return codes.first { $0 != CURLE_OK }
    }

    private func callbackCodes() -> [CURLcode] {
        let context = Unmanaged.passUnretained(self).toOpaque()
        return [
            ccurl_set_error_buffer(handle, errorText), ccurl_set_read_context(handle, context),
            ccurl_set_read_function(handle) { bytes, size, count, context in
                MailTransfer.of(context)?.hand(over: size * count, to: bytes)
                    ?? Int(CURL_READFUNC_ABORT)
            },
            // A server's lines come here too; unasked they would go to standard output.
            ccurl_set_write_context(handle, context),
            ccurl_set_write_function(handle) { _, size, count, _ in size * count },
            ccurl_set_debug_context(handle, context),
            ccurl_set_debug_function(handle) { _, kind, bytes, count, context in
                MailTransfer.of(context)?.note(kind, bytes, count)
                return 0
            },
            ccurl_be_verbose(handle),
        ]
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> MailTransfer? {
        context.map { Unmanaged<MailTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether a login was asked for, and the server let us go on without one.
    private var isStranger: Bool { mail.login != nil && !conversation.isLoggedIn }

    /// The next bytes of the message; none of it goes to a server that knows nobody.
    private func hand(over most: Int, to bytes: UnsafeMutablePointer<CChar>?) -> Int {
        guard !isStranger else { return Int(CURL_READFUNC_ABORT) }
        let piece = mail.message[taken...].prefix(most)
        piece.withUnsafeBytes { source in
            guard let bytes, let base = source.baseAddress else { return }
            memcpy(bytes, base, source.count)
        }
        taken += piece.count
        return piece.count
    }

    private func note(
        _ kind: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int
    ) {
        guard kind == CURLINFO_HEADER_IN || kind == CURLINFO_HEADER_OUT else { return }
        let text = String(
            decoding: UnsafeRawBufferPointer(start: bytes, count: min(count, 4_096)), as: UTF8.self)
        if kind == CURLINFO_HEADER_IN { conversation.hear(text) } else { conversation.say(text) }
    }

    /// How it ended, from libcurl's code for it.
    func receipt(_ code: CURLcode) -> MailReceipt {
        let isLost = code == CURLE_OK || code == CURLE_ABORTED_BY_CALLBACK
        let error: MailError? =
            isLost && isStranger
            ? .refused(
                host: mail.server.host, code: 535,
                said: "it offers no login, and a password is set; no message goes without")
            : code == CURLE_OK ? nil : error(code)
        return MailReceipt(
            error: error, conversation: conversation.lines, refusals: conversation.refusals,
            isJudged: isHandedOver)
    }

    private var isHandedOver: Bool { taken == mail.message.count && !mail.isGreetingAlone }

    private func error(_ code: CURLcode) -> MailError {
        let host = mail.server.host
        let words = String(cString: curl_easy_strerror(code)).lowercasedInitial
        let status = ccurl_get_status(handle)
        if (400...599).contains(status) {
            return .refused(host: host, code: status, said: conversation.said(status))
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return .notSent(host: host, detail: "its name cannot be resolved")
        case CURLE_USE_SSL_FAILED:
            let way = mail.server.isLocal ? "; to this machine's own: security: \"none\"" : ""
            return .notSent(
                host: host, detail: "it offers no STARTTLS, and nothing goes without\(way)")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE:
            let told = ForeignText.shown(String(cString: errorText))
            return .notSent(
                host: host, detail: "no trusted connection: \(told.isEmpty ? words : told)")
        case CURLE_LOGIN_DENIED:
            return .refused(host: host, code: 535, said: "it offers no way to log in that serves")
        default: break
        }
        // Once the whole message was handed over it may be there, whatever broke then.
        let detail =
            code == CURLE_OPERATION_TIMEDOUT
            ? "no answer in \(mail.totalTimeoutMilliseconds) ms" : words
        return isHandedOver
            ? .unclear(host: host, detail: detail) : .notSent(host: host, detail: detail)
    }
}
