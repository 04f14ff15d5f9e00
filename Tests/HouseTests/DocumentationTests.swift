import Foundation
import Testing

/// What README and `docs/` say of the house is there.
struct DocumentationTests {
    private let sources: SourceTree
    private let pages: [(path: String, text: String)]

    init() throws {
        let sources = try SourceTree()
        self.sources = sources
        let names = try FileManager.default.contentsOfDirectory(
            atPath: sources.root.appending(path: "docs").path)
        let files = names.filter { $0.contains(".") }.sorted().map { "docs/\($0)" }
        pages = try (["README.md", "state/README.md"] + files).map {
            ($0, try String(contentsOf: sources.root.appending(path: $0), encoding: .utf8))
        }
    }

    private func page(_ path: String) throws -> String {
        try #require(pages.first { $0.path == path }).text
    }

    @Test func `every link leads somewhere`() throws {
        var count = 0
        for (path, text) in pages {
            for match in text.matches(of: #/\]\(([^):]+)\)/#) {
                count += 1
                let parts = match.1.split(separator: "#", omittingEmptySubsequences: false)
                let target = sources.root.appending(path: path).deletingLastPathComponent()
                    .appending(path: String(parts[0])).standardizedFileURL
                let name = target.path.replacing(sources.root.path + "/", with: "")
                #expect(
                    FileManager.default.fileExists(atPath: target.path), "\(path): \(match.1)")
                guard parts.count > 1 else { continue }
                let headings = try page(name).matches(of: #/(?m)^#+ (.+)$/#).map {
                    $0.1.lowercased().replacing(" ", with: "-")
                }
                #expect(headings.contains(String(parts[1])), "\(path): \(match.1)")
            }
        }
        #expect(count > 15, "links were not found")
    }

    @Test func `every file that a newcomer is sent to is there`() throws {
        let names = Set(sources.files.map { $0.path.split(separator: "/").last.map(String.init) })
        let text = try page("docs/contributing.md")
        let paths = text.matches(of: #/`(Sources/[A-Za-z0-9+\/_.-]+)`/#).map { String($0.1) }
        #expect(paths.count > 20)
        for path in paths {
            #expect(
                FileManager.default.fileExists(atPath: sources.root.appending(path: path).path),
                "\(path)")
        }
        for match in text.matches(of: #/`([A-Z][A-Za-z+]+\.swift)`/#) {
            #expect(names.contains(String(match.1)), "\(match.1)")
        }
    }

    /// The sections of `algom.json` are visited in the same way, and stand on a page of their own.
    @Test func `every field of every document stands among the formats`() throws {
        let documented = try page("docs/formats.md")
        let configured = try page("docs/configuration.md")
        var count = 0
        for file in sources.files {
            let page =
                ["Settings", "Alerting"].contains(file.module)
                ? documented + configured : documented
            for match in file.text.matches(
                of:
                    #/visitor\.(?:field|optionalField|count|figure|moment|moments|optionalMoment|optionalList)\(\s*"([A-Za-z0-9]+)"/#
            ) {
                count += 1
                #expect(page.contains("`\(match.1)`"), "\(file.path): \(match.1)")
            }
        }
        #expect(count > 150, "the fields were not found")
    }
}
