internal import Glibc
package import Text

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

    /// Milliseconds since 1970, by the local clock; one that is set to a year before 1970 or after
    /// 9999 gives the nearest moment that can be written down.
    package static func wallClockMilliseconds() -> Int64 {
        min(max(milliseconds(CLOCK_REALTIME), 0), 253_402_300_799_999)
    }

    /// Milliseconds that only go forward.
    package static func monotonicMilliseconds() -> Int64 { milliseconds(CLOCK_MONOTONIC) }

    /// The number of this process.
    package static var processID: Int32 { getpid() }

    /// Whether standard output is a terminal.
    package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether standard error is a terminal: somebody is looking on, and no mail is made of it.
    package static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The processors there are, at least 1.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The columns and rows of the terminal on standard output, or `nil` without one.
    package static var terminalSize: (columns: Int, rows: Int)? {
        isTerminal ? size(of: STDOUT_FILENO) : nil
    }

    private static func size(of terminal: Int32) -> (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// What a program that writes state does before anything else.
    ///
    /// - Files that are made belong to their owner alone, whatever the shell or cron had set.
    /// - Streams that were closed are taken, so that no file of ours gets their number: a warning
    ///   would end up in a journal.
    /// - A reader of the output that has gone is an error like others and kills nothing.
    package static func beginWriting() {
        umask(0o077)
        var taken: Int32
        repeat {
            // For reading: what is written there is still seen to be lost.
            taken = open("/dev/null", O_RDONLY)
        } while (0...STDERR_FILENO).contains(taken)
        if taken >= 0 { close(taken) }
        signal(SIGPIPE, SIG_IGN)
    }

    /// Does work on as many threads as there are processors, and ends with the code it returns.
    ///
    /// For the one command that has such work: a program that is asynchronous from its beginning
    /// would have threads whatever it was asked for.
    package static func end(after work: @escaping @Sendable () async -> Int32) -> Never {
        Task.detached { exit(await work()) }
        while true { Glibc.pause() }
    }

    /// Writes a line, or several, to standard output, without what a terminal would obey.
    ///
    /// Where `isPainted`, colours stay: they are meant, and what stands between them was made fit
    /// to be shown before.
    ///
    /// - Throws: ``OutputLost`` where the system does not take it.
    package static func say(_ text: String, isPainted: Bool = false) throws(OutputLost) {
        try put(isPainted ? ShownText.painted(text) : ShownText.lines(text))
    }

    /// The same for a line of JSON, which stays the same JSON.
    package static func say(json: String) throws(OutputLost) { try put(ShownText.json(json)) }

    private static func put(_ shown: String) throws(OutputLost) {
        guard let code = write(shown, to: STDOUT_FILENO) else { return }
        throw OutputLost(code: code)
    }

    /// Writes bytes to standard output, as they are.
    ///
    /// - Throws: ``OutputLost`` where the system does not take them.
    package static func put(_ bytes: [UInt8]) throws(OutputLost) {
        guard let code = write(bytes[...], to: STDOUT_FILENO) else { return }
        throw OutputLost(code: code)
    }

    /// Writes to standard output what a terminal obeys, all at once and without a newline.
    ///
    /// - Throws: ``OutputLost`` where the system does not take it.
    package static func draw(_ text: String) throws(OutputLost) {
        guard let code = write(text, to: STDOUT_FILENO, end: "") else { return }
        throw OutputLost(code: code)
    }

    /// Writes a line to standard error, without what a terminal would obey.
    ///
    /// Where that is lost too, there is nobody left to tell.
    package static func complain(_ line: String) {
        _ = write(ShownText.line(line), to: STDERR_FILENO)
    }

    /// What stopped a program, behind its name, and below that the text that is wrong, where there is
    /// one.
    package static func complain(_ error: JobError, as name: String) {
        complain("\(name): \(error)")
        for line in error.quotation { complain("    \(line)") }
    }

    /// Ends the process with an exit code, at once: everything that matters has been written.
    package static func end(_ code: Int32) -> Never { exit(code) }

    /// Writes over the line that the terminal on standard error shows; without text it is empty.
    ///
    /// What is longer than a line is cut: it could not be written over.
    package static func show(_ text: String) {
        let room = max(1, (size(of: STDERR_FILENO)?.columns ?? 80) - 1)
        let line = ShownText.line(text).prefix(room)
        _ = write("\r\u{1b}[K\(line)", to: STDERR_FILENO, end: "")
    }

    /// Writes a line; returns the `errno` of what went wrong.
    private static func write(
        _ line: String, to descriptor: Int32, end: String = "\n"
    ) -> Int32? {
        write(Array((line + end).utf8)[...], to: descriptor)
    }

    /// Writes bytes; returns the `errno` of what went wrong.
    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? EIO : errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        let seconds = min(max(Int64(time.tv_sec), -(1 << 50)), 1 << 50)
        // In range: no system counts further, and what stands before one is bounded.
        return seconds * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
