import Glibc
import Testing

@testable import Store

struct ReplacementTests {
    private let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func `is beside its target until it is placed`() throws {
        let state = try temporary.state()
        try state.replace("a", with: [1], access: .owner)
        do {
            let replacement = try Replacement(in: state, "a", with: [2], access: .owner)
            #expect(try temporary.bytes("a") == [1])
            #expect(try temporary.names().count == 2)
            try replacement.syncBytes()
            try replacement.place()
            try replacement.syncName()
        }
        #expect(try temporary.bytes("a") == [2])
        #expect(try temporary.names() == ["a"])
    }

    @Test func `one that is given up leaves nothing behind`() throws {
        let state = try temporary.state()
        _ = try Replacement(in: state, "a", with: [2], access: .owner)
        #expect(try temporary.names() == [])
    }

    @Test func `where its directory is missing, that is said`() throws {
        let state = try temporary.state()
        let missing = StoreError.io(
            operation: "create", path: "\(temporary.path)/b/a", code: ENOENT)
        #expect(throws: missing) {
            try Replacement(in: state, "b/a", with: [2], access: .owner)
        }
    }

    @Test func `everything can be synced at once on a disk of this machine, or is said not to be`()
        throws
    {
        let state = try temporary.state()
        try state.replace("a", with: [1], access: .owner, durable: false)
        let isDone = try state.syncEverything()
        // Memory is a file system that can, wherever it is mounted.
        if access("/dev/shm", W_OK) == 0 {
            let memory = try StateDirectory(path: "/dev/shm")
            #expect(try memory.syncEverything())
        }
        let processes = try #require(try StateDirectory(existing: "/proc"))
        #expect(try !processes.syncEverything())
        print("the disk below \(temporary.path) is synced at once: \(isDone)")
    }
}
