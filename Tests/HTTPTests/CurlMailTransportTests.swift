import Foundation
import LoopbackServices
import Testing
import Text

@testable import HTTP

struct CurlMailTransportTests {
    private static let message =
        "Subject: a test\r\n\r\n.a line that begins with a point\r\n..\r\n.\r\nthe end, é\r\n"

    private let authority: TestAuthority
    private let certificate: (file: String, key: String)

    init() throws {
        authority = try TestAuthority()
        certificate = try authority.certificate(names: "DNS:localhost,IP:127.0.0.1")
    }

    private func mail(
        through port: UInt16, _ security: Mail.Security, password: String? = SMTPServer.password,
        milliseconds: Int = 10_000
    ) throws -> Mail {
        var mail = Mail(
            server: try #require(Mail.Server(host: "localhost", port: port, security: security)),
            login: password.map { (SMTPServer.user, Secret($0)) }, sender: "algom@example.com",
            recipients: ["a@example.com", "b@example.com"], message: Array(Self.message.utf8))
        mail.totalTimeoutMilliseconds = milliseconds
        return mail
    }

    private func send(_ mail: Mail) -> MailReceipt {
        CurlMailTransport(trust: .only(file: authority.file, directory: nil)).send(mail)
    }

    /// What may never be seen: the password, and what a login makes of it.
    private func expectNoSecret(_ receipt: MailReceipt) {
        let all = (receipt.conversation + ["\(String(describing: receipt.error))"]).joined()
        let plain = Data("\0\(SMTPServer.user)\0\(SMTPServer.password)".utf8).base64EncodedString()
        for secret in [
            SMTPServer.password, plain, Data(SMTPServer.password.utf8).base64EncodedString(),
        ] {
            #expect(!all.contains(secret), "\(all)")
        }
    }

    @Test(arguments: [Mail.Security.starttls, .tls])
    func `a greeting logs in and hands nothing over`(security: Mail.Security) throws {
        let server = try SMTPServer(
            security == .tls ? .tls : .starttls, certificate: certificate)
        var greeting = try mail(through: server.port, security)
        greeting.isGreetingAlone = true
        let receipt = send(greeting)
        #expect(receipt.error == nil, "\(receipt)")
        #expect(try server.taken.isEmpty)
        #expect(receipt.conversation.contains { $0.hasPrefix("> AUTH") })
        #expect(receipt.conversation.contains("> NOOP"))
        #expect(!receipt.conversation.contains { $0.contains("MAIL FROM") })
        expectNoSecret(receipt)
        var wrong = try mail(through: server.port, security, password: "another")
        wrong.isGreetingAlone = true
        guard case .refused(_, 535, _)? = send(wrong).error else {
            Issue.record("a wrong password is not refused")
            return
        }
    }

