import Glibc
import Testing

@testable import Store

struct OutputFileTests {
    private let scratch: TemporaryDirectory

    init() throws { scratch = try TemporaryDirectory() }

    @Test func `a file appears whole at the end, and not before`() throws {
        try scratch.put([7], in: "out")
        let file = try OutputFile(path: "\(scratch.path)/out")
        for _ in 0..<1_000 { try file.write(repeatElement(UInt8(1), count: 100)) }
        #expect(try scratch.bytes("out") == [7])
        try file.finish()
        #expect(try scratch.bytes("out").count == 100_000)
        #expect(try scratch.names() == ["out"])
    }

    @Test func `what nobody finishes goes, and what was there stays`() throws {
        try scratch.put([7], in: "out")
        do {
            let file = try OutputFile(path: "\(scratch.path)/out")
            try file.write([1, 2, 3])
        }
        #expect(try scratch.names() == ["out"])
        #expect(try scratch.bytes("out") == [7])
    }

    @Test func `a device that is full is an error, and so is a directory that is not there`() throws
    {
        let full = try OutputFile(path: "/dev/full")
        try full.write([1])
        #expect(throws: StoreError.io(operation: "write", path: "/dev/full", code: ENOSPC)) {
            try full.finish()
        }
        #expect(throws: StoreError.self) { try OutputFile(path: "\(scratch.path)/none/out") }
    }
}
