import Invocation

/// How far a long command has come, on a terminal only: cron would make a mail of it.
struct ProgressMeter {
    private let isShown = Invocation.isErrorTerminal
    private var start = Invocation.monotonicMilliseconds()
    private var last: Int64?
    private var lastDone: Int64 = 0

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

    /// Draws how much of a record is read, and says how long the rest will take.
    mutating func show(_ done: Int64, of total: Int64) {
        guard isShown, done > 0, done <= total else { return }
        let now = Invocation.monotonicMilliseconds()
        // From the beginning again: another record.
        if done < lastDone { start = now }
        lastDone = done
        guard now - (last ?? start) >= Self.pause else { return }
        last = now
        let part = Double(done) / Double(total)
        let left = Double(now - start) * (1 - part) / part
        Invocation.show(
            "\(Self.bar(part)) \(Int(part * 100)) %, \(Self.words(Int(left / 1_000))) left")
    }

    /// Twenty columns, filled to an eighth of one.
    private static func bar(_ part: Double) -> String {
        let eighths = Int(part * 160)
        let rest: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let full = String(repeating: "█", count: eighths / 8)
        let last = eighths < 160 ? String(rest[eighths % 8]) : ""
        let empty = String(repeating: " ", count: max(0, 19 - eighths / 8))
        return "▕\(full)\(last)\(empty)▏"
    }

    /// Takes the line away.
    mutating func clear() {
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
