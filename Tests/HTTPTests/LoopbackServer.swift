import Foundation
import Glibc
import Synchronization

/// A server on loopback that does to a connection whatever it is told, also what no HTTP server does.
///
/// A thread takes connections and each gets a thread of its own, until the server is let go.
final class LoopbackServer: Sendable {
    typealias Behaviour = @Sendable (Connection) -> Void

    let port: UInt16
    private let listener: Int32
    private let open = Mutex<Set<Int32>>([])
    private let acceptedCount = Mutex(0)
    private let heads = Mutex<[String]>([])

    /// How many connections have been made to it.
    var accepted: Int { acceptedCount.withLock { $0 } }
    /// The requests it has read, up to the empty line.
    var requests: [String] { heads.withLock { $0 } }

    init(_ behaviour: @escaping Behaviour) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(listener, $0, length) == 0 && listen(listener, 256) == 0)
                precondition(getsockname(listener, $0, &length) == 0)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                guard let self else {
                    close(descriptor)
                    break
                }
                serve(descriptor, behaviour)
            }
            close(listener)
        }
    }

    /// Answers every request on a connection with the same bytes, then reads the next.
    convenience init(answering text: String) {
        self.init { connection in
            while connection.readRequest() != nil { connection.send(text) }
        }
    }

    /// Answers one request on a connection with some bytes, then closes it.
    convenience init(answeringOnce text: String) {
        self.init { connection in
            if connection.readRequest() != nil { connection.send(text) }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        open.withLock { $0.forEach { _ = shutdown($0, Int32(SHUT_RDWR)) } }
    }

    private func serve(_ descriptor: Int32, _ behaviour: @escaping Behaviour) {
        acceptedCount.withLock { $0 += 1 }
        open.withLock { _ = $0.insert(descriptor) }
        Thread.detachNewThread { [weak self] in
            behaviour(
                Connection(descriptor: descriptor) { head in
                    self?.heads.withLock { $0.append(head) }
                })
            self?.open.withLock { _ = $0.remove(descriptor) }
            // A child process may hold a copy, which must not keep the connection open.
            shutdown(descriptor, Int32(SHUT_RDWR))
            close(descriptor)
        }
    }
}

/// The server's end of a connection, which closes when the behaviour returns.
struct Connection {
    let descriptor: Int32
    let note: (String) -> Void

    /// The next request's head and, by its Content-Length, body; `nil` once the other side is gone.
    func readRequest() -> (head: String, body: String)? {
        var bytes: [UInt8] = []
        while !bytes.ends(with: "\r\n\r\n") {
            guard let more = read(1) else { return nil }
            bytes += more
        }
        let head = String(decoding: bytes, as: UTF8.self)
        note(head)
        var body: [UInt8] = []
        if let field = head.lowercased().firstMatch(of: /content-length: ([0-9]+)/) {
            guard let length = Int(field.1) else { return nil }
            while body.count < length {
                guard let more = read(length - body.count) else { return nil }
                body += more
            }
        }
        return (head, String(decoding: body, as: UTF8.self))
    }

    /// Up to so many bytes; `nil` once the other side is gone.
    func read(_ count: Int) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, recv(descriptor, buffer.baseAddress, count, 0))
        }
        return bytes.isEmpty ? nil : bytes
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends everything; `false` once the other side is gone.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
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

    /// Waits until the other side is gone.
    func waitForEnd() {
        while read(4_096) != nil {}
    }

    /// Makes the connection end in a reset, as a crashed server's does.
    func resetAtEnd() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
