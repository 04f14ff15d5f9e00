internal import Foundation
internal import JSON

/// A real mail server, Debian's aiosmtpd, on 127.0.0.1: it ends with this object.
///
/// What it took stands in ``taken``, one message after the other.
package final class SMTPServer {
    /// A message as it was taken, dots undone.
    package struct Taken: Equatable {
        package let sender: String
        package let recipients: [String]
        package let user: String
        package let message: String

        package init(sender: String, recipients: [String], user: String, message: String) {
            self.sender = sender
            self.recipients = recipients
            self.user = user
            self.message = message
        }
    }

    /// How the way to it is protected, and what it does.
    package enum Mode: String {
        case starttls, tls
        /// It offers no STARTTLS.
        case plain
    }

    package enum Fault: String {
        case none
        /// It takes the message and never says so.
        case stallsAfterData
        /// It takes the message and hangs up.
        case hangsUpAfterData
        /// It says nothing, from the beginning.
        case silent
        case refusesRecipient, refusesRecipientForNow, refusesMessage
        /// It refuses recipients whose address begins with `b`.
        case refusesOne
        /// It asks nobody to log in, and says no word about how to.
        case offersNoLogin
        /// It offers digests alone.
        case offersDigests
        /// It repeats what was said to it as it refuses.
        case echoesLogin
    }

    package let port: UInt16
    private let process: Process
    private let directory: URL

    package static let user = "algom"
    package static let password = "pLaNtEd-password-7"

    /// - Throws: what the server said where it did not start; `python3-aiosmtpd` is needed.
    package init(
        _ mode: Mode, certificate: (file: String, key: String), fault: Fault = .none,
        needsLogin: Bool = true
    ) throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "algom-smtp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let script = directory.appending(path: "server.py")
        try Data(Self.script.utf8).write(to: script)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            script.path, mode.rawValue, fault.rawValue, certificate.file, certificate.key,
            needsLogin ? Self.user : "", Self.password, directory.appending(path: "taken").path,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var told = ""
        while true {
            let bytes = output.fileHandleForReading.availableData
            told += String(decoding: bytes, as: UTF8.self)
            if let match = told.firstMatch(of: /port ([0-9]+)\n/), let number = UInt16(match.1) {
                port = number
                return
            }
            if bytes.isEmpty {
                throw TestAuthority.Failure(description: "aiosmtpd did not start: \(told)")
            }
        }
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }

    package var taken: [Taken] {
        get throws {
            let file = directory.appending(path: "taken")
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
            return try text.split(separator: "\n").map { line in
                let fields = try JSONReader.parse(Array(line.utf8))
                return Taken(
                    sender: fields["sender"]?.string ?? "",
                    recipients: fields["recipients"]?.elements?.compactMap(\.string) ?? [],
                    user: fields["user"]?.string ?? "",
                    message: fields["message"]?.string ?? "")
            }
        }
    }

    private static let script = """
        import asyncio, json, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
        mode, fault, certificate, key, user, password, taken = sys.argv[1:8]

        class Handler:
            async def handle_EHLO(self, server, session, envelope, hostname, lines):
                session.host_name = hostname
                if fault == "offersNoLogin":
                    return [line for line in lines if not line.startswith("250-AUTH")]
                if fault == "offersDigests":
                    return ["250-AUTH CRAM-MD5 DIGEST-MD5 NTLM" if line.startswith("250-AUTH")
                            else line for line in lines]
                return lines

            async def handle_RCPT(self, server, session, envelope, address, options):
                if fault == "refusesRecipient":
                    return "550 5.1.1 no such user"
                if fault == "refusesOne" and address.startswith("b"):
                    return "550 5.1.1 no such user here"
                if fault == "refusesRecipientForNow":
                    return "451 4.7.1 greylisted"
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                if fault == "refusesMessage":
                    return "554 5.7.1 not this one"
                with open(taken, "a") as file:
                    file.write(json.dumps({
                        "sender": envelope.mail_from, "recipients": envelope.rcpt_tos,
                        "user": session.auth_data or "",
                        "message": envelope.content.decode("utf-8")}) + "\\n")
                if fault == "stallsAfterData":
                    await asyncio.sleep(3600)
                if fault == "hangsUpAfterData":
                    server.transport.abort()
                return "250 2.0.0 taken"

        def login(server, session, envelope, mechanism, data):
            isRight = data == LoginPassword(user.encode(), password.encode())
            if isRight and fault != "echoesLogin":
                return AuthResult(success=True, auth_data=user)
            message = "535 5.7.8 wrong: " + data.password.decode() if fault == "echoesLogin" else None
            return AuthResult(success=False, handled=False, message=message)

        async def silent(reader, writer):
            await asyncio.sleep(3600)

        async def main():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            loop = asyncio.get_running_loop()
            if fault == "silent":
                server = await asyncio.start_server(silent, "127.0.0.1", 0)
            else:
                isImplicit = mode == "tls"
                def factory():
                    return SMTP(
                        Handler(), hostname="localhost",
                        tls_context=context if mode == "starttls" else None,
                        require_starttls=mode == "starttls",
                        authenticator=login if user else None, auth_required=bool(user),
                        auth_require_tls=mode == "starttls")
                server = await loop.create_server(
                    factory, "127.0.0.1", 0, ssl=context if isImplicit else None)
            print("port", server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()

        asyncio.run(main())
        """
}
