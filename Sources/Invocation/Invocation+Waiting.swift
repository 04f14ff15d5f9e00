internal import Glibc

extension Invocation {
    /// Why a wait is over.
    package enum Wakening {
        /// The time has passed.
        case time
        /// The terminal has another size.
        case resized
        /// Somebody wants the process to pause: Ctrl-Z.
        case paused
        /// Somebody wants it to end: Ctrl-C, a signal, or the terminal is gone.
        case ended
        /// Somebody typed.
        case keys([TypedKeys.Key])
    }

    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// From now on the signals that ``wait(until:keys:)`` tells of do nothing by themselves.
    ///
    /// They are kept until the next wait, so that what a process has done to a terminal is undone
    /// before it ends.
    package static func holdSignals() {
        var signals = signalsWaitedFor
        sigprocmask(SIG_BLOCK, &signals, nil)
    }

    /// Lets so many seconds pass, or less where something happens.
    package static func wait(seconds: Int) -> Wakening {
        // In range: a few seconds, which the callers name.
        wait(until: monotonicMilliseconds() + Int64(seconds) * 1_000, keys: nil)
    }

    /// Lets time pass until a moment of the monotonic clock, or less where something happens.
    package static func wait(until moment: Int64, keys: TypedKeys?) -> Wakening {
        while true {
            let left = moment - monotonicMilliseconds()
            guard left > 0 else { return .time }
            // Keys and signals are two things to wait for, so that each is looked for in turn.
            let turn = keys == nil ? left : min(left, signalMilliseconds)
            if let wakening = signalled(within: keys == nil ? turn : 0) { return wakening }
            guard let keys else { continue }
            guard let typed = keys.wait(milliseconds: Int32(clamping: turn)) else { return .ended }
            if !typed.isEmpty { return .keys(typed) }
        }
    }

    /// How long a signal may go unnoticed while keys are waited for.
    private static let signalMilliseconds: Int64 = 100

    /// What a signal that comes within so many milliseconds means; `nil` where none of ours does.
    private static func signalled(within milliseconds: Int64) -> Wakening? {
        var signals = signalsWaitedFor
        // In range: a part of an hour.
        var time = timespec(
            tv_sec: Int(milliseconds / 1_000), tv_nsec: Int(milliseconds % 1_000) * 1_000_000)
        switch sigtimedwait(&signals, nil, &time) {
        case SIGWINCH: return .resized
        case SIGTSTP: return .paused
        case let signal where ending.contains(signal): return .ended
        default: return nil
        }
    }

    /// Stops the process until the shell lets it go on.
    package static func pause() { kill(getpid(), SIGSTOP) }

    private static var signalsWaitedFor: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in ending + [SIGWINCH, SIGTSTP] { sigaddset(&signals, signal) }
        return signals
    }
}
