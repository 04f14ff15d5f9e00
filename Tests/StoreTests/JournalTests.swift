import Foundation
import Glibc
import Testing

@testable import Store

struct JournalTests {
    let temporary: TemporaryDirectory
    let state: StateDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        state = try temporary.state()
    }

    private var path: String { "\(temporary.path)/j" }

    // MARK: Writing

    @Test func `chains its lines by the rule`() throws {
        let committed = try temporary.journal(1...5)
        let text = sampleText(1...5)
        #expect(try temporary.text("j") == text)
        let last = try #require(text.split(separator: "\n").last)
        #expect(
            committed
                == JournalPosition(
                    length: Int64(text.utf8.count), lines: 5, digest: Digest(of: last.utf8)))
    }

    @Test func `goes on where it was committed`() throws {
        var committed = JournalPosition.genesis
        for number in 1...5 {
            let journal = try Journal(state, name: "j", committed: committed)
            #expect(journal.position == committed)
            journal.append(sample: number)
            committed = try journal.commit()
            #expect(journal.position == committed)
            #expect(try journal.commit() == committed)
        }
        #expect(try temporary.text("j") == sampleText(1...5))
    }

    @Test func `is private whatever the mask`() async throws {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            let state = try temporary.state()
            _ = umask(0o777)
            _ = try Journal(state, name: "j", committed: .genesis)
            #expect(try temporary.permissions("j") == "600")
        }
    }

    @Test func `writes nothing before a commit, except to bound its memory`() throws {
        let journal = try Journal(state, name: "j", committed: .genesis)
        journal.append(sample: 0)
        #expect(try temporary.bytes("j") == [])
        for number in 1...20 { journal.append(sample: number, padding: 60_000) }
        let early = try temporary.bytes("j").count
        #expect(journal.position.length - Int64(early) <= 256 << 10)
        let committed = try journal.commit()
        #expect(try temporary.bytes("j").count == Int(committed.length))
    }

    @Test func `takes the longest line, and finds it again`() throws {
        let journal = try Journal(state, name: "j", committed: .genesis)
        journal.append(sample: 1, padding: 10)
        var writer = JournalLine.compose(after: journal.position) { _ in }.count
        writer += #","n":2,"text":"""#.utf8.count
        journal.append(sample: 2, padding: JournalLine.longest - writer)
        let committed = try journal.commit()
        let lines = try temporary.bytes("j").split(separator: UInt8(ascii: "\n"))
        #expect(lines.last?.count == JournalLine.longest)
        #expect(try Journal(state, name: "j", committed: committed).position == committed)
    }

    // MARK: An unfinished run

    @Test func `cuts off an unfinished run, wherever it broke off`() throws {
        let committed = try temporary.journal(1...3)
        let bytes = Array(sampleText(1...5).utf8)
        for length in Int(committed.length)...bytes.count {
            try temporary.put(bytes[..<length], in: "j")
            let journal = try Journal(state, name: "j", committed: committed)
            #expect(try temporary.text("j") == sampleText(1...3))
            journal.append(sample: 9)
            _ = try journal.commit()
            #expect(try temporary.text("j") == sampleText([1, 2, 3, 9]))
        }
    }

    @Test func `cuts off what another kernel left behind`() throws {
        let committed = try temporary.journal(1...3)
        for garbage in [[UInt8](repeating: 0, count: 4_096), Array("\n\n{}\n".utf8)] {
            try temporary.put(Array(sampleText(1...3).utf8) + garbage, in: "j")
            _ = try Journal(state, name: "j", committed: committed)
            #expect(try temporary.text("j") == sampleText(1...3))
        }
    }

    @Test func `cuts off a first run that did not end`() throws {
        _ = try temporary.journal(1...3)
        _ = try Journal(state, name: "j", committed: .genesis)
        #expect(try temporary.bytes("j") == [])
    }

    // MARK: Damage

    private func expectDamage(
        _ what: String, at committed: JournalPosition,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try? temporary.bytes("j")
        #expect(
            throws: StoreError.damaged(path: path, what: what), sourceLocation: sourceLocation
        ) { try Journal(state, name: "j", committed: committed) }
        #expect((try? temporary.bytes("j")) == before, sourceLocation: sourceLocation)
    }

    @Test func `a missing file is damage once a line was committed`() throws {
        let committed = try temporary.journal(1...3)
        #expect(unlink(path) == 0)
        try expectDamage("it is missing, with 3 committed lines", at: committed)
        #expect(try temporary.names() == [])
    }

    @Test func `a file cut below what was committed is damage, wherever it was cut`() throws {
        let committed = try temporary.journal(1...2)
        let bytes = try temporary.bytes("j")
        for length in 0..<bytes.count {
            try temporary.put(bytes[..<length], in: "j")
            try expectDamage(
                "it ends after \(length) of \(bytes.count) committed bytes", at: committed)
        }
    }

    @Test func `any bit flipped in the last line is damage`() throws {
        let committed = try temporary.journal(1...3)
        let bytes = try temporary.bytes("j")
        let last = bytes.count - 1 - (bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? 0)
        for index in (bytes.count - last - 1)..<bytes.count {
            var flipped = bytes
            flipped[index] ^= 1 << (index % 8)
            try temporary.put(flipped, in: "j")
            let isNewline = index == bytes.count - 1
            try expectDamage(
                isNewline
                    ? "no line ends at byte \(bytes.count), where line 3 was committed"
                    : "line 3, the last committed, has another hash than the one committed",
                at: committed)
        }
    }

    @Test func `a position of another journal is damage`() throws {
        let committed = try temporary.journal(1...3)
        let length = committed.length
        try expectDamage(
            "line 3, the last committed, has another hash than the one committed",
            at: JournalPosition(
                length: length, lines: 3, digest: .zero))
        try expectDamage(
            "line 4, the last committed, does not begin with seq 3 and prev",
            at: JournalPosition(length: length, lines: 4, digest: committed.digest))
        try expectDamage(
            "no line ends at byte \(length - 1), where line 3 was committed",
            at: JournalPosition(length: length - 1, lines: 3, digest: committed.digest))
    }

    @Test func `a last line longer than any is damage`() throws {
        let length = JournalLine.longest + 1
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        for before in [[], Array("first\n".utf8)] {
            try temporary.put(before + line + [UInt8(ascii: "\n")], in: "j")
            try expectDamage(
                "line 2, the last committed, is longer than 65536 bytes",
                at: JournalPosition(
                    length: Int64(before.count + length + 1), lines: 2,
                    digest: Digest(of: line)))
        }
    }

    // MARK: Costs

    @Test func `opens ten gigabytes by their last line`() throws {
        let length: Int64 = 10 << 30
        let hash = String(repeating: "0", count: 64)
        let line = Array(#"{"seq":9999999,"prev":"\#(hash)","n":1,"text":""}"#.utf8)
        let handle = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        #expect(ftruncate(handle, Int(length)) == 0)
        let end = [UInt8(ascii: "\n")] + line + [UInt8(ascii: "\n")]
        #expect(pwrite(handle, end, end.count, Int(length) - end.count) == end.count)
        #expect(close(handle) == 0)
        let committed = JournalPosition(
            length: length, lines: 10_000_000, digest: Digest(of: line))
        let before = try bytesRead()
        _ = try Journal(state, name: "j", committed: committed)
        #expect(try bytesRead() - before < 10_000)
    }

    /// The bytes that this thread has read from anywhere.
    private func bytesRead() throws -> Int {
        let text = try String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("rchar: ") })
        return try #require(Int(line.dropFirst(7)))
    }

    // MARK: Failure

    @Test func `a failed write is final and touches nothing that was committed`() async throws {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            let state = try temporary.state()
            let committed = try temporary.journal(1...3)
            limitFileSize(to: 4_096)
            let failure = StoreError.io(
                operation: "write", path: "\(temporary.path)/j", code: EFBIG)
            let journal = try Journal(state, name: "j", committed: committed)
            // Enough to be written before the commit, which is where the error is told.
            for number in 1...10 { journal.append(sample: number, padding: 60_000) }
            #expect(throws: failure) { try journal.commit() }
            let left = try temporary.bytes("j")
            #expect(left.count == 4_096)
            limitFileSize(to: 1 << 30)
            journal.append(sample: 4)
            #expect(throws: failure) { try journal.commit() }
            #expect(try temporary.bytes("j") == left)

            let again = try Journal(state, name: "j", committed: committed)
            again.append(sample: 4)
            _ = try again.commit()
            #expect(try temporary.text("j") == sampleText(1...4))
        }
    }

    @Test func `a failed sync is final`() throws {
        let committed = try temporary.journal(1...3)
        let journal = try Journal(state, name: "j", committed: committed)
        // A pipe takes the bytes and cannot be synced.
        let file = dup(journal.file.number)
        let pipe = Pipe()
        #expect(dup2(pipe.fileHandleForWriting.fileDescriptor, journal.file.number) >= 0)
        journal.append(sample: 4)
        let failure = StoreError.io(operation: "sync", path: path, code: EINVAL)
        #expect(throws: failure) { try journal.commit() }
        #expect(dup2(file, journal.file.number) >= 0)
        #expect(close(file) == 0)
        journal.append(sample: 5)
        #expect(throws: failure) { try journal.commit() }
        #expect(try temporary.text("j") == sampleText(1...3))
    }

    @Test func `refuses what is no regular file, and a directory that is not there`() throws {
        #expect(symlink("elsewhere", path) == 0)
        try expectDamage("it is a symbolic link, where a regular file belongs", at: .genesis)
        #expect(
            throws: StoreError.io(
                operation: "create", path: "\(temporary.path)/traders/j", code: ENOENT)
        ) { try Journal(state, name: "traders/j", committed: .genesis) }
    }
}
