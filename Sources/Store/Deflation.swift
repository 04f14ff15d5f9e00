internal import CZlib

/// Bytes on their way into a gzip file.
final class Deflation {
    private static let blockBytes = 64 << 10

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    init() {
        stream.initialize(to: z_stream())
        // In range: it fails where no memory is left, as every allocation does.
        precondition(czlib_begin_packing(stream) == Z_OK, "zlib has no memory")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// What the bytes, with those before, have come to so far; with the last ones all of it.
    func advance(_ input: [UInt8], isLast: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        input.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            // In range: blocks of some 64 KiB.
            stream.pointee.avail_in = UInt32(input.count)
            var isFull = true
            while isFull {
                output += [UInt8](unsafeUninitializedCapacity: Self.blockBytes) { block, filled in
                    stream.pointee.next_out = block.baseAddress
                    // In range: a block.
                    stream.pointee.avail_out = UInt32(Self.blockBytes)
                    deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    filled = Self.blockBytes - Int(stream.pointee.avail_out)
                    isFull = stream.pointee.avail_out == 0
                }
            }
        }
        return output
    }
}
