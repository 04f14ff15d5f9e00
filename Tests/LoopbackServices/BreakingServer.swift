internal import Foundation
internal import Glibc
internal import Synchronization

/// A server on 127.0.0.1 that takes the first bytes of each connection and breaks it off: what a TLS
/// handshake meets where something in between has had enough.
package final class BreakingServer: Sendable {
    package let port: UInt16
    private let listener: Int32
    private let count = Atomic<Int>(0)

    /// How many connections there were.
    package var connections: Int { count.load(ordering: .relaxed) }

    /// Whether a connection is reset, or else closed in order.
    package init(isReset: Bool) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(listener, $0, length) == 0 && listen(listener, 64) == 0)
                precondition(getsockname(listener, $0, &length) == 0)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                self?.count.add(1, ordering: .relaxed)
                var hello: UInt8 = 0
                recv(descriptor, &hello, 1, 0)
                if isReset {
                    var linger = linger(l_onoff: 1, l_linger: 0)
                    setsockopt(
                        descriptor, SOL_SOCKET, SO_LINGER, &linger,
                        socklen_t(MemoryLayout.size(ofValue: linger)))
                }
                Glibc.close(descriptor)
            }
            Glibc.close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }
}
