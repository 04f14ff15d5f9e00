internal import CCurl
internal import Glibc

/// The way to a mail server: one message, from connection to the server's word, at a time.
package protocol MailTransport: AnyObject {
    /// Hands a message in; comes back within the mail's own limit.
    func send(_ mail: Mail) -> MailReceipt
}

/// Mail through libcurl's SMTP.
///
/// Set on each transfer, with no way to unset it: TLS 1.2 or later before anything is told, the
/// server's certificate verified for its name, no proxy, and a limit on seconds.
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
