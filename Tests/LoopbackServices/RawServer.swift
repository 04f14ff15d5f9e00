internal import Foundation
internal import Glibc
internal import Synchronization

/// A request as the server read it, head and body.
package struct ServedRequest: Sendable {
    package let method: String
    /// The path as it was sent, without the query.
    package let path: String
    /// The query's `name=value` pairs, percent-decoded.
    package let query: [(name: String, value: String)]
    /// Header values by lower-case name.
    package let headers: [String: String]
    package let body: [UInt8]

    package var bodyText: String { String(decoding: body, as: UTF8.self) }
}

/// What the server does with a connection after a request.
package enum Reply: Sendable {
    case answer(status: Int, headers: [String: String] = [:], body: String)
    /// The answer, this long held back.
    indirect case slow(milliseconds: Int, Reply)
    /// The connection is closed without a byte.
    case hangUp
    /// The connection is closed in the middle of the answer's body.
    case cutShort(status: Int, body: String)
    /// Nothing comes until the other side is gone.
    case silence
}

/// An HTTP server on 127.0.0.1 that may also break off, which no proper server can be told to.
///
/// Each connection has a thread of its own. It is closed when the object is let go.
package final class RawServer: Sendable {
    private static let longestRequest = 16 << 20

    package let port: UInt16
    private let sockets: Sockets

    package var baseURL: String { "http://127.0.0.1:\(port)" }

    package init(reply: @escaping @Sendable (ServedRequest) -> Reply) {
        let listener = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(listener, $0, length) == 0 && listen(listener, 64) == 0)
                precondition(getsockname(listener, $0, &length) == 0)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        let sockets = Sockets(listener)
        self.sockets = sockets
        Thread.detachNewThread {
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                Self.serve(descriptor, of: sockets, reply)
            }
            sockets.closeListener()
        }
    }

    deinit { sockets.end() }

    private static func serve(
        _ descriptor: Int32, of sockets: Sockets,
        _ reply: @escaping @Sendable (ServedRequest) -> Reply
    ) {
        sockets.add(descriptor)
        Thread.detachNewThread {
            while let request = request(on: descriptor) {
                guard send(reply(request), on: descriptor) else { break }
            }
            sockets.close(descriptor)
        }
    }

    // MARK: Reading

    private static func request(on descriptor: Int32) -> ServedRequest? {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard head.count < 1 << 16, let byte = read(1, from: descriptor) else { return nil }
            head += byte
        }
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        if headers["expect"]?.lowercased() == "100-continue" {
            _ = send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), on: descriptor)
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard length <= longestRequest else { return nil }
        var body: [UInt8] = []
        while body.count < length {
            guard let more = read(length - body.count, from: descriptor) else { return nil }
            body += more
        }
        let place = words[1].split(separator: "?", maxSplits: 1)
        let query = place.count == 2 ? place[1].split(separator: "&") : []
        return ServedRequest(
            method: String(words[0]), path: String(place[0]),
            query: query.map { pair in
                let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
                return (
                    sides[0].removingPercentEncoding ?? sides[0],
                    sides.count == 2 ? sides[1].removingPercentEncoding ?? sides[1] : ""
                )
            }, headers: headers, body: body)
    }

    private static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, recv(descriptor, buffer.baseAddress, count, 0))
        }
        return bytes.isEmpty ? nil : bytes
    }

    // MARK: Writing

    /// Whether the connection stays open for another request.
    private static func send(_ reply: Reply, on descriptor: Int32) -> Bool {
        switch reply {
        case .answer(let status, let headers, let body):
            let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
            let head = "HTTP/1.1 \(status) \(status)\r\n\(lines.joined())"
            return send(
                Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8),
                on: descriptor)
        case .slow(let milliseconds, let reply):
            usleep(UInt32(milliseconds) * 1_000)
            return send(reply, on: descriptor)
        case .hangUp: return false
        case .cutShort(let status, let body):
            let text =
                "HTTP/1.1 \(status) \(status)\r\nContent-Length: \(body.utf8.count + 10)\r\n\r\n"
            _ = send(Array((text + body).utf8), on: descriptor)
            return false
        case .silence:
            while read(4_096, from: descriptor) != nil {}
            return false
        }
    }

    private static func send(_ bytes: [UInt8], on descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                let left = UnsafeRawBufferPointer(rebasing: $0[sent...])
                return Glibc.send(descriptor, left.baseAddress, left.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}

/// The sockets of a server, each closed while nobody else can mean it: its number may be that of
/// another test's socket a moment later.
private final class Sockets: Sendable {
    private struct State {
        var listener: Int32?
        var open: Set<Int32> = []
        var isOver = false
    }

    private let state: Mutex<State>

    init(_ listener: Int32) { state = Mutex(State(listener: listener)) }

    /// Takes a connection in; one that comes after the end is broken off at once.
    func add(_ descriptor: Int32) {
        state.withLock { state in
            state.open.insert(descriptor)
            if state.isOver { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    func close(_ descriptor: Int32) {
        state.withLock { state in
            state.open.remove(descriptor)
            shutdown(descriptor, Int32(SHUT_RDWR))
            Glibc.close(descriptor)
        }
    }

    func closeListener() {
        state.withLock { state in
            if let listener = state.listener { Glibc.close(listener) }
            state.listener = nil
        }
    }

    /// Breaks everything off; the threads that wait on it close what is theirs.
    func end() {
        state.withLock { state in
            state.isOver = true
            if let listener = state.listener { shutdown(listener, Int32(SHUT_RDWR)) }
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }
}
