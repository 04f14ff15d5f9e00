import Foundation
import FuzzLaws
import Seeds
import Testing

/// Everything a fuzzer ever found worth keeping, held to the laws again.
struct CorpusTests {
    private static func inputs(of target: FuzzTarget) throws -> [URL] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fuzz/Corpus/\(target.rawValue)")
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `every input of the corpus keeps the laws`(target: FuzzTarget) async throws {
        #expect(try Self.inputs(of: target).count > 1, "there is no corpus of \(target.rawValue)")
        // In a process of its own, since a trap ends the process; the note says where it was.
        let note = FileManager.default.temporaryDirectory.path + "/algom-fuzz-\(UUID().uuidString)"
        defer { _ = try? FileManager.default.removeItem(atPath: note) }
        let result = await #expect(
            processExitsWith: .success
        ) { [target, note = note as String] in
            for file in try Self.inputs(of: target) {
                let note = URL(filePath: note)
                try Data("\(file.lastPathComponent): a trap".utf8).write(to: note)
                do {
                    try target.check(Array(try Data(contentsOf: file)))
                } catch {
                    try Data("\(file.lastPathComponent): \(error)".utf8).write(to: note)
                    throw error
                }
            }
        }
        guard result == nil else { return }
        let words = String(decoding: try Data(contentsOf: URL(filePath: note)), as: UTF8.self)
        Issue.record("Tests/Fuzz/Corpus/\(target.rawValue)/\(words)")
    }

    /// Echoes of a secret in every spelling, side by side, cut and torn, in a page or not.
    @Test(arguments: UInt64(0)..<20)
    func `random echoes keep the law of foreign text`(seed: UInt64) throws {
        let pieces = [
            "@KEY@", "@K64@", "@K65@", "@K66@", "@KPC@", "@KJS@", "@KHT@", "<", ">", "%", "\\", "&",
            "&#", ";", "=", "+", "/", "\\u00", "%5", "\"", " ", "Basic ", "x", "_", "é", "\u{301}",
            "\u{1b}[2J", "…",
        ]
        var random = SplitMix64(seed: seed)
        for round in 0..<300 {
            let count = Int.random(in: 1...40, using: &random)
            var text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            if Bool.random(using: &random) {
                text =
                    String(repeating: "y", count: Int.random(in: 4_000...4_090, using: &random))
                    + text
            }
            do {
                try FuzzTarget.foreignText.check(Array(text.utf8))
            } catch {
                Issue.record("seed \(seed), round \(round): \(error): \(text)")
            }
        }
    }
}
