import Foundation
import Glibc
import Testing

@testable import Store

struct FileLockTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    private var path: String { "\(temporary.path)/lock" }

    @Test func `is held once, and the second learns by whom`() throws {
        let state = try temporary.state()
        let lock = try state.lock("lock", holder: "pid 12 since 10:05")
        let locked = StoreError.locked(path: path, holder: "pid 12 since 10:05")
        #expect(throws: locked) { try state.lock("lock", holder: "pid 13 since 10:06") }
        #expect(throws: locked) { try temporary.state().lock("lock", holder: "me") }
        #expect(try temporary.text("lock") == "pid 12 since 10:05\n")
        #expect(try temporary.permissions("lock") == "600")
        lock.release()
    }

    @Test func `can be taken again once it was let go of, by hand or by itself`() async throws {
        // In a process of its own: a test beside this one may fork at any moment, and its child keeps
        // locks that are let go of by closing alone, until it has become another program.
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            let state = try temporary.state()
            let first = try state.lock("lock", holder: "a holder with a long name")
            first.release()
            first.release()
            do {
                let second = try state.lock("lock", holder: "second")
                #expect(try temporary.text("lock") == "second\n")
                withExtendedLifetime(second) {}
            }
            try state.lock("lock", holder: "third").release()
            #expect(try temporary.names() == ["lock"])
        }
    }

    @Test func `keeps other programs out, and is kept out by them`() throws {
        let state = try temporary.state()
        let lock = try state.lock("lock", holder: "us")
        #expect(try flock(running: "true") == 1)
        lock.release()
        #expect(try flock(running: "true") == 0)

        // The other program holds the lock until its input ends.
        let input = Pipe()
        let output = Pipe()
        let other = Process()
        other.executableURL = URL(filePath: "/usr/bin/flock")
        other.arguments = ["-n", path, "-c", "echo held; cat"]
        other.standardInput = input
        other.standardOutput = output
        try other.run()
        #expect(output.fileHandleForReading.readData(ofLength: 5) == Data("held\n".utf8))
        #expect(throws: StoreError.locked(path: path, holder: "us")) {
            try state.lock("lock", holder: "us again")
        }
        try input.fileHandleForWriting.close()
        other.waitUntilExit()
        try state.lock("lock", holder: "us again").release()
    }

    @Test func `is not passed on to programs that are started while it is held`() async throws {
        // In a process of its own: a test beside this one may fork at any moment, and its child
        // holds every open file until it has become another program.
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            let state = try temporary.state()
            let lock = try state.lock("lock", holder: "us")
            // Not Foundation's `Process`, which closes everything in the child by itself.
            let other = try #require(popen("echo started; cat /dev/zero", "r"))
            // Until it speaks, the kernel may not have closed what it does not take over.
            var line = [CChar](repeating: 0, count: 16)
            try #require(fgets(&line, 16, other) != nil)
            lock.release()
            try state.lock("lock", holder: "us again").release()
            // It ends because nobody reads it any more.
            _ = pclose(other)
        }
    }

    @Test(arguments: [
        ("", "another process"),
        ("\n", "another process"),
        ("pid 1\nsecond line", "pid 1"),
        ("\u{1b}[31mé\u{7f}", "?[31m???"),
        (String(repeating: "x", count: 500), String(repeating: "x", count: 200)),
    ])
    func `shows what is in the file as one harmless line`(text: String, holder: String) throws {
        let state = try temporary.state()
        let lock = try state.lock("lock", holder: "us")
        try Data(text.utf8).write(to: URL(filePath: path), options: [])
        #expect(throws: StoreError.locked(path: path, holder: holder)) {
            try state.lock("lock", holder: "me")
        }
        lock.release()
    }

    @Test func `writes its holder as one harmless line`() throws {
        let lock = try temporary.state().lock("lock", holder: "a\u{1b}b\nc")
        #expect(try temporary.text("lock") == "a?b\n")
        lock.release()
    }

    @Test func `needs its directory`() throws {
        let error = StoreError.io(
            operation: "create", path: "\(temporary.path)/traders/lock", code: ENOENT)
        #expect(throws: error) { try temporary.state().lock("traders/lock", holder: "") }
    }

    /// The exit code of a command run under the lock by another program; 1 where it is taken.
    private func flock(running command: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/flock")
        process.arguments = ["-n", path, command]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
