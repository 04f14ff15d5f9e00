internal import Glibc

extension Invocation {
    /// Bounds what this process may take from now on.
    ///
    /// That is bytes of address space, seconds of processor time, and no core file. What was bounded
    /// more narrowly before stays so.
    ///
    /// - Returns: Whether all of it holds.
    package static func bound(memoryBytes: UInt, processorSeconds: UInt) -> Bool {
        lower(RLIMIT_AS, to: memoryBytes) && lower(RLIMIT_CPU, to: processorSeconds)
            && lower(RLIMIT_CORE, to: 0)
    }

    private static func lower(_ resource: __rlimit_resource, to most: UInt) -> Bool {
        var limit = rlimit()
        let kind = __rlimit_resource_t(resource.rawValue)
        guard getrlimit(kind, &limit) == 0 else { return false }
        limit.rlim_max = min(limit.rlim_max, most)
        limit.rlim_cur = min(limit.rlim_cur, limit.rlim_max)
        return setrlimit(kind, &limit) == 0
    }

    /// All that comes on standard input; `nil` where it is more than so many bytes, or breaks off.
    package static func input(atMost most: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(STDIN_FILENO, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, bytes.count + count <= most else { return nil }
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }
}
