import Foundation
import Testing

@testable import Store

struct StateDirectoryLogTests {
    private let scratch: TemporaryDirectory
    private let state: StateDirectory

    init() throws {
        scratch = try TemporaryDirectory()
        state = try scratch.state()
    }

    private func log(_ text: String, limit: Int = 30) throws {
        try state.log(Array(text.utf8), to: "log", older: "log.1", limit: limit)
    }

    @Test
    func `lines follow each other until the limit, then the file takes the older one's place`()
        throws
    {
        for number in 0..<4 { try log("line \(number)") }
        #expect(try scratch.text("log") == "line 0\nline 1\nline 2\nline 3\n")
        try log("line 4")
        #expect(try scratch.text("log.1") == "line 0\nline 1\nline 2\nline 3\n")
        #expect(try scratch.text("log") == "line 4\n")
        for number in 5..<9 { try log("line \(number)") }
        #expect(try scratch.text("log.1") == "line 4\nline 5\nline 6\nline 7\n")
    }

    @Test func `half a line that a killed run left stays a line of its own`() throws {
        try scratch.put(Array("line 0\nlin".utf8), in: "log")
        try log("line 1")
        #expect(try scratch.text("log") == "line 0\nlin\nline 1\n")
    }

    @Test func `lines of many writers are whole, and few are lost to the limit`() throws {
        let path = scratch.path
        DispatchQueue.concurrentPerform(iterations: 8) { writer in
            guard let state = try? StateDirectory(path: path) else { return }
            for number in 0..<200 {
                try? state.log(
                    Array("writer \(writer) line \(number)".utf8), to: "log", older: "log.1",
                    limit: 16_000)
            }
        }
        let lines = try ["log", "log.1"].flatMap { name in
            try scratch.text(name).split(separator: "\n")
        }
        #expect(lines.allSatisfy { $0.wholeMatch(of: #/writer \d line \d+/#) != nil })
        // 1,600 lines take two files and a half: at least the last two are there.
        #expect(lines.count > 700)
        for name in ["log", "log.1"] { #expect(try scratch.bytes(name).count <= 16_000 + 8 * 20) }
    }

    @Test func `no link is followed`() throws {
        try scratch.put([], in: "target")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/log", withDestinationPath: scratch.path + "/target")
        #expect(throws: StoreError.self) { try log("line") }
        #expect(try scratch.bytes("target") == [])
    }
}
