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
    }

    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// From now on the signals that ``wait(seconds:)`` tells of do nothing by themselves.
    ///
    /// They are kept until the next wait, so that what a process has done to a terminal is undone
    /// before it ends.
    package static func holdSignals() {
        var signals = signalsWaitedFor
        sigprocmask(SIG_BLOCK, &signals, nil)
    }

    /// Lets so many seconds pass, or less where something happens.
    package static func wait(seconds: Int) -> Wakening {
        var signals = signalsWaitedFor
        var time = timespec(tv_sec: seconds, tv_nsec: 0)
        switch sigtimedwait(&signals, nil, &time) {
        case SIGWINCH: return .resized
        case SIGTSTP: return .paused
        case let signal where ending.contains(signal): return .ended
        // Another signal came, or none.
        default: return .time
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