    @Test(arguments: [Mail.Security.starttls, .tls])
    func `a message arrives as it was written, with its envelope`(
        security: Mail.Security
    ) throws {
        let server = try SMTPServer(
            security == .tls ? .tls : .starttls, certificate: certificate)
        let receipt = send(try mail(through: server.port, security))
        #expect(receipt.error == nil, "\(receipt)")
        #expect(
            try server.taken == [
                SMTPServer.Taken(
                    sender: "algom@example.com", recipients: ["a@example.com", "b@example.com"],
                    user: SMTPServer.user, message: Self.message)
            ])
        expectNoSecret(receipt)
        #expect(receipt.conversation.contains("> MAIL FROM:<algom@example.com>"))
        #expect(
            receipt.conversation.contains { $0.hasPrefix("> AUTH ") && $0.hasSuffix("(hidden)") })
        #expect(receipt.conversation.contains("< 250 2.0.0 taken"))
    }

    @Test func `a server that asks nobody to log in is handed the message too`() throws {
        let server = try SMTPServer(.starttls, certificate: certificate, needsLogin: false)
        #expect(send(try mail(through: server.port, .starttls, password: nil)).error == nil)
        #expect(try server.taken.count == 1)
    }

    // MARK: Protection

    @Test(arguments: [Mail.Security.starttls, .tls])
    func `a certificate for another name, or of nobody known, is refused`(
        security: Mail.Security
    ) throws {
        let mode: SMTPServer.Mode = security == .tls ? .tls : .starttls
        let wrong = try authority.certificate(names: "DNS:elsewhere.example")
        let named = try SMTPServer(mode, certificate: wrong)
        let other = try TestAuthority()
        let foreign = try SMTPServer(
            mode, certificate: try other.certificate(names: "DNS:localhost"))
        for server in [named, foreign] {
            let receipt = send(try mail(through: server.port, security))
            guard case .notSent(_, let detail)? = receipt.error else {
                Issue.record("\(receipt)")
                continue
            }
            #expect(detail.hasPrefix("no trusted connection: "))
            #expect(!receipt.conversation.contains { $0.hasPrefix("> AUTH") })
            #expect(try server.taken.isEmpty)
        }
    }

    @Test func `without STARTTLS nothing is told`() throws {
        let server = try SMTPServer(.plain, certificate: certificate)
        let receipt = send(try mail(through: server.port, .starttls))
        #expect(
            receipt.error
                == .notSent(
                    host: "localhost",
                    detail:
                        "it offers no STARTTLS, and nothing goes without; to this machine's own:"
                        + " security: \"none\""))
        #expect(!receipt.conversation.contains { $0.hasPrefix("> AUTH") || $0.hasPrefix("> MAIL") })
        let implicit = send(try mail(through: server.port, .tls, milliseconds: 3_000))
        guard case .notSent? = implicit.error else {
            return #expect(Bool(false), "\(implicit)")
        }
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `to this machine's own server a message goes without TLS, and no password`(
        host: String
    ) throws {
        let server = try SMTPServer(.plain, certificate: certificate, needsLogin: false)
        var mail = try mail(through: server.port, .none, password: nil)
        mail.server = try #require(Mail.Server(host: host, port: server.port, security: .none))
        let receipt = send(mail)
        #expect(receipt.error == nil, "\(receipt)")
        #expect(try server.taken.map(\.message) == [Self.message])
        #expect(!receipt.conversation.contains { $0.contains("STARTTLS") && $0.hasPrefix(">") })
        mail.login = (SMTPServer.user, Secret(SMTPServer.password))
        let refused = send(mail)
        #expect(refused.error != nil && refused.conversation.isEmpty, "\(refused)")
        expectNoSecret(refused)
        // To any other machine there is no such way.
        for host in ["mail.example.com", "10.0.0.1", "127.0.0.1.example.com"] {
            #expect(Mail.Server(host: host, port: 25, security: .none) == nil)
        }
    }

    // MARK: Refusals

    @Test func `a wrong password is refused, and not told`() throws {
        let server = try SMTPServer(.starttls, certificate: certificate)
        let receipt = send(
            try mail(through: server.port, .starttls, password: "pLaNtEd-wrong-password"))
        guard case .refused(_, 535, _)? = receipt.error else {
            return #expect(Bool(false), "\(receipt)")
        }
        #expect(!"\(receipt)".contains("pLaNtEd-wrong"))
        #expect(try server.taken.isEmpty)
    }

    @Test func `a server that repeats the password does not make us tell it`() throws {
        let server = try SMTPServer(.starttls, certificate: certificate, fault: .echoesLogin)
        let receipt = send(try mail(through: server.port, .starttls))
        expectNoSecret(receipt)
        #expect("\(receipt)".contains("535 5.7.8 wrong: (hidden)"), "\(receipt)")
    }

    @Test(arguments: [
        (SMTPServer.Fault.refusesRecipient, 550, "550 5.1.1 no such user"),
        (.refusesRecipientForNow, 451, "451 4.7.1 greylisted"),
        (.refusesMessage, 554, "554 5.7.1 not this one"),
    ])
    func `a refusal is told with its code and words`(
        fault: SMTPServer.Fault, code: Int, said: String
    ) throws {
        let server = try SMTPServer(.tls, certificate: certificate, fault: fault)
        let receipt = send(try mail(through: server.port, .tls))
        #expect(receipt.error == .refused(host: "localhost", code: code, said: said))
        #expect(try server.taken.isEmpty)
    }

    @Test func `one who is refused takes nothing from the others, and is named`() throws {
        let server = try SMTPServer(.tls, certificate: certificate, fault: .refusesOne)
        let receipt = send(try mail(through: server.port, .tls))
        #expect(receipt.error == nil)
        #expect(try server.taken.map(\.recipients) == [["a@example.com"]])
        #expect(
            receipt.refusals == [
                MailReceipt.Refusal(address: "b@example.com", said: "550 5.1.1 no such user here")
            ])
        let nobody = try SMTPServer(.tls, certificate: certificate, fault: .refusesRecipient)
        let none = send(try mail(through: nobody.port, .tls))
        #expect(none.refusals.map(\.address) == ["a@example.com", "b@example.com"])
        #expect(!none.isJudged)
    }

    // MARK: Login

    @Test(arguments: [Mail.Security.starttls, .tls], [true, false])
    func `nothing goes without the login that was asked for`(
        security: Mail.Security, isGreeting: Bool
    ) throws {
        let server = try SMTPServer(
            security == .tls ? .tls : .starttls, certificate: certificate, fault: .offersNoLogin,
            needsLogin: false)
        var mail = try mail(through: server.port, security)
        mail.isGreetingAlone = isGreeting
        let receipt = send(mail)
        guard case .refused(_, 535, let said)? = receipt.error else {
            return #expect(Bool(false), "\(receipt)")
        }
        #expect(said == "it offers no login, and a password is set; no message goes without")
        #expect(try server.taken.isEmpty)
        mail.login = nil
        #expect(send(mail).error == nil)
    }

    @Test func `a password goes as it is, over TLS, and in no digest`() throws {
        let server = try SMTPServer(.tls, certificate: certificate, fault: .offersDigests)
        let receipt = send(try mail(through: server.port, .tls))
        guard case .refused(_, 535, _)? = receipt.error else {
            return #expect(Bool(false), "\(receipt)")
        }
        #expect(!receipt.conversation.contains { $0.hasPrefix("> AUTH") })
        #expect(try server.taken.isEmpty)
    }

    @Test func `a server that wants a login says so to whoever has none`() throws {
        let server = try SMTPServer(.starttls, certificate: certificate)
        let receipt = send(try mail(through: server.port, .starttls, password: nil))
        guard case .refused(_, 530, _)? = receipt.error else {
            return #expect(Bool(false), "\(receipt)")
        }
        #expect(try server.taken.isEmpty)
    }

    // MARK: Silence

    @Test func `a server that says nothing costs no more than the limit`() throws {
        let server = try SMTPServer(.starttls, certificate: certificate, fault: .silent)
        let start = DispatchTime.now().uptimeNanoseconds
        let receipt = send(try mail(through: server.port, .starttls, milliseconds: 500))
        #expect(DispatchTime.now().uptimeNanoseconds - start < 5_000_000_000)
        guard case .notSent? = receipt.error else { return #expect(Bool(false), "\(receipt)") }
    }

    @Test(arguments: [SMTPServer.Fault.stallsAfterData, .hangsUpAfterData])
    func `no word on the message itself leaves it unclear`(fault: SMTPServer.Fault) throws {
        let server = try SMTPServer(.starttls, certificate: certificate, fault: fault)
        let start = DispatchTime.now().uptimeNanoseconds
        let receipt = send(try mail(through: server.port, .starttls, milliseconds: 2_500))
        // libcurl would wait two minutes more for an answer to its QUIT.
        #expect(DispatchTime.now().uptimeNanoseconds - start < 60_000_000_000)
        guard case .unclear? = receipt.error else { return #expect(Bool(false), "\(receipt)") }
        #expect(try server.taken.count == 1)
    }

    @Test func `nobody there is told as that`() throws {
        let receipt = send(try mail(through: 9, .starttls))
        guard case .notSent(let host, _)? = receipt.error else {
            return #expect(Bool(false), "\(receipt)")
        }
        #expect(host == "localhost")
    }
}
