import Store
import Synchronization
import WatchedCalls

/// Calls counted by name, with the bytes that went each way.
final class CountedCalls: Sendable {
    struct Counts {
        var calls: [String: Int] = [:]
        var bytesRead = 0
        var bytesWritten = 0
    }

    private let state = Mutex(Counts())
    private let refused: String?
    private let code: Int32

    /// Counts all calls, and refuses those of a name.
    init(refusing refused: String? = nil, with code: Int32 = 0) {
        self.refused = refused
        self.code = code
    }

    var counts: Counts { state.withLock { $0 } }

    /// The calls that are counted here.
    var calls: WatchedCalls {
        WatchedCalls { call in
            self.state.withLock { $0.calls[call.name, default: 0] += 1 }
            return call.name == self.refused ? self.code : nil
        } outcome: { call, result in
            self.state.withLock { counts in
                if call.name == "pread" { counts.bytesRead += max(0, result) }
                if call.name == "write" { counts.bytesWritten += max(0, result) }
            }
            return result
        }
    }
}
