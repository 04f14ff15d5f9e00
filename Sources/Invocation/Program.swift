internal import Glibc

/// Another program, run to its end within bounds.
package struct Program {
    private let name: String
    private let arguments: [String]
    private let variables: [String]
    private let maximumBytes: Int
    private let maximumMilliseconds: Int64

    /// The name is a path, or what is found on `PATH`; `variables` are the names of what it is given
    /// of our own environment, `maximumBytes` are taken at most of what it says on each stream.
    package init(
        _ name: String, _ arguments: [String],
        variables: [String] = ["PATH", "HOME", "USER", "LOGNAME"], maximumBytes: Int = 1 << 20,
        maximumMilliseconds: Int64 = 20_000
    ) {
        self.name = name
        self.arguments = arguments
        self.variables = variables
        self.maximumBytes = maximumBytes
        self.maximumMilliseconds = maximumMilliseconds
    }

    /// What a program said, and its exit code; 128 and the signal's number where it was killed.
    package struct Outcome {
        package let status: Int32
        package let output: [UInt8]
        package let errors: [UInt8]
    }

    /// Why there is no outcome; what was running is killed.
    package enum Failure: Error, CustomStringConvertible {
        case missing
        case system(code: Int32)
        case tooLong(bytes: Int)
        case tooLate(milliseconds: Int64)

        package var description: String {
            switch self {
            case .missing: "there is no such program"
            case .system(let code):
                strerror(code).map { String(cString: $0) } ?? "error \(code)"
            case .tooLong(let bytes): "it says more than \(bytes) bytes"
            case .tooLate(let limit): "it is not done after \(limit / 1_000) seconds"
            }
        }
    }

    /// Runs it in the C locale with these bytes as its standard input, whether it reads them or not.
    ///
    /// Nothing is taken for whole that is not: what was cut off is a failure.
    package func run(input: [UInt8] = []) throws(Failure) -> Outcome {
        // A program that does not read its input to the end is no reason for ours to be ended.
        let former = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, former) }
        var pipes: [(read: Int32, write: Int32)] = []
        // The descriptors that are still open, and to be closed however this ends.
        var ours: [Int32] = []
        defer { for descriptor in ours { close(descriptor) } }
        for _ in 0..<3 {
            let pipe = try Self.pipe()
            pipes.append(pipe)
            ours += [pipe.read, pipe.write]
        }
        let theirs = [pipes[0].read, pipes[1].write, pipes[2].write]
        let process = try spawn(streams: theirs)
        // The program's ends are its own, or its end would not be seen.
        ours.removeAll(where: theirs.contains)
        for descriptor in theirs { close(descriptor) }
        let deadline = Invocation.monotonicMilliseconds() + maximumMilliseconds
        do throws(Failure) {
            ours.removeAll { $0 == pipes[0].write }
            let said = try converse(
                [pipes[1].read, pipes[2].read], saying: input, to: pipes[0].write, until: deadline)
            let status = try wait(for: process, until: deadline)
            return Outcome(status: status, output: said[0], errors: said[1])
        } catch {
            if kill(process, SIGKILL) == 0 { waitpid(process, nil, 0) }
            throw error
        }
    }

    private func spawn(streams: [Int32]) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            // In range: three streams.
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        sigaddset(&signals, SIGXFSZ)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // What was held back of signals when we were started is not held back there.
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words = ([name] + arguments).map { strdup($0) } + [nil]
        let given = Invocation.environment(variables)
        var variables = given.map { strdup("\($0.key)=\($0.value)") } + [strdup("LC_ALL=C"), nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, name, &actions, &attributes, &words, &variables)
        if code == ENOENT { throw .missing }
        guard code == 0 else { throw .system(code: code) }
        return process
    }

    private static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw .system(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// What comes from descriptors until each has ended, while input goes to another, which is
    /// closed after it.
    private func converse(
        _ descriptors: [Int32], saying input: [UInt8], to sink: Int32, until deadline: Int64
    ) throws(Failure) -> [[UInt8]] {
        var rest = input[...]
        var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let last = polls.count
        polls.append(pollfd(fd: sink, events: Int16(POLLOUT), revents: 0))
        defer { if polls[last].fd >= 0 { close(sink) } }
        _ = fcntl(sink, F_SETFL, O_NONBLOCK)
        var said = [[UInt8]](repeating: [], count: descriptors.count)
        var block = [UInt8](repeating: 0, count: 16 << 10)
        while polls.contains(where: { $0.fd >= 0 }) {
            let left = deadline - Invocation.monotonicMilliseconds()
            guard left > 0 else { throw .tooLate(milliseconds: maximumMilliseconds) }
            // In range: a limit of milliseconds that is a constant.
            let ready = poll(&polls, nfds_t(polls.count), Int32(left))
            if ready < 0, errno != EINTR { throw .system(code: errno) }
            guard ready > 0 else { continue }
            // A negative number is passed over by the next poll.
            if polls[last].revents != 0, try !Self.write(&rest, to: sink) {
                close(sink)
                polls[last].fd = -1
            }
            for index in descriptors.indices where polls[index].revents != 0 {
                let count = read(polls[index].fd, &block, block.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw .system(code: errno) }
                if count == 0 { polls[index].fd = -1 }
                said[index] += block[..<count]
                guard said[index].count <= maximumBytes else { throw .tooLong(bytes: maximumBytes) }
            }
        }
        return said
    }

    /// Writes what a pipe takes; whether there is more, and somebody who reads.
    private static func write(
        _ rest: inout ArraySlice<UInt8>, to sink: Int32
    ) throws(Failure) -> Bool {
        guard !rest.isEmpty else { return false }
        let count = rest.withUnsafeBytes { Glibc.write(sink, $0.baseAddress, $0.count) }
        if count < 0 {
            if errno == EPIPE { return false }
            guard errno == EINTR || errno == EAGAIN else { throw .system(code: errno) }
            return true
        }
        rest = rest.dropFirst(count)
        return !rest.isEmpty
    }

    private func wait(
        for process: pid_t, until deadline: Int64
    ) throws(Failure) -> Int32 {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            if ended < 0, errno != EINTR { throw .system(code: errno) }
            guard Invocation.monotonicMilliseconds() < deadline else {
                throw .tooLate(milliseconds: maximumMilliseconds)
            }
            // Its streams have ended, so that its end is a matter of moments.
            _ = poll(nil, 0, 2)
        }
        let signal = status & 0x7f
        return signal == 0 ? status >> 8 & 0xff : 128 + signal
    }
}
