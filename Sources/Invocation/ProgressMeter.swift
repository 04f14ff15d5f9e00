/// How far a long command has come, on a terminal only: cron would make a mail of it.
package struct ProgressMeter {
    /// Looked for only once there is something to show: most commands have ended by then.
    private lazy var isShown = Invocation.isErrorTerminal
    private var start = Invocation.monotonicMilliseconds()
    private var last: Int64?
    private var lastDone: Int64 = 0

    private static let pause: Int64 = 200
    /// What takes less goes without a word.
    private static let patience: Int64 = 1_000

    package init() {}

    /// Says how many of how many are done and how long the rest will take, a few times a second.
    package mutating func show(_ done: Int, of total: Int) {
        guard done > 0, let now = due() else { return }
        let left = Double(now - start) * Double(total - done) / Double(done)
        Invocation.show("\(done) of \(total), \(Self.words(Int(min(left / 1_000, 1e9)))) left")
    }

    /// Shows what is waited for.
    package mutating func show(_ words: String) {
        guard due() != nil else { return }
        Invocation.show(words)
    }

    /// Draws how much of a record is read, and says how long the rest will take.
    package mutating func show(_ done: Int64, of total: Int64) {
        guard done > 0, done <= total else { return }
        // From the beginning again: another record.
        if done < lastDone { start = Invocation.monotonicMilliseconds() }
        lastDone = done
        guard let now = due() else { return }
        let part = Double(done) / Double(total)
        let left = Double(now - start) * (1 - part) / part
        Invocation.show(
            "\(Self.bar(part)) \(Int(part * 100)) %, \(Self.words(Int(min(left / 1_000, 1e9)))) left"
        )
    }

    /// Now, where it is time to show something and there is somebody to see it.
    private mutating func due() -> Int64? {
        let now = Invocation.monotonicMilliseconds()
        let isDue = last.map { now - $0 >= Self.pause } ?? (now - start >= Self.patience)
        guard isDue, isShown else { return nil }
        last = now
        return now
    }

    /// Twenty columns, filled to an eighth of one.
    private static func bar(_ part: Double) -> String {
        // In range: a part is 0 to 1.
        let eighths = Int(part * 160)
        let rest: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let full = String(repeating: "█", count: eighths / 8)
        let last = eighths < 160 ? String(rest[eighths % 8]) : ""
        let empty = String(repeating: " ", count: max(0, 19 - eighths / 8))
        return "▕\(full)\(last)\(empty)▏"
    }

    /// Takes the line away.
    package mutating func clear() {
        if last != nil { Invocation.show("") }
        last = nil
    }

    private static func words(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) m \(seconds % 60) s"
        default: "\(seconds / 3_600) h \(seconds / 60 % 60) m"
        }
    }
}
