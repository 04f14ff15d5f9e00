import Glibc
import Testing

@testable import Store

/// A directory held by a reader while others move it away and put another in its place.
struct HeldDirectoryTests {
    private let scratch: TemporaryDirectory
    private let directory: StateDirectory

    init() throws {
        scratch = try TemporaryDirectory()
        directory = try scratch.state()
        try directory.makeDirectory("traders/a")
        try directory.makeDirectory("archive")
        try write(1)
    }

    private func write(_ byte: UInt8) throws {
        try directory.replace("traders/a/file", with: [byte], access: .owner)
    }

    @Test func `what is held is read though another takes its name`() throws {
        let held = try directory.holding("traders/a")
        try write(2)
        #expect(try held.read("traders/a/file", atMost: 1) == [2])
        #expect(try held.isHeldInPlace)
        try directory.move("traders/a", to: "archive/a.1")
        #expect(try !held.isHeldInPlace)
        #expect(try held.read("traders/a/file", atMost: 1) == [2])
        try directory.makeDirectory("traders/a")
        try write(3)
        #expect(try !held.isHeldInPlace)
        #expect(try held.read("traders/a/file", atMost: 1) == [2])
        #expect(try held.entries(of: "traders/a") == ["file"])
        #expect(try held.exists("traders/a/file"))
        #expect(try directory.read("traders/a/file", atMost: 1) == [3])
        #expect(held.path(of: "traders/a/file") == directory.path(of: "traders/a/file"))
        // Everything else is found where it is.
        #expect(try held.read("archive/a.1/file", atMost: 1) == [2])
    }

    @Test func `where there is none nothing is held`() throws {
        let held = try directory.holding("traders/b")
        #expect(try held.isHeldInPlace)
        #expect(try held.read("traders/b/file", atMost: 1) == nil)
        try directory.makeDirectory("traders/b")
        try directory.replace("traders/b/file", with: [4], access: .owner)
        #expect(try held.read("traders/b/file", atMost: 1) == [4])
    }

    @Test func `a file of two names is read and not written`() throws {
        for name in ["file", "lines.jsonl", "lock"] {
            try directory.replace("traders/a/\(name)", with: [7], access: .owner)
            #expect(
                link("\(scratch.path)/traders/a/\(name)", "\(scratch.path)/other-\(name)") == 0)
            #expect(try directory.read("traders/a/\(name)", atMost: 1) == [7])
        }
        let refusals = [
            #expect(throws: StoreError.self) {
                try directory.append([1], to: "traders/a/lines.jsonl")
            },
            #expect(throws: StoreError.self) {
                try directory.log([1], to: "traders/a/lines.jsonl", older: "x", limit: 100)
            },
            #expect(throws: StoreError.self) { try directory.lock("traders/a/lock", holder: "me") },
            #expect(throws: StoreError.self) {
                try Journal(directory, name: "traders/a/file", committed: .genesis)
            },
        ]
        for refusal in refusals {
            #expect(refusal?.description.contains("has 2 names (hard links)") == true)
        }
        for name in ["file", "lines.jsonl", "lock"] {
            #expect(try scratch.bytes("other-\(name)") == [7])
        }
        // A new file in its place has one name.
        try write(8)
        #expect(try scratch.bytes("other-file") == [7])
    }

    @Test func `a journal with a hole behind it is not read to its end`() throws {
        let path = "\(scratch.path)/traders/a/file"
        for size in [1 << 20, 63 << 20] {
            try scratch.put(Array("a line\n".utf8), in: "traders/a/file")
            #expect(truncate(path, size) == 0)
            let reader = try JournalReader(directory, wholeLinesOf: "traders/a/file")
            #expect(throws: StoreError.self) { try reader.next() }
        }
        #expect(truncate(path, 1 << 40) == 0)
        let error = #expect(throws: StoreError.self) {
            try JournalReader(directory, wholeLinesOf: "traders/a/file")
        }
        #expect(error?.description.contains("no line ends in the last 67108864 of its") == true)
    }
}
