import Foundation

/// The Swift files under `Sources/`, as text.
struct SourceTree {
    struct File {
        let module: String
        let path: String
        let text: String

        /// The modules imported, whatever the access or kind of the import.
        var imports: [String] {
            text.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ").map(String.init)
                guard let index = words.firstIndex(of: "import"), words.count > index + 1,
                    words[..<index].allSatisfy({ Self.modifiers.contains($0) })
                else { return nil }
                let kinds = [
                    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
                ]
                let name = kinds.contains(words[index + 1]) ? words[index + 2] : words[index + 1]
                return String(name.prefix { $0 != "." })
            }
        }

        private static let modifiers = [
            "package", "internal", "private", "fileprivate", "public", "@testable",
            "@preconcurrency", "@_exported",
        ]

        /// The lines that are code, with comments and the insides of strings taken out.
        var codeLines: [(number: Int, code: String)] {
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                ($0.offset + 1, Self.code(String($0.element)))
            }
        }

        private static func code(_ line: String) -> String {
            guard !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { return "" }
            let withoutStrings = line.replacing(#/"(\\.|[^"\\])*"/#, with: "\"\"")
            return String(
                withoutStrings.prefix(
                    upTo: withoutStrings.firstRange(of: "// ")?.lowerBound
                        ?? withoutStrings.endIndex))
        }
    }

    let root: URL
    let files: [File]

    init() throws {
        root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources = root.appending(path: "Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        files = try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            File(
                module: String(path.prefix { $0 != "/" }), path: path,
                text: try String(contentsOf: sources.appending(path: path), encoding: .utf8))
        }
    }
}
