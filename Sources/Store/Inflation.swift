internal import CZlib

/// A deflate stream on its way to what was deflated.
///
/// zlib, which libcurl brings along already, in place of an inflater of our own: this is a parser of
/// hostile bytes that others have been attacking for thirty years.
final class Inflation {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    /// A bare stream, or a gzip file, whose own checksum is looked at.
    init(isFile: Bool = false) {
        stream.initialize(to: z_stream())
        let result = isFile ? czlib_begin_unpacking(stream) : czlib_begin_bare(stream)
        // In range: it fails where no memory is left, as every allocation does.
        precondition(result == Z_OK, "zlib has no memory")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// How far one call went.
    struct Progress {
        let taken: Int
        let given: Int
        /// Whether the stream has come to its own end.
        let isEnd: Bool
    }

    /// Inflates some of the input into the output; `nil` where it is no deflate stream.
    func advance(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Progress? {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        // In range: blocks of 64 KiB.
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        // In range: blocks of 64 KiB.
        stream.pointee.avail_out = UInt32(output.count)
        let result = inflate(stream, Z_NO_FLUSH)
        guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { return nil }
        return Progress(
            taken: input.count - Int(stream.pointee.avail_in),
            given: output.count - Int(stream.pointee.avail_out), isEnd: result == Z_STREAM_END)
    }

    /// The CRC-32 of what was summed before and more.
    static func checksum(_ before: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        // In range: blocks of 64 KiB, and a sum of 32 bits.
        UInt32(crc32(UInt(before), bytes.baseAddress, UInt32(bytes.count)))
    }
}
