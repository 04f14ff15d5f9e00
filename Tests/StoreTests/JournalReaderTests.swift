import Foundation
import Glibc
import Testing

@testable import Store

struct JournalReaderTests {
    let temporary: TemporaryDirectory
    let state: StateDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        state = try temporary.state()
    }

    private func lines(
        upTo end: JournalPosition, tail: Int64 = .max
    ) throws -> [ArraySlice<UInt8>] {
        let reader = try JournalReader(state, name: "j", upTo: end, tail: tail)
        var lines: [ArraySlice<UInt8>] = []
        while let line = try reader.next() { lines.append(line) }
        #expect(try reader.next() == nil)
        return lines
    }

    private func expectDamage(
        _ what: String, upTo end: JournalPosition, tail: Int64 = .max,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let path = "\(temporary.path)/j"
        #expect(
            throws: StoreError.damaged(path: path, what: what), sourceLocation: sourceLocation
        ) { try lines(upTo: end, tail: tail) }
    }

    @Test func `reads every line, and none that is not committed`() throws {
        let committed = try temporary.journal(1...100)
        let text = sampleText(1...100)
        try temporary.put(Array(sampleText(1...150).utf8), in: "j")
        #expect(
            try lines(upTo: committed) == text.utf8.split(separator: 10).map { Array($0)[...] })
    }

    @Test func `an empty journal has no lines, and before the first need not exist`() throws {
        #expect(try lines(upTo: .genesis) == [])
        #expect(try temporary.names() == [])
        _ = try temporary.journal([])
        #expect(try lines(upTo: .genesis) == [])
    }

    @Test func `reads the longest lines across its blocks`() throws {
        let journal = try Journal(state, name: "j", committed: .genesis)
        for number in 0..<40 { journal.append(sample: number, padding: 65_400 - number * 997) }
        let committed = try journal.commit()
        let file = try temporary.bytes("j")
        #expect(file.count > 3 * (256 << 10))
        #expect(try lines(upTo: committed) == file.split(separator: UInt8(ascii: "\n")))
    }

    // MARK: The end only

    @Test func `begins with the first whole line of the tail, and checks from there`() throws {
        let journal = try Journal(state, name: "j", committed: .genesis)
        for number in 0..<400 { journal.append(sample: number, padding: 700) }
        let committed = try journal.commit()
        let file = try temporary.bytes("j")
        let all = file.split(separator: UInt8(ascii: "\n"))
        let shortest = Int64(JournalLine.longest) + 1
        for tail in [0, 1, shortest, shortest + 1, 100_000, committed.length - 1] {
            let reach = max(tail, shortest)
            var size: Int64 = 0
            let expected = all.reversed().prefix { line in
                size += Int64(line.count) + 1
                return size <= reach
            }
            #expect(try lines(upTo: committed, tail: tail) == expected.reversed(), "tail \(tail)")
        }
        // Every border between the lengths of one line.
        for tail in 100_000..<100_900 {
            let first = try JournalReader(
                state, name: "j", upTo: committed, tail: Int64(tail)
            ).next()
            let begin = file.count - tail - 1
            let newline = try #require(file[begin...].firstIndex(of: UInt8(ascii: "\n")))
            #expect(first == file[(newline + 1)...].prefix { $0 != UInt8(ascii: "\n") })
        }
        #expect(try lines(upTo: committed, tail: committed.length) == all)

        var flipped = file
        flipped[flipped.count - 10] ^= 1
        try temporary.put(flipped, in: "j")
        expectDamage(
            "line 400, the last, has another hash than the one committed", upTo: committed,
            tail: 0)
    }

    @Test func `a tail that does not say where it begins is damage`() throws {
        let journal = try Journal(state, name: "j", committed: .genesis)
        for number in 0..<400 { journal.append(sample: number, padding: 700) }
        let committed = try journal.commit()
        let text = try temporary.text("j")
        try temporary.put(
            text.replacingOccurrences(of: #"{"seq":"#, with: #"{"Seq":"#).utf8, in: "j")
        let error = #expect(throws: StoreError.self) { try lines(upTo: committed, tail: 0) }
        #expect(error?.description.contains("does not begin with its seq") == true)
        try temporary.put(
            text.replacingOccurrences(of: "\n", with: " ").dropLast().utf8 + [10], in: "j")
        let long = #expect(throws: StoreError.self) { try lines(upTo: committed, tail: 0) }
        #expect(long?.description.hasSuffix("is longer than 65536 bytes") == true)
    }

    // MARK: Damage

    @Test func `names the line after a changed one, or the last`() throws {
        let committed = try temporary.journal(1...4)
        let bytes = try temporary.bytes("j")
        var number = 1
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << (index % 8)
            try temporary.put(changed, in: "j")
            let error = #expect(throws: StoreError.self) { try lines(upTo: committed) }
            let text = error?.description ?? ""
            let isEnd = bytes[index] == UInt8(ascii: "\n")
            let names =
                ["line \(number) ", "line \(number + 1) ", "line \(number), "]
                + (isEnd && number == 4 ? ["no line ends"] : [])
            #expect(names.contains { text.contains($0) }, "byte \(index): \(text)")
            if isEnd { number += 1 }
        }
    }

    @Test func `says which rule a line breaks`() throws {
        let committed = try temporary.journal(1...3)
        let whole = sampleText(1...3).split(separator: "\n").map(String.init)
        func put(_ lines: [String]) throws -> Int64 {
            let text = lines.joined(separator: "\n") + "\n"
            try temporary.put(text.utf8, in: "j")
            return Int64(text.utf8.count)
        }
        _ = try put([whole[1], whole[0], whole[2]])
        expectDamage("line 1 does not begin with seq 0 and prev", upTo: committed)

        let changed = whole[1].replacing("\"n\":2", with: "\"n\":7")
        _ = try put([whole[0], changed, whole[2]])
        expectDamage("line 3 does not hold the hash of the line before", upTo: committed)

        let other = whole[2].replacing("\"n\":3", with: "\"n\":7")
        _ = try put([whole[0], whole[1], other])
        expectDamage(
            "line 3, the last, has another hash than the one committed", upTo: committed)

        _ = try put(whole)
        expectDamage(
            "line 3 is its last, not line 4",
            upTo: JournalPosition(
                length: committed.length, lines: 4, digest: committed.digest))
        expectDamage(
            "no line ends at byte \(committed.length - 1), where the last was committed",
            upTo: JournalPosition(
                length: committed.length - 1, lines: 3, digest: committed.digest))

        let length = try put([whole[0], String(repeating: "x", count: JournalLine.longest + 1)])
        expectDamage(
            "line 2 is longer than 65536 bytes",
            upTo: JournalPosition(length: length, lines: 2, digest: committed.digest))
    }

    @Test func `a missing or short file is damage`() throws {
        let committed = try temporary.journal(1...3)
        let bytes = try temporary.bytes("j")
        try temporary.put(bytes.dropLast(), in: "j")
        expectDamage(
            "it ends before its \(bytes.count) committed bytes; line 2 is its last whole one",
            upTo: committed)
        #expect(unlink("\(temporary.path)/j") == 0)
        expectDamage("it is missing, with 3 committed lines", upTo: committed)
    }

    @Test func `a file that becomes shorter while it is read is damage`() throws {
        let journal = try Journal(state, name: "j", committed: .genesis)
        for number in 0..<20 { journal.append(sample: number, padding: 60_000) }
        let committed = try journal.commit()
        let reader = try JournalReader(state, name: "j", upTo: committed)
        _ = try reader.next()
        #expect(truncate("\(temporary.path)/j", 300_000) == 0)
        #expect(
            throws: StoreError.damaged(
                path: "\(temporary.path)/j",
                what: "it ends before its \(committed.length) committed bytes; "
                    + "line 4 is its last whole one")
        ) { while try reader.next() != nil {} }
    }

    @Test func `refuses what is no regular file`() throws {
        #expect(symlink("elsewhere", "\(temporary.path)/j") == 0)
        expectDamage("it is a symbolic link, where a regular file belongs", upTo: .genesis)
    }
}
