import Foundation
import Seeds
import Testing

@testable import Reporting

/// Posts of every kind as they once were, and what the parts that they were broken into weighed.
struct PostPartsTests {
    private struct Record {
        let kind: Substring
        let weights: [Int]
        let body: String
        let tail: String

        init?(_ text: String) {
            guard let end = text.firstIndex(of: "\n"),
                let ruler = text.range(of: "\n---\n", options: .backwards)
            else { return nil }
            let heading = text[..<end].split(separator: " ")
            kind = heading[0]
            weights = heading.dropFirst().compactMap { Int($0) }
            body = String(text[text.index(after: end)..<ruler.lowerBound])
            tail = String(text[ruler.upperBound...].dropLast())
        }
    }

    private static let path = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/posts.txt").path

    @Test func `posts of every kind are broken where they have been`() throws {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let records = text.components(separatedBy: "=== ").dropFirst().compactMap(Record.init)
        #expect(Set(records.map(\.kind)) == Set(Post.Kind.allCases.map { "\($0.rawValue)" }))
        for record in records {
            let kind = try #require(Post.Kind(rawValue: String(record.kind)))
            let post = Post(kind: kind, body: record.body, tail: record.tail)
            let parts = post.parts(at: "2026-11-10T12:00:03Z")
            #expect(parts.map { WeightedLength(of: $0).total } == record.weights, "\(parts)")
        }
    }
}
