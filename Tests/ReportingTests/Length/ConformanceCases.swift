import Foundation

/// The published conformance cases of twitter-text, where they lie beside the package.
struct ConformanceCases {
    struct Case {
        let group: String
        let description: String
        let text: String
        /// What is expected: `true` and `false` under `valid`, figures under their names.
        var expected: [String: String] = [:]
    }

    static let absence = "no published cases beside the package, at ../shared/data/vectors"

    static var isPresent: Bool { FileManager.default.fileExists(atPath: path) }

    let all: [Case]

    /// Reads the few shapes of YAML that the file is written in.
    init() throws {
        let lines = try String(contentsOfFile: Self.path, encoding: .utf8).split(separator: "\n")
        var cases: [Case] = []
        var group = ""
        var description = ""
        for line in lines {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            guard let colon = trimmed.firstIndex(of: ":") else { continue }
            let name = trimmed[..<colon]
            let value = String(trimmed[trimmed.index(after: colon)...])
                .trimmingCharacters(in: .whitespaces)
            switch name {
            case "- description": description = Self.unquoted(value)
            case "text":
                cases.append(
                    Case(group: group, description: description, text: Self.unquoted(value)))
            case "expected" where !value.isEmpty: cases[cases.count - 1].expected["valid"] = value
            case _ where value.isEmpty && name != "expected": group = String(name)
            case _ where !value.isEmpty: cases[cases.count - 1].expected[String(name)] = value
            default: break
            }
        }
        all = cases
    }

    subscript(group: String) -> [Case] { all.filter { $0.group == group } }

    private static let path = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/vectors/twitter-text-validate.yml").path

    /// A double-quoted scalar without its quotes and escapes.
    private static func unquoted(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = value.unicodeScalars.dropFirst().dropLast()
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let kind = rest.popFirst() else {
                result.append(scalar)
                continue
            }
            switch kind {
            case "n": result.append("\n")
            case "u", "U":
                let digits = rest.prefix(kind == "u" ? 4 : 8)
                rest = rest.dropFirst(digits.count)
                if let value = UInt32(String(digits), radix: 16),
                    let scalar = Unicode.Scalar(value)
                {
                    result.append(scalar)
                }
            default: result.append(kind)
            }
        }
        return String(result)
    }
}
