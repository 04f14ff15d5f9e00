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

    @Test(arguments: ["out", "out.tmp", ".hidden", "ä b'\n", String(repeating: "n", count: 255)])
    func `what killed runs left of a file goes, and nothing else does`(name: String) throws {
        let target = "\(scratch.path)/\(name)"
        // What ended runs left, one that is at work, another file's, and what 0.1 would have left.
        let living = try OutputFile(path: target)
        try living.write([1])
        let before = Set(try scratch.names())
        #expect(before.count == 1)
        for number in UInt64(1)...3 {
            try scratch.put([9], in: TemporaryFile.name(for: name, number: number))
        }
        let others = [TemporaryFile.name(for: "other", number: 1), "out.1.tmp"]
        for other in others { try scratch.put([9], in: other) }
        for byte in UInt8(2)...3 {
            let file = try OutputFile(path: target)
            try file.write([byte])
            try file.finish()
            #expect(try scratch.bytes(name) == [byte])
        }
        #expect(Set(try scratch.names()) == before.union(others).union([name]))
        try living.finish()
        #expect(try scratch.bytes(name) == [1])
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

/// Directories as they lie about a place, judged without a home to go by.
struct OutputPlaceTests {
    private let scratch: TemporaryDirectory

    init() throws { scratch = try TemporaryDirectory() }

    private func make(_ names: String...) throws {
        for name in names { #expect(mkdir("\(scratch.path)/\(name)", 0o700) == 0) }
    }

    private func isReserved(_ name: String, home: String? = nil) throws -> Bool {
        do {
            try OutputPlace.check("\(scratch.path)/\(name)", home: home)
            return false
        } catch {
            guard case .reserved = error else { throw error }
            return true
        }
    }

    @Test func `a state directory is one by what lies about or in it, or by the run's home`()
        throws
    {
        try make("a", "a/state", "b", "b/state", "c", "c/old", "c/old/traders", "d", "d/kept")
        try scratch.put([], in: "a/algom.json")
        try scratch.put([], in: "c/old/runs.jsonl")
        #expect(symlink("kept", "\(scratch.path)/d/state") == 0)
        for name in ["a/state/x", "c/old/x", "c/old/traders/x"] {
            #expect(try isReserved(name), "\(name)")
        }
        for name in ["a/x", "b/state/x", "c/x", "d/kept/x", "a/state/dashboard.html"] {
            #expect(try !isReserved(name), "\(name)")
        }
        for home in ["b", "d"] {
            #expect(try isReserved("\(home)/state/x", home: "\(scratch.path)/\(home)"))
        }
        #expect(try isReserved("d/kept/x", home: "\(scratch.path)/d"))
    }

    @Test func `two names are Algom's wherever they lie, in whatever case`() throws {
        for name in ["algom.json", ".env", "ALGOM.JSON", ".Env"] {
            #expect(try isReserved(name), "\(name)")
        }
        #expect(try !isReserved("algom.json.csv"))
        try make("h")
        try scratch.put([], in: "h/algom.json")
        #expect(try isReserved("h/state"))
    }

    @Test func `where others can write a home nothing is written, if it is not meant for all`()
        throws
    {
        try make("h")
        try scratch.put([], in: "h/algom.json")
        #expect(chmod("\(scratch.path)/h", 0o770) == 0)
        #expect(throws: StoreError.self) { try isReserved("h/x") }
        #expect(chmod("\(scratch.path)/h", 0o1777) == 0)
        #expect(try !isReserved("h/x"))
    }
}
