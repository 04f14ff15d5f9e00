/// The lines of a file or of standard input, as many at once as a block holds, in constant memory.
package final class InputLines {
    private static let blockBytes = 256 << 10
    private static let longest = 64 << 10

    /// The file's path; `-` stands for standard input.
    package var path: String { input.path }
    /// Where the lines come from.
    package let input: InputBytes
    /// What was read: lines handed over, then the beginning of the next; one byte is kept free for
    /// the newline that a last line may lack.
    private let block = UnsafeMutablePointer<UInt8>.allocate(capacity: longest + blockBytes + 1)
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    package init(_ input: InputBytes) { self.input = input }

    /// Opens a file, or standard input where the path is `-`.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened.
    package convenience init(path: String) throws(StoreError) {
        self.init(try InputBytes(path: path))
    }

    deinit { block.deallocate() }

    /// Hands the next lines over, each ended by a newline, and says whether there were any.
    ///
    /// The last line of a file, if it has none, is given its newline. The bytes are good until
    /// `take` returns; messages count from the `lines` taken before.
    ///
    /// - Throws: ``StoreError`` where they cannot be read or one is longer than 64 KiB.
    package func next(
        after lines: @autoclosure () -> Int, _ take: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(StoreError) -> Bool {
        while true {
            let waiting = UnsafeBufferPointer(start: block + start, count: end - start)
            if let newline = waiting.lastIndex(of: UInt8(ascii: "\n")) {
                take(UnsafeBufferPointer(rebasing: waiting[...newline]))
                start += newline + 1
                return true
            }
            guard waiting.count <= Self.longest else {
                throw .damaged(
                    path: path, what: "line \(lines() + 1) is longer than \(Self.longest) bytes")
            }
            if !isAtEnd {
                try readBlock()
            } else if waiting.isEmpty {
                return false
            } else {
                block[end] = UInt8(ascii: "\n")
                end += 1
            }
        }
    }

    /// Reads behind what waits, which goes to the front.
    private func readBlock() throws(StoreError) {
        let waiting = end - start
        block.update(from: block + start, count: waiting)
        (start, end) = (0, waiting)
        let free = UnsafeMutableBufferPointer(start: block + waiting, count: Self.blockBytes)
        let count = try input.read(into: free)
        isAtEnd = count == 0
        end += count
    }
}
