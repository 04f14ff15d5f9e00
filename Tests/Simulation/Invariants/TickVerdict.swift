internal import Jobs
internal import Market
internal import Text

/// What a tick may say of a trader, after what befell it.
struct TickVerdict {
    /// Whether a call of the disk was refused, or the disk was full.
    let wasRefused: Bool
    /// Whether another tick ran meanwhile.
    let wasOverlapped: Bool
    /// Whether the trader's exchange had no trouble, asked for no silence and left nothing out.
    let wasFair: Bool

    private static let documented: Set<ExitStatus> = [
        .ok, .badData, .unavailable, .io, .tryLater,
    ]

    /// The status is one of those documented for what can happen here, for a reason.
    func check(_ status: ExitStatus, _ failure: JobError?) throws(Breach) {
        let words = failure.map { ": \($0)" } ?? ""
        guard Self.documented.contains(status) else {
            throw Breach("a tick ended with \(status.rawValue)\(words)")
        }
        if status == .io, !wasRefused {
            throw Breach("a tick ended with 74, though the disk refused nothing\(words)")
        }
        if wasFair, !wasRefused, !wasOverlapped, status != .ok {
            throw Breach("a tick ended with \(status.rawValue) without a reason\(words)")
        }
    }
}
