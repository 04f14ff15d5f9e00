import Foundation

/// What the figures were read on: they mean nothing without it.
struct Machine {
    private(set) var facts: [(String, String)]

    init(_ workshop: Workshop, suite: Options.Suite) throws {
        let processor = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
            .split(separator: "\n").first { $0.hasPrefix("model name") }
            .map { String($0.drop { $0 != ":" }.dropFirst(2)) }
        let memory = ProcessInfo.processInfo.physicalMemory / 1_000_000_000
        facts = [
            ("processor", processor ?? "unknown"),
            ("cores", "\(ProcessInfo.processInfo.activeProcessorCount)"),
            ("memory", "\(memory) GB"),
            ("kernel", try workshop.word(of: "uname", "-sr")),
            ("date", try workshop.word(of: "date", "-u", "+%Y-%m-%d %H:%M UTC")),
            ("commit", try workshop.word(of: "git", "describe", "--always", "--dirty")),
            ("swift", try workshop.word(of: "swift", "--version")),
            ("cc", try workshop.word(of: "cc", "--version")),
            ("curl", try workshop.word(of: "curl", "--version")),
        ]
        if suite == .peers {
            facts.append(("python", try workshop.word(of: "python3", "--version")))
        }
        facts.append(("load at the start", Self.load))
    }

    /// How many processes wanted a core over the last minute: anything but near 0 is noise.
    private static var load: String {
        let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? "unknown"
        return String(text.prefix { $0 != " " })
    }

    mutating func end() { facts.append(("load at the end", Self.load)) }
}
