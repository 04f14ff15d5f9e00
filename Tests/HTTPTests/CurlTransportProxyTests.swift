import Foundation
import Glibc
import LoopbackServices
import Testing

@testable import HTTP

/// What the environment's proxies are asked for; each in a process of its own, since it sets them.
struct CurlTransportProxyTests {
    @Test func `sends https through the proxy, and nothing but CONNECT`() async {
        await #expect(processExitsWith: .success) {
            let proxy = LoopbackServer(answering: answerText(status: "407 No"))
            setenv("https_proxy", "http://user:hunter2@127.0.0.1:\(proxy.port)", 1)
            setenv("no_proxy", "", 1)
            let error = try CurlTransport(trust: .system).failure(
                HTTPRequest(
                    .get, HTTPURL("https://exchange.invalid/path?key=hunter3"),
                    headers: [.init("X-Key", "hunter3")]))
            #expect(
                error
                    == .notConnected(
                        host: "exchange.invalid",
                        detail: "the proxy answered 407 to CONNECT; look at https_proxy"))
            let head = try #require(proxy.requests.first)
            #expect(head.hasPrefix("CONNECT exchange.invalid:443 HTTP/1.1\r\n"))
            #expect(!head.contains("hunter3"))
        }
    }

    @Test func `brings the server's answer through the proxy, not the proxy's`() async {
        await #expect(processExitsWith: .success) {
            let authority = try TestAuthority()
            let server = try authority.server(names: "DNS:exchange.invalid")
            let port = server.port
            let proxy = LoopbackServer { connection in
                guard connection.readRequest() != nil else { return }
                connection.send("HTTP/1.1 200 Connected\r\nX-Proxy: yes\r\n\r\n")
                connection.tunnel(toPort: port)
            }
            setenv("https_proxy", "http://127.0.0.1:\(proxy.port)", 1)
            setenv("no_proxy", "", 1)
            let transport = CurlTransport(trust: .only(file: authority.file, directory: nil))
            let answer = try transport.answer(
                HTTPRequest(.get, HTTPURL("https://exchange.invalid/")))
            #expect(answer.status == 200)
            #expect(answer.headers == [.init("content-type", "text/html")])
            #expect(proxy.accepted == 1)
        }
    }

    @Test func `honours no_proxy`() async {
        await #expect(processExitsWith: .success) {
            let proxy = LoopbackServer(answering: answerText(status: "407 No"))
            let server = LoopbackServer { connection in _ = connection.read(1) }
            setenv("https_proxy", "http://127.0.0.1:\(proxy.port)", 1)
            setenv("no_proxy", "example.com,127.0.0.1", 1)
            let url = try HTTPURL("https://127.0.0.1:\(server.port)/")
            // The server breaks the handshake off; a proxy would have answered before any.
            guard
                case .notConnected = try CurlTransport(trust: .system).failure(
                    HTTPRequest(.get, url))
            else {
                Issue.record("something else answered")
                return
            }
            #expect(server.accepted == 1)
            #expect(proxy.accepted == 0)
        }
    }

    @Test func `asks this machine past any proxy`() async {
        await #expect(processExitsWith: .success) {
            let proxy = LoopbackServer(answering: answerText("the proxy"))
            let server = LoopbackServer(answering: answerText("the server"))
            for name in ["http_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
                setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
            }
            setenv("no_proxy", "", 1)
            for host in ["127.0.0.1", "localhost", "127.1"] {
                let url = try HTTPURL("http://\(host):\(server.port)/")
                let answer = try CurlTransport(trust: .system).answer(HTTPRequest(.get, url))
                #expect(answer.body == Array("the server".utf8))
            }
            #expect(proxy.accepted == 0)
        }
    }

    @Test(arguments: [
        (
            "http://127.0.0.1:1",
            "the proxy cannot be reached (connection refused); look at https_proxy"
        ),
        (
            "https://127.0.0.1:1",
            "the proxy cannot be reached (connection refused); look at https_proxy"
        ),
        (
            "socks5://127.0.0.1:1",
            "the proxy cannot be reached (connection refused); look at https_proxy"
        ),
        ("http://proxy.invalid", "the proxy cannot be resolved; look at https_proxy"),
        ("gopher://127.0.0.1:1", "the proxy is no address that is understood; look at https_proxy"),
        (
            "http://127.0.0.1:99999",
            "the proxy is no address that is understood; look at https_proxy"
        ),
    ])
    func `a proxy that is not there is told as that, and not as the server`(
        proxy: String, detail: String
    ) async {
        await #expect(processExitsWith: .success) { [proxy, detail] in
            setenv("https_proxy", proxy, 1)
            setenv("no_proxy", "", 1)
            for place in ["https://exchange.invalid/", "https://127.0.0.1/", "https://[::1]:2/"] {
                let url = try HTTPURL(place)
                let error = try CurlTransport(trust: .system).failure(HTTPRequest(.get, url))
                #expect(error == .notConnected(host: url.host, detail: detail), "\(place)")
            }
            unsetenv("https_proxy")
            for place in ["https://127.0.0.1:1/", "https://[::1]:1/"] {
                let url = try HTTPURL(place)
                let error = try CurlTransport(trust: .system).failure(HTTPRequest(.get, url))
                #expect(!"\(error)".contains("proxy"), "\(error)")
            }
        }
    }

    @Test(arguments: [
        "gopher://user:hunter2@127.0.0.1:1", "http://user:hunter2@proxy.invalid",
        "http://user:hunter2@127.0.0.1:99999", "http://user:hunter2@127.0.0.1:1",
        "socks5://user:hunter2@127.0.0.1:1", "user:hunter2@[", "https://user:hunter2@127.0.0.1:1",
    ])
    func `never tells the proxy's password`(proxy: String) async {
        await #expect(processExitsWith: .success) { [proxy] in
            setenv("https_proxy", proxy, 1)
            setenv("no_proxy", "", 1)
            let error = try CurlTransport(trust: .system).failure(
                HTTPRequest(.get, HTTPURL("https://exchange.invalid/")))
            #expect(!"\(error)\(String(reflecting: error))".contains("hunter2"))
            guard case .notConnected(host: "exchange.invalid", _) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}

extension Connection {
    /// Passes bytes on, both ways, until one side has ended.
    fileprivate func tunnel(toPort port: UInt16) {
        let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(other) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return }
        let far = Connection(descriptor: other) { _ in }
        while true {
            var ends = [descriptor, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&ends, 2, 20_000) > 0 else { return }
            for (end, (from, to)) in zip(ends, [(self, far), (far, self)]) where end.revents != 0 {
                guard let bytes = from.read(4_096), to.send(bytes) else { return }
            }
        }
    }
}
