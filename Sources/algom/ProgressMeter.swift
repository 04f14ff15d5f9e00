import Invocation

/// How far a long command has come, on a terminal only: cron would make a mail of it.
struct ProgressMeter {
    private let isShown = Invocation.isErrorTerminal
    private let start = Invocation.monotonicMilliseconds()
    private var last: Int64?

    private static let pause: Int64 = 200

    /// Says how many of how many are done and how long the rest will take, a few times a second.
    mutating func show(_ done: Int, of total: Int) {
        guard isShown, done > 0 else { return }
        let now = Invocation.monotonicMilliseconds()
        guard now - (last ?? start) >= Self.pause else { return }
        last = now
        let left = Double(now - start) * Double(total - done) / Double(done)
        Invocation.show("\(done) of \(total), \(Self.words(Int(left / 1_000))) left")
    }

    /// Takes the line away.
    func clear() {
        if last != nil { Invocation.show("") }
    }

    private static func words(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) m \(seconds % 60) s"
        default: "\(seconds / 3_600) h \(seconds / 60 % 60) m"
        }
    }
}
