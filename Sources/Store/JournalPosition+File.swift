internal import Glibc

/// Whether a file is the journal that a position speaks of.
extension JournalPosition {
    /// The error where there is no file.
    func missing(at path: String) -> StoreError {
        self == .genesis
            ? .io(operation: "create", path: path, code: ENOENT)
            : .damaged(path: path, what: "it is missing, with \(lines) committed lines")
    }
}

extension Descriptor {
    private static let maximumUnfinished: Int64 = 64 << 20

    /// The file's size, once it holds all that was committed.
    func size(holding committed: JournalPosition) throws(StoreError) -> Int64 {
        let size = Int64(try status().st_size)
        guard size >= committed.length else {
            throw .damaged(
                path: path, what: "it ends after \(size) of \(committed.length) committed bytes")
        }
        return size
    }

    /// How many bytes the lines take that end with a newline, of which so many are known to.
    ///
    /// Behind the last line there may be what one commit left unfinished, or zeros in its place: far
    /// less than is looked through before the file is called damaged.
    func lengthOfWholeLines(behind start: Int64) throws(StoreError) -> Int64 {
        let size = Int64(try status().st_size)
        var end = size
        while end > start {
            guard size - end < Self.maximumUnfinished else {
                throw .damaged(
                    path: path, what: "no line ends in the last \(size - end) of its \(size) bytes")
            }
            let count = min(end - start, Int64(JournalLine.longest))
            let bytes = try read(Int(count), at: end - count)
            if let newline = bytes.lastIndex(of: UInt8(ascii: "\n")) {
                return end - count + Int64(newline) + 1
            }
            end -= count
        }
        return min(start, end)
    }

    /// The last committed line, compared with the position; `nil` where there is none.
    ///
    /// Nothing before it is read.
    func checkedLastLine(of committed: JournalPosition) throws(StoreError) -> ArraySlice<UInt8>? {
        guard committed.lines > 0 else { return nil }
        let line = try lastLine(of: committed)
        guard Digest(of: line) == committed.digest else {
            throw damage(committed, "has another hash than the one committed")
        }
        guard JournalLine.previous(of: line, sequence: committed.lines - 1) != nil else {
            throw damage(committed, "does not begin with seq \(committed.lines - 1) and prev")
        }
        return line
    }

    /// The line that ends at a position, without its newline.
    private func lastLine(of committed: JournalPosition) throws(StoreError) -> ArraySlice<UInt8> {
        // Most lines are short; the second reach holds the longest one and both its newlines.
        for reach in [4 << 10, JournalLine.longest + 2] {
            let count = min(Int64(reach), committed.length)
            let tail = try read(Int(count), at: committed.length - count)
            guard tail.count == count, tail.last == UInt8(ascii: "\n") else {
                throw .damaged(
                    path: path,
                    what: "no line ends at byte \(committed.length), where line "
                        + "\(committed.lines) was committed")
            }
            let body = tail.dropLast()
            if let newline = body.lastIndex(of: UInt8(ascii: "\n")) {
                return body[(newline + 1)...]
            }
            if count == committed.length, body.count <= JournalLine.longest { return body }
        }
        throw damage(committed, "is longer than \(JournalLine.longest) bytes")
    }

    private func damage(_ committed: JournalPosition, _ what: String) -> StoreError {
        .damaged(path: path, what: "line \(committed.lines), the last committed, \(what)")
    }
}
