import Foundation
import FuzzLaws
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
        // In a process of its own, since a trap ends the process; the last file it names did it.
        let result = await #expect(
            processExitsWith: .success, observing: [\.standardErrorContent]
        ) { [target] in
            for file in try Self.inputs(of: target) {
                FileHandle.standardError.write(Data("\(file.lastPathComponent)\n".utf8))
                try target.check(Array(try Data(contentsOf: file)))
            }
        }
        if result == nil { Issue.record("see the file named last under Tests/Fuzz/Corpus") }
    }
}
