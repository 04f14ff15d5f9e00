import Foundation
import Glibc
import LoopbackServices
import Testing

@testable import HTTP

/// Whom we trust, against a real TLS server.
struct CurlTransportTLSTests {
    /// A proxy in the environment of the tests would stand in the way.
    private static let isPastProxies: Bool = {
        let names: [String] = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        let isProxied = names.contains { getenv($0) != nil }
        return !isProxied || setenv("no_proxy", "*", 1) == 0
    }()

    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority()
        try #require(Self.isPastProxies)
    }

    private func ask(_ server: TLSServer, host: String = "localhost", _ trust: TrustStore) throws
        -> Result<HTTPResponse, HTTPError>
    {
        let url = try HTTPURL("https://\(host):\(server.port)/")
        return try CurlTransport(trust: trust).result(HTTPRequest(.get, url))
    }

    private func expectRefusal(
        _ result: Result<HTTPResponse, HTTPError>, naming words: String, host: String = "localhost"
    ) {
        guard case .failure(.insecure(host, let detail)) = result else {
            Issue.record("not refused: \(result)")
            return
        }
        #expect(detail.contains(words))
    }

    @Test func `accepts a certificate through a file, a hashed directory, or both`() throws {
        let server = try authority.server(names: "DNS:localhost,IP:127.0.0.1")
        let directory = try authority.hashedDirectory()
        for trust in [
            TrustStore.only(file: authority.file, directory: nil),
            .only(file: nil, directory: directory),
            .only(file: authority.file, directory: directory),
        ] {
            for host in ["localhost", "127.0.0.1"] {
                let answer = try ask(server, host: host, trust).get()
                #expect(answer.status == 200)
                #expect(String(decoding: answer.body, as: UTF8.self).contains("TLSv1.3"))
            }
        }
    }

    @Test func `refuses a certificate for another name`() throws {
        let server = try authority.server(names: "DNS:localhost.example,DNS:example")
        let trust = TrustStore.only(file: authority.file, directory: nil)
        try expectRefusal(ask(server, trust), naming: "localhost")
        try expectRefusal(
            ask(server, host: "127.0.0.1", trust), naming: "127.0.0.1", host: "127.0.0.1")
    }

    @Test func `refuses a certificate that has expired`() throws {
        let server = try authority.server(names: "DNS:localhost", days: -1)
        let trust = TrustStore.only(file: authority.file, directory: nil)
        try expectRefusal(ask(server, trust), naming: "expired")
    }

    @Test func `refuses an authority that is not in the store`() throws {
        let server = try authority.server(names: "DNS:localhost")
        let stranger = try TestAuthority()
        for trust in [
            TrustStore.system, .only(file: stranger.file, directory: nil),
            .only(file: nil, directory: try stranger.hashedDirectory()),
            .only(file: nil, directory: nil),
        ] {
            try expectRefusal(ask(server, trust), naming: "certificate")
        }
    }

    @Test func `refuses to go on without the store it was given`() throws {
        let server = try authority.server(names: "DNS:localhost")
        let missing = authority.file + ".missing"
        guard
            case .failure(.noTrust(let detail)) = try ask(
                server, .only(file: missing, directory: nil))
        else {
            Issue.record("not the operator's mistake")
            return
        }
        #expect(detail.contains(missing))
        try expectRefusal(ask(server, .only(file: nil, directory: missing)), naming: "certificate")
    }

    @Test(arguments: [false, true])
    func `a handshake that breaks off is no refused certificate`(isReset: Bool) throws {
        let server = LoopbackServer { connection in
            _ = connection.read(1)
            if isReset { connection.resetAtEnd() }
        }
        let url = try HTTPURL("https://localhost:\(server.port)/")
        let error = try CurlTransport(trust: .system).failure(HTTPRequest(.get, url))
        guard case .notConnected(_, let detail) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(detail.hasPrefix("no TLS came about: "))
    }

    @Test func `refuses TLS 1.1, also where the system's OpenSSL would speak it`() async {
        await #expect(processExitsWith: .success) {
            setenv("no_proxy", "*", 1)
            let authority = try TestAuthority()
            let lax = """
                openssl_conf = all
                [all]
                ssl_conf = ssl
                [ssl]
                system_default = lax
                [lax]
                MinProtocol = TLSv1
                CipherString = ALL:@SECLEVEL=0
                """
            let server = try authority.server(
                names: "DNS:localhost", options: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
            let configuration = authority.file + ".cnf"
            try lax.write(toFile: configuration, atomically: true, encoding: .utf8)
            setenv("OPENSSL_CONF", configuration, 1)
            let transport = CurlTransport(trust: .only(file: authority.file, directory: nil))
            let url = try HTTPURL("https://localhost:\(server.port)/")
            guard case .notConnected(_, let detail) = try transport.failure(HTTPRequest(.get, url))
            else {
                Issue.record("not refused")
                return
            }
            #expect(detail.contains("version"))
        }
    }
}
