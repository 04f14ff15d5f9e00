internal import Glibc

/// What a process is given: variables, clocks, a terminal, a number of its own.
///
/// The executables read it, and hand it on as values; nothing else in the house asks the system
/// for the time or the environment.
package enum Invocation {
    /// The variables of these names that are set.
    package static func environment(_ names: [String]) -> [String: String] {
        var environment: [String: String] = [:]
        for name in names {
            guard let value = getenv(name) else { continue }
            environment[name] = String(cString: value)
        }
        return environment
    }

    /// Milliseconds since 1970, by the local clock.
    package static func wallClockMilliseconds() -> Int64 { milliseconds(CLOCK_REALTIME) }

    /// Milliseconds that only go forward.
    package static func monotonicMilliseconds() -> Int64 { milliseconds(CLOCK_MONOTONIC) }

    /// The number of this process.
    package static var processID: Int32 { getpid() }

    /// Whether standard output is a terminal.
    package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The columns of the terminal on standard output, or `nil` without one.
    package static var terminalColumns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// Files that are made belong to their owner alone, whatever the shell or cron had set.
    package static func keepFilesPrivate() { umask(0o077) }

    /// Writes a line to standard output.
    package static func say(_ line: String) { write(line, to: STDOUT_FILENO) }

    /// Writes a line to standard error.
    package static func complain(_ line: String) { write(line, to: STDERR_FILENO) }

    private static func write(_ line: String, to descriptor: Int32) {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Nobody listens any more; what the run does does not depend on it.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
