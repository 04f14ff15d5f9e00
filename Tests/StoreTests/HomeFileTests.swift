import Foundation
import Glibc
import Testing

@testable import Store

struct HomeFileTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    private func path(_ name: String) -> String { "\(temporary.path)/\(name)" }

    // MARK: Reading

    @Test func `a file that is not there is no error, nor is one without its directory`() throws {
        #expect(try HomeFile(path: path("none"), atMost: 10) == nil)
        #expect(try HomeFile(path: path("none/algom.json"), atMost: 10) == nil)
    }

    @Test func `reads up to the limit and not a byte more`() throws {
        let bytes = (0..<40_000).map { UInt8(truncatingIfNeeded: $0) }
        try temporary.put(bytes, in: "a")
        #expect(try HomeFile(path: path("a"), atMost: 40_000)?.bytes == bytes)
        #expect(throws: StoreError.tooLarge(path: path("a"), limit: 39_999)) {
            try HomeFile(path: path("a"), atMost: 39_999)
        }
        try temporary.put([], in: "empty")
        #expect(try HomeFile(path: path("empty"), atMost: 0)?.bytes == [])
    }

    @Test(arguments: [0o600, 0o644, 0o400, 0o755])
    func `tells the permission bits`(mode: Int) throws {
        try temporary.put([1], in: "a")
        #expect(chmod(path("a"), mode_t(mode)) == 0)
        #expect(try HomeFile(path: path("a"), atMost: 10)?.mode == UInt32(mode))
    }

    @Test func `follows a symbolic link, for people keep configuration elsewhere`() throws {
        try temporary.put([7], in: "real")
        #expect(symlink("real", path("link")) == 0)
        #expect(try HomeFile(path: path("link"), atMost: 10)?.bytes == [7])
        for target in ["nowhere", "dangling", "real/below"] {
            #expect(symlink(target, path("dangling")) == 0)
            let error = try #require(throws: StoreError.self) {
                try HomeFile(path: path("dangling"), atMost: 10)
            }
            let words = "\(path("dangling")) is a symbolic link to \(target), which leads nowhere; "
            #expect(error.description.hasPrefix(words), "\(error)")
            #expect(unlink(path("dangling")) == 0)
        }
    }

    @Test func `refuses what is no regular file, without waiting for it`() throws {
        #expect(mkdir(path("directory"), 0o700) == 0)
        #expect(mkfifo(path("fifo"), 0o600) == 0)
        for kind in ["directory", "fifo"] {
            #expect(
                throws: StoreError.damaged(
                    path: path(kind), what: "it is a \(kind), where a regular file belongs")
            ) { try HomeFile(path: path(kind), atMost: 10) }
        }
        try temporary.put([1], in: "file")
        #expect(
            throws: StoreError.io(operation: "open", path: path("file/a"), code: ENOTDIR)
        ) { try HomeFile(path: path("file/a"), atMost: 10) }
    }

    // MARK: Creating

    @Test(arguments: [0o022, 0o077, 0o277])
    func `a new file has the permissions asked for, whatever the mask`(mask: Int) async throws {
        await #expect(processExitsWith: .success) { [mask] in
            let temporary = try TemporaryDirectory()
            _ = umask(mode_t(mask))
            for (name, mode) in [("a", UInt32(0o644)), ("b", 0o600)] {
                let path = "\(temporary.path)/\(name)"
                #expect(try HomeFile.create(path, bytes: Array("text".utf8), mode: mode))
                #expect(try HomeFile(path: path, atMost: 10)?.mode == mode)
                #expect(try temporary.text(name) == "text")
            }
        }
    }

    @Test func `a file that is there is kept as it is`() throws {
        try temporary.put([7], in: "a")
        #expect(chmod(path("a"), 0o640) == 0)
        #expect(try !HomeFile.create(path("a"), bytes: [1, 2], mode: 0o600))
        #expect(try temporary.bytes("a") == [7])
        #expect(try temporary.permissions("a") == "640")
    }

    @Test func `what is no file is neither kept nor written over`() throws {
        #expect(mkdir(path("directory"), 0o700) == 0)
        #expect(mkfifo(path("fifo"), 0o600) == 0)
        for (name, kind) in [("directory", "a directory"), ("fifo", "a fifo")] {
            #expect(
                throws: StoreError.damaged(
                    path: path(name), what: "it is \(kind), where a regular file belongs")
            ) { try HomeFile.create(path(name), bytes: [1], mode: 0o600) }
        }
        #expect(try temporary.names() == ["directory", "fifo"])
    }

    @Test func `what a killed run left half-written is no file, and goes`() throws {
        try temporary.put([1], in: TemporaryFile.name(for: "a", number: 7))
        #expect(try HomeFile.create(path("a"), bytes: [1, 2], mode: 0o600))
        #expect(try temporary.names() == ["a"])
        #expect(try temporary.bytes("a") == [1, 2])
    }

    @Test func `a link to nothing is not written through`() throws {
        #expect(symlink("elsewhere", path("a")) == 0)
        #expect(throws: StoreError.self) {
            try HomeFile.create(path("a"), bytes: [1], mode: 0o600)
        }
        #expect(try temporary.names() == ["a"])
    }

    @Test func `nothing half-written is left where the disk is full`() async throws {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 4, rlim_max: 4)
            #expect(setrlimit(__rlimit_resource_t(1), &limit) == 0)
            let path = "\(temporary.path)/a"
            #expect(throws: StoreError.io(operation: "write", path: path, code: EFBIG)) {
                try HomeFile.create(path, bytes: Array("text and more".utf8), mode: 0o600)
            }
            #expect(try temporary.names() == [])
        }
    }

    @Test func `says why it cannot be created`() throws {
        #expect(
            throws: StoreError.io(operation: "create", path: path("none/a"), code: ENOENT)
        ) { try HomeFile.create(path("none/a"), bytes: [1], mode: 0o600) }
    }
}
