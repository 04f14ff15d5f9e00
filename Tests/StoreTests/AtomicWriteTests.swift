import Foundation
import Glibc
import Testing

@testable import Store

struct AtomicWriteTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func `writes and replaces whole files and leaves nothing else`() throws {
        let state = try temporary.state()
        try state.makeDirectory("traders/one")
        for (length, isDurable) in [(0, true), (1, false), (1 << 20, true), (10, false)] {
            let bytes = [UInt8](repeating: UInt8(length & 0xff) + 1, count: length)
            try state.replace(
                "traders/one/a.json", with: bytes, access: .owner, durable: isDurable)
            #expect(try temporary.bytes("traders/one/a.json") == bytes)
        }
        #expect(try temporary.names("traders/one") == ["a.json"])
    }

    @Test(arguments: [mode_t(0), 0o077, 0o777])
    func `gives the permissions asked for, whatever the mask`(mask: mode_t) async throws {
        await #expect(processExitsWith: .success) { [mask = mask as mode_t] in
            let temporary = try TemporaryDirectory()
            let state = try temporary.state()
            _ = umask(mask)
            try state.replace("private", with: [1], access: .owner)
            try state.replace("public", with: [1], access: .everyone)
            #expect(try temporary.permissions("private") == "600")
            #expect(try temporary.permissions("public") == "644")
            try state.replace("public", with: [1], access: .owner)
            #expect(try temporary.permissions("public") == "600")
        }
    }

    @Test func `takes the place of a link or a fifo, and leaves what the link meant`() throws {
        let state = try temporary.state()
        try temporary.put([1], in: "elsewhere")
        #expect(symlink("elsewhere", "\(temporary.path)/link") == 0)
        #expect(mkfifo("\(temporary.path)/fifo", 0o600) == 0)
        try state.replace("link", with: [2], access: .everyone)
        try state.replace("fifo", with: [3], access: .everyone)
        #expect(try state.read("link", atMost: 1) == [2])
        #expect(try state.read("fifo", atMost: 1) == [3])
        #expect(try temporary.bytes("elsewhere") == [1])
    }

    @Test func `a directory in its place is an error that leaves no temporary file`() throws {
        let state = try temporary.state()
        try state.makeDirectory("a.json")
        let error = StoreError.io(
            operation: "replace", path: "\(temporary.path)/a.json", code: EISDIR)
        #expect(throws: error) { try state.replace("a.json", with: [1], access: .owner) }
        #expect(try temporary.names() == ["a.json"])
    }

    @Test func `a missing directory is an error that names the file`() throws {
        let state = try temporary.state()
        let error = StoreError.io(
            operation: "create", path: "\(temporary.path)/traders/a", code: ENOENT)
        #expect(throws: error) { try state.replace("traders/a", with: [1], access: .owner) }
    }

    @Test func `a full disk keeps the old file and leaves no temporary one`() async throws {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            let state = try temporary.state()
            try state.replace("a", with: [1, 2, 3], access: .owner)
            limitFileSize(to: 4_096)
            let error = StoreError.io(
                operation: "write", path: "\(temporary.path)/a", code: EFBIG)
            #expect(throws: error) {
                try state.replace(
                    "a", with: [UInt8](repeating: 0, count: 10_000), access: .owner)
            }
            #expect(try temporary.bytes("a") == [1, 2, 3])
            #expect(try temporary.names() == ["a"])
        }
    }

    @Test func `a reader sees one whole file or another, never a part`() throws {
        let state = try temporary.state()
        let length = 100_000
        try state.replace("a", with: [UInt8](repeating: 0, count: length), access: .owner)
        let writer = Thread {
            for round in UInt8(1)...60 {
                do {
                    try state.replace(
                        "a", with: [UInt8](repeating: round, count: length), access: .owner,
                        durable: false)
                } catch {
                    Issue.record(error)
                    return
                }
            }
        }
        writer.start()
        var seen: Set<UInt8> = []
        while !writer.isFinished {
            let bytes = try #require(try state.read("a", atMost: length))
            let first = try #require(bytes.first)
            #expect(bytes.count == length)
            #expect(bytes == [UInt8](repeating: first, count: length))
            seen.insert(first)
        }
        #expect(!seen.isEmpty)
        #expect(try state.read("a", atMost: length)?.first == 60)
    }

    // MARK: Leftovers

    @Test func `removes what killed runs left, and nothing else`() throws {
        let state = try temporary.state()
        try state.makeDirectory("traders/one")
        let leftover = TemporaryFile.name(for: "a.json", number: 0xbeef)
        #expect(leftover == ".a.json.000000000000beef.tmp")
        let others = [
            "a.json", ".hidden", ".a.json.beef.tmp", "a.json.000000000000beef.tmp",
            ".a.json.000000000000beef", "..000000000000beef.tmp", ".a.000000000000BEEF.tmp",
        ]
        for name in others + [leftover] {
            try temporary.put([1], in: name)
            try temporary.put([1], in: "traders/one/\(name)")
        }
        try state.removeLeftovers(in: "traders/one")
        #expect(try temporary.names("traders/one") == others.sorted())
        #expect(try temporary.names().contains(leftover))
        try state.removeLeftovers()
        #expect(try temporary.names() == (others + ["traders"]).sorted())
    }

    @Test func `a directory that is not there has no leftovers`() throws {
        try temporary.state().removeLeftovers(in: "traders/one")
        #expect(try temporary.names() == [])
    }

    @Test func `leaves the file of a writer that is still at work`() throws {
        let state = try temporary.state()
        guard let directory = try state.openDirectory([]) else {
            Issue.record("the directory is gone")
            return
        }
        let writing = try TemporaryFile(for: "a", in: directory)
        try state.removeLeftovers()
        #expect(try temporary.names() == [writing.entry])
        try writing.fill(with: [5], access: .owner)
        try writing.rename(to: "a", in: directory)
        #expect(try temporary.bytes("a") == [5])
    }

    @Test func `never takes a file from a writer, however often it looks`() throws {
        let state = try temporary.state()
        let writer = Thread {
            do {
                for round in 0..<2_000 {
                    try state.replace(
                        "a", with: [UInt8(round % 256)], access: .owner, durable: false)
                }
            } catch {
                Issue.record(error)
            }
        }
        writer.start()
        while !writer.isFinished { try state.removeLeftovers() }
        #expect(try temporary.names() == ["a"])
    }

    @Test func `removes the file of a writer that was killed`() async throws {
        let path = temporary.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let state = try StateDirectory(path: path)
            guard let directory = try state.openDirectory([]) else {
                Issue.record("the directory is gone")
                return
            }
            let writing = try TemporaryFile(for: "a", in: directory)
            try writing.fill(with: [5], access: .owner)
            kill(getpid(), SIGKILL)
        }
        #expect(try temporary.names().count == 1)
        try temporary.state().removeLeftovers()
        #expect(try temporary.names() == [])
    }
}

/// Lets no file of this process grow beyond a size, as a full disk would.
///
/// For tests that run in a process of their own.
func limitFileSize(to bytes: Int) {
    _ = signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    #expect(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
    limit.rlim_cur = rlim_t(bytes)
    #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
}
