import Foundation
import LoopbackExchange

/// An answer read off a plain blocking socket, so that nothing stands between test and server.
struct RawGet {
    let status: Int
    /// Header values by lower-case name.
    let headers: [String: String]
    let body: String

    enum Failure: Error { case notConnected, notHTTP }

    init(port: UInt16, _ target: String, headers: [String] = []) throws {
        let socket = try Self.connection(port: port)
        defer { close(socket) }
        let lines = ["GET \(target) HTTP/1.1", "Host: 127.0.0.1", "Connection: close"] + headers
        let request = lines.joined(separator: "\r\n") + "\r\n\r\n"
        guard send(socket, request, request.utf8.count, 0) == request.utf8.count else {
            throw Failure.notConnected
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            // A signal to the test process, as when a child of another test ends, is no end.
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            received += buffer[..<count]
        }
        try self.init(text: String(decoding: received, as: UTF8.self))
    }

    /// An open connection to loopback, for the caller to close.
    static func connection(port: UInt16) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(socket)
            throw Failure.notConnected
        }
        return socket
    }

    private init(text: String) throws {
        guard let end = text.range(of: "\r\n\r\n") else { throw Failure.notHTTP }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        guard let status = Int(lines[0].split(separator: " ")[1]) else { throw Failure.notHTTP }
        self.status = status
        headers = lines.dropFirst().reduce(into: [:]) { headers, line in
            let parts = line.components(separatedBy: ": ")
            headers[parts[0].lowercased()] = parts.dropFirst().joined(separator: ": ")
        }
        body = String(text[end.upperBound...])
    }
}
