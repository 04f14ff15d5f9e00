internal import Text

/// A user's crontab as bytes, in which one block a home is Algom's and every other byte somebody's.
///
/// A block begins and ends with a comment that names its home. What is installed and removed again
/// leaves the very bytes that were there: a last line without an end gets one, and a comment that
/// tells ``removing(home:)`` to take it back.
struct CronTable: Equatable, Sendable {
    let bytes: [UInt8]

    /// Stands before a block where the line above it had no end of its own.
    private static let mended = Array("# algom: the line above had no end\n".utf8)
    private static let newline = UInt8(ascii: "\n")

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The block of a home; `nil` where there is none.
    ///
    /// - Throws: ``JobError`` where its beginning or end is missing or there twice: what lies between
    ///   might be somebody's.
    func block(of home: String) throws(JobError) -> CronBlock? {
        try range(of: home).map { CronBlock(bytes: Array(bytes[$0])) }
    }

    /// The table with this block in place of its home's, or at the end where that has none.
    func installing(_ block: CronBlock, home: String) throws(JobError) -> CronTable {
        if let range = try range(of: home) {
            return CronTable(
                bytes: bytes[..<range.lowerBound] + block.bytes + bytes[range.upperBound...])
        }
        let isOpen = bytes.last.map { $0 != Self.newline } ?? false
        return CronTable(bytes: bytes + (isOpen ? [Self.newline] + Self.mended : []) + block.bytes)
    }

    /// The table without the block of a home.
    func removing(home: String) throws(JobError) -> CronTable {
        guard let range = try range(of: home) else { return self }
        var before = bytes[..<range.lowerBound]
        let after = bytes[range.upperBound...]
        if before.ends(with: [Self.newline] + Self.mended) {
            // Where lines came after the block, the line above needs its end.
            before.removeLast(Self.mended.count + (after.isEmpty ? 1 : 0))
        }
        return CronTable(bytes: Array(before + after))
    }

    /// The lines outside every block that start ticks: what runs twice once a block is installed.
    var strayTicks: [String] {
        var isInside = false
        var strays: [String] = []
        for range in lines {
            let line = String(decoding: bytes[range], as: UTF8.self)
            if line.hasPrefix(CronBlock.beginning) { isInside = true }
            if !isInside, !line.drop(while: \.isWhitespace).hasPrefix("#"),
                line.contains("algom-tick")
            {
                strays.append(String(line.prefix { !$0.isNewline }))
            }
            if line.hasPrefix(CronBlock.ending) { isInside = false }
        }
        return strays
    }

    // MARK: Lines

    /// Where lines stand, their ends included.
    private var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: Self.newline).map { $0 + 1 } ?? bytes.count
            lines.append(start..<end)
            start = end
        }
        return lines
    }

    private func range(of home: String) throws(JobError) -> Range<Int>? {
        let first = Array(CronBlock.beginning(of: home).utf8)
        let last = Array(CronBlock.ending(of: home).utf8)
        let all = lines
        // An editor may have left the last line without its end.
        let starts = all.filter { bytes[$0].elementsEqual(first) }
        let ends = all.filter {
            bytes[$0].elementsEqual(last) || bytes[$0].elementsEqual(last.dropLast())
        }
        if starts.isEmpty, ends.isEmpty { return nil }
        guard starts.count == 1, ends.count == 1, starts[0].lowerBound < ends[0].lowerBound else {
            throw JobError(
                .configuration,
                "the crontab has \(starts.count) beginnings and \(ends.count) ends of the block of"
                    + " \(home), where one of each belongs in this order",
                remedy: "put that right with 'crontab -e'; nothing was changed")
        }
        return starts[0].lowerBound..<ends[0].upperBound
    }
}

extension Collection where Element == UInt8 {
    fileprivate func ends(with suffix: [UInt8]) -> Bool {
        count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
    }
}
