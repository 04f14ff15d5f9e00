internal import Glibc

/// The committed lines of a journal, one after the other, each checked against the one before.
///
/// Memory does not grow with the file. A tick may append meanwhile: nothing past the position is
/// read. Reading to the end proves that the lines are those that were committed.
package final class JournalReader {
    private static let blockBytes = 64 << 10

    private let file: Descriptor?
    private let path: String
    /// Where reading ends, in bytes.
    private let length: Int64
    /// The committed position to find there; `nil` where none is known.
    private let end: JournalPosition?
    /// Where the next block begins in the file.
    private var offset: Int64
    /// Bytes read, up to `filled`, of which those before `start` are used up.
    ///
    /// Whoever keeps a line keeps the block it lies in; reading on takes another one then.
    private var block = [UInt8](repeating: 0, count: JournalLine.longest + 1 + blockBytes)
    private var start = 0
    private var filled = 0
    /// The position after the line returned last; `nil` at a beginning inside the file.
    package private(set) var position: JournalPosition?

    /// Opens a journal to read it from its first line, or only its end.
    ///
    /// - Parameters:
    ///   - directory: The directory that holds it.
    ///   - name: The journal's name.
    ///   - end: The committed position to read up to.
    ///   - tail: How many bytes before the end to begin at: with the first whole line in them, but
    ///     never less than the last line. What lies before is not read, and not checked.
    /// - Throws: ``StoreError/damaged(path:what:)`` where the file is missing or too short.
    package init(
        _ directory: StateDirectory, name: String, upTo end: JournalPosition, tail: Int64 = .max
    ) throws(StoreError) {
        let name = EntryName(checking: name)
        let path = directory.path(of: name)
        self.path = path
        self.end = end
        length = end.length
        // One byte more, so that a line which begins just there is seen to begin.
        let reach = max(tail, Int64(JournalLine.longest) + 1)
        offset = reach < end.length ? end.length - reach - 1 : 0
        position = reach < end.length ? nil : .genesis
        guard let parent = try directory.openDirectory(name.directories),
            let file = try parent.openFile(name.entry, O_RDONLY)
        else {
            file = nil
            if end == .genesis { return }
            throw end.missing(at: path)
        }
        // From the first line on, a file that is too short is read as far as it goes: the line that
        // is missing says more than the number of bytes.
        if position == nil { _ = try file.size(holding: end) }
        self.file = .some(file)
        if position == nil { _ = try takeLine() }
    }

    /// Opens a journal to read what was committed behind a position, whose line is not read again.
    ///
    /// The first line read has to hold the position's hash.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where the file is missing or too short.
    package init(
        _ directory: StateDirectory, name: String, upTo end: JournalPosition,
        behind start: JournalPosition
    ) throws(StoreError) {
        let name = EntryName(checking: name)
        path = directory.path(of: name)
        self.end = end
        length = end.length
        offset = start.length
        position = start
        guard let parent = try directory.openDirectory(name.directories),
            let file = try parent.openFile(name.entry, O_RDONLY)
        else { throw end.missing(at: path) }
        self.file = .some(file)
    }

    /// Opens a journal of which it is not known how far it is committed, to read its whole lines,
    /// or those of them behind a position.
    ///
    /// What follows the last newline is a line that was never finished, and is passed over.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where the file is missing.
    package init(
        _ directory: StateDirectory, wholeLinesOf name: String,
        behind position: JournalPosition = .genesis
    ) throws(StoreError) {
        let name = EntryName(checking: name)
        path = directory.path(of: name)
        end = nil
        offset = position.length
        self.position = position
        guard let parent = try directory.openDirectory(name.directories),
            let file = try parent.openFile(name.entry, O_RDONLY)
        else { throw .damaged(path: path, what: "it is missing") }
        length = try file.lengthOfWholeLines(behind: position.length)
        self.file = .some(file)
    }

    /// The next line without its newline; `nil` once the last one was returned.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` with the line's number, counted from 1.
    package func next() throws(StoreError) -> ArraySlice<UInt8>? {
        guard let line = try takeLine() else {
            try checkEnd()
            return nil
        }
        if let before = position, line.withUnsafeBytes({ JournalLine.follows(before, $0) }) {
            position = before.after(line)
            return line
        }
        let sequence = if let position { position.lines } else { try firstSequence(in: line) }
        guard let previous = JournalLine.previous(of: line, sequence: sequence) else {
            throw damaged("line \(sequence + 1) does not begin with seq \(sequence) and prev")
        }
        if let position, previous != position.digest {
            throw damaged("line \(sequence + 1) does not hold the hash of the line before")
        }
        let before = JournalPosition(
            length: position?.length ?? consumed - Int64(line.count) - 1, lines: sequence,
            digest: previous)
        position = before.after(line)
        return line
    }

    /// Whether the lines were as many as were committed, and the last one the same.
    private func checkEnd() throws(StoreError) {
        guard let end else { return }
        guard let position, position.lines == end.lines else {
            throw damaged("line \(position?.lines ?? 0) is its last, not line \(end.lines)")
        }
        guard position.digest == end.digest else {
            throw damaged("line \(end.lines), the last, has another hash than the one committed")
        }
    }

    /// The number of the line that reading begins with, as it says itself.
    private func firstSequence(in line: ArraySlice<UInt8>) throws(StoreError) -> Int64 {
        guard let sequence = JournalLine.sequence(of: line), sequence < end?.lines ?? .max else {
            throw damaged("the line that ends at byte \(consumed) does not begin with its seq")
        }
        return sequence
    }

    /// How many bytes of the file the lines so far take.
    private var consumed: Int64 { offset - Int64(filled - start) }

    /// Takes the bytes up to the next newline; `nil` at the committed end.
    private func takeLine() throws(StoreError) -> ArraySlice<UInt8>? {
        while true {
            if let newline {
                guard newline - start <= JournalLine.longest else { throw tooLong }
                defer { start = newline + 1 }
                return block[start..<newline]
            }
            guard filled - start <= JournalLine.longest else { throw tooLong }
            guard offset < length else {
                if start == filled { return nil }
                throw damaged("no line ends at byte \(length), where the last was committed")
            }
            try readBlock()
        }
    }

    /// The next newline in the block, found as fast as the machine can.
    private var newline: Int? {
        block.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let found = memchr(base + start, Int32(UInt8(ascii: "\n")), filled - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Reads on behind what is not used up, which goes to the front.
    private func readBlock() throws(StoreError) {
        let (rest, from) = (filled - start, start)
        let count = Int(min(Int64(Self.blockBytes), length - offset))
        let result = block.withUnsafeMutableBytes { block in
            if let base = block.baseAddress { memmove(base, base + from, rest) }
            let free = UnsafeMutableRawBufferPointer(rebasing: block[rest..<rest + count])
            return file?.read(into: free, at: offset) ?? .success(0)
        }
        (start, filled) = (0, rest)
        let more = try result.get()
        guard more > 0 else {
            let last = position.map { "; line \($0.lines) is its last whole one" } ?? ""
            throw damaged("it ends before its \(length) committed bytes\(last)")
        }
        filled += more
        offset += Int64(more)
    }

    private var tooLong: StoreError {
        let place = position.map { "line \($0.lines + 1)" } ?? "a line behind byte \(consumed)"
        return damaged("\(place) is longer than \(JournalLine.longest) bytes")
    }

    private func damaged(_ what: String) -> StoreError { .damaged(path: path, what: what) }
}
