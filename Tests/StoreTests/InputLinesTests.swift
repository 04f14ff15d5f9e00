import Glibc
import Seeds
import Testing

@testable import Store

struct InputLinesTests {
    private let scratch: TemporaryDirectory

    init() throws { scratch = try TemporaryDirectory() }

    /// What is handed over, and how many times.
    private func read(_ bytes: [UInt8]) throws -> (bytes: [UInt8], times: Int) {
        try scratch.put(bytes, in: "lines")
        let lines = try InputLines(path: "\(scratch.path)/lines")
        var (read, times) = ([UInt8](), 0)
        while try lines.next(
            after: read.count { $0 == UInt8(ascii: "\n") },
            { taken in
                #expect(taken.last == UInt8(ascii: "\n"), "lines are whole")
                read += taken
            })
        {
            times += 1
        }
        return (read, times)
    }

    @Test(arguments: ["", "a\n", "a", "\n", "\n\n", "a\n\nb", "a\r\nb\r\n"])
    func `hands every line over, with a newline that the last may lack`(text: String) throws {
        let whole = text.isEmpty || text.hasSuffix("\n") || text.hasSuffix("\r\n")
        #expect(try read(Array(text.utf8)).bytes == Array((whole ? text : text + "\n").utf8))
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `lines go over blocks`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var text: [UInt8] = []
        while text.count < 1_200_000 {
            let length = Int.random(in: 0...(seed % 2 == 0 ? 200 : 60_000), using: &random)
            text += (0..<length).map { UInt8(32 + $0 % 90) } + [UInt8(ascii: "\n")]
        }
        if seed % 3 == 0 { text.removeLast() }
        let (found, times) = try read(text)
        #expect(found == (seed % 3 == 0 ? text + [UInt8(ascii: "\n")] : text), "seed \(seed)")
        #expect(times > 3, "seed \(seed): in one piece")
    }

    @Test func `a line without end is refused by its number, after those before it`() throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 400_000)
        let path = "\(scratch.path)/lines"
        #expect(throws: StoreError.damaged(path: path, what: "line 3 is longer than 65536 bytes")) {
            try read(Array("a\nb\n".utf8) + long)
        }
    }

    @Test func `what is not there, or is a directory, is an error`() throws {
        let none = "\(scratch.path)/none"
        #expect(throws: StoreError.io(operation: "open", path: none, code: ENOENT)) {
            try InputLines(path: none)
        }
        let lines = try InputLines(path: scratch.path)
        #expect(throws: StoreError.io(operation: "read", path: scratch.path, code: EISDIR)) {
            try lines.next(after: 0) { _ in }
        }
    }
}
