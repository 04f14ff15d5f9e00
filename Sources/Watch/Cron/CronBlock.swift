internal import Store

/// The lines of a crontab that `algom cron install` wrote for a home, sealed so that a hand in them
/// is seen.
///
/// ```
/// # BEGIN algom (HOME)
/// # seal 0123456789abcdef: 'algom cron install' wrote this; what is changed here it keeps
/// # algom cron install --health
/// …
/// # END algom (HOME)
/// ```
/// The seal is the first 16 digits of the SHA-256 of all other lines.
struct CronBlock: Equatable, Sendable {
    let bytes: [UInt8]

    static let beginning = "# BEGIN algom ("
    static let ending = "# END algom ("
    private static let seal = "# seal "
    private static let command = "# algom cron install"

    static func beginning(of home: String) -> String { "\(beginning)\(home))\n" }
    static func ending(of home: String) -> String { "\(ending)\(home))\n" }

    /// A block as it stands in a table.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// A block of these lines.
    init(home: String, extras: CronExtras, lines: [String]) {
        let first = Self.beginning(of: home)
        let rest =
            ([Self.command] + extras.flags).joined(separator: " ") + "\n"
            + lines.map { "\($0)\n" }.joined() + Self.ending(of: home)
        let digits = Self.digits(of: Array((first + rest).utf8))
        let sealed =
            "\(Self.seal)\(digits): 'algom cron install' wrote this; what is changed here it keeps\n"
        bytes = Array((first + sealed + rest).utf8)
    }

    /// The lines as text, without the end of the last one.
    var text: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// Whether nobody changed it since it was written.
    var isSealed: Bool {
        let lines = bytes.split(
            separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3 else { return false }
        let others = lines[0] + [UInt8(ascii: "\n")] + lines[2]
        return lines[1].starts(with: "\(Self.seal)\(Self.digits(of: Array(others))): ".utf8)
    }

    /// What it was asked to hold beyond ticks and reports.
    var extras: CronExtras {
        let line = text.split(separator: "\n").first { $0.hasPrefix(Self.command) } ?? ""
        return CronExtras(flags: line.dropFirst(Self.command.count).split(separator: " "))
    }

    private static func digits(of bytes: [UInt8]) -> String {
        String(Digest(of: bytes).hexadecimal.prefix(16))
    }
}
