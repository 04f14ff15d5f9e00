import Glibc

/// TCP ports of 127.0.0.1.
enum LoopbackPort {
    /// Ports that nobody listens on, all held at once so that no two are the same.
    static func free(_ count: Int) throws -> [Int] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        return try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(descriptor)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let port = withAddress(port: 0) { address in
                bind(descriptor, address, length) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
            guard let port else { throw BenchError("no port is free") }
            return port
        }
    }

    /// Whether somebody listens there.
    static func isOpen(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return withAddress(port: port) { address in
            connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        } != nil
    }

    /// Calls `body` with an address; returns the port that stands in it then, or `nil` on failure.
    private static func withAddress(
        port: Int, _ body: (UnsafeMutablePointer<sockaddr>) -> Bool
    ) -> Int? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let isDone = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
        return isDone ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }
}
