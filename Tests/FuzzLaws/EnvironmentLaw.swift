internal import Jobs
internal import Settings
internal import Text

/// A `.env` file: variables read back as they are written, and errors that repeat nothing of it.
enum EnvironmentLaw: Law {
    /// All that an error may say, but for the number of the line.
    private static let words: Set<String> = [
        "over # lines", "line #: expected NAME=value",
        "line #: a name is letters, digits and underscores",
        "line #: a quote is not closed",
        "line #: something follows the closing quote",
    ]

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard let text = String(validating: input, as: UTF8.self) else { return }
        let file: EnvironmentFile
        do throws(InputFlaw) {
            file = try EnvironmentFile(text)
        } catch {
            try MessageLaw.check(
                JobError(.configuration, error).description, atMost: 100, "the error")
            let words = error.description.split(whereSeparator: \.isWholeNumber)
            let sentence = words.joined(separator: "#")
            return try hold(Self.words.contains(sentence), "the error says more: \(error)")
        }
        for name in file.variables.keys {
            let isPlain = name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "_")
            }
            try hold(isPlain && !name.isEmpty, "'\(name)' is taken for a name")
        }
        let written = file.variables.sorted { $0.key < $1.key }.map(line).joined(separator: "\n")
        try hold(
            (try? EnvironmentFile(written)) == file,
            "\(written.debugDescription) is not read as it was written")
    }

    private static func line(_ name: String, _ value: String) -> String {
        let escaped = value.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": #"\\"#
            case "\"": #"\""#
            case "\n": #"\n"#
            case "\t": #"\t"#
            default: String(scalar)
            }
        }
        return "\(name)=\"\(escaped.joined())\""
    }
}
