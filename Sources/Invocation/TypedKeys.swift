internal import Glibc

/// Keys as they are typed, one by one and without an echo; Ctrl-C and Ctrl-Z stay signals.
package final class TypedKeys {
    /// A key that somebody typed.
    package enum Key: Equatable, Sendable {
        case up, down, pageUp, pageDown, first, last
        case character(Character)
    }

    private static let sequences: [(bytes: String, key: Key)] = [
        ("[A", .up), ("OA", .up), ("[B", .down), ("OB", .down), ("[5~", .pageUp),
        ("[6~", .pageDown), ("[H", .first), ("OH", .first), ("[1~", .first), ("[F", .last),
        ("OF", .last), ("[4~", .last),
    ]

    /// How the terminal was found.
    private let former: termios

    /// `nil` where standard input is no terminal, or one that is another's turn to read.
    package init?() {
        var settings = termios()
        guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp(),
            tcgetattr(STDIN_FILENO, &settings) == 0
        else { return nil }
        former = settings
    }

    package func begin() {
        var settings = former
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// Leaves the terminal as it was found.
    package func end() {
        var settings = former
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// What is typed within so many milliseconds; empty where nothing is, `nil` where the terminal is
    /// gone.
    func wait(milliseconds: Int32) -> [Key]? {
        var terminal = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&terminal, 1, milliseconds) > 0 else { return [] }
        var block = [UInt8](repeating: 0, count: 256)
        let count = read(STDIN_FILENO, &block, block.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        return count > 0 ? Self.keys(block[..<count]) : nil
    }

    /// The keys that bytes stand for; a sequence that is none of ours is passed over.
    private static func keys(_ bytes: ArraySlice<UInt8>) -> [Key] {
        var keys: [Key] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == 0x1b else {
                if byte < 0x80 { keys.append(.character(Character(Unicode.Scalar(byte)))) }
                continue
            }
            if let found = sequences.first(where: { rest.starts(with: $0.bytes.utf8) }) {
                keys.append(found.key)
                rest = rest.dropFirst(found.bytes.utf8.count)
            } else if rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "O") {
                rest = rest.dropFirst().drop { $0 < 0x40 }.dropFirst()
            }
        }
        return keys
    }
}
