internal import Feeds
internal import Glibc
internal import Market
internal import Store

/// A candle file of another program: however its bytes come, the same candles or the same complaint,
/// each candle one that can be; and of a zip file nothing that its checksum does not vouch for.
enum CandleFileLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        let whole = Self.read(input, piece: .max)
        try hold(whole == Self.read(input, piece: 1), "a byte at a time gives another reading")
        var previous: Timestamp?
        for candle in whole.candles {
            if let flaw = candle.flaw(in: .fiveMinutes, after: previous) {
                throw BrokenLaw("the candle of \(candle.openTime) was taken, though \(flaw)")
            }
            previous = candle.openTime
        }
        if let complaint = whole.complaint {
            try MessageLaw.check(complaint, atMost: 1_000, "the error")
        }
        try checkFile(input)
    }

    private struct Reading: Equatable {
        var candles: [Candle] = []
        var complaint: String?
    }

    private static func read(_ input: [UInt8], piece: Int) -> Reading {
        var rows = CandleJSON(.fiveMinutes)
        var reading = Reading()
        do {
            var rest = input[...]
            while !rest.isEmpty {
                try rest.prefix(piece).withUnsafeBufferPointer {
                    (bytes) throws(CandleJSONError) in
                    try rows.read(bytes, into: &reading.candles)
                }
                rest = rest.dropFirst(piece)
            }
            try rows.finish()
        } catch {
            reading.complaint = "\(error)"
        }
        return reading
    }

    /// What is no zip file is read as it is; one that is read gives the same twice.
    private static func checkFile(_ input: [UInt8]) throws(BrokenLaw) {
        let name = "/tmp/algom-candles-\(UInt64.random(in: .min ... .max))"
        let file = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BrokenLaw("no file could be made: error \(errno)") }
        unlink(name)
        defer { close(file) }
        guard write(file, input, input.count) == input.count else {
            throw BrokenLaw("an input could not be written: error \(errno)")
        }
        let path = "/proc/self/fd/\(file)"
        let isZip = input.count >= 4 && input[0] == 0x50 && input[1] == 0x4b && input[2] < 9
        do {
            let bytes = try Self.bytes(of: path)
            let mark: [UInt8] = [0xef, 0xbb, 0xbf]
            let plain = input.starts(with: mark) ? Array(input.dropFirst(mark.count)) : input
            if !isZip { try hold(bytes == plain, "a plain file is not read as it is") }
            try hold(try Self.bytes(of: path) == bytes, "a file read twice gives another reading")
        } catch let error as StoreError {
            try hold(isZip, "a plain file is refused: \(error)")
            try MessageLaw.check("\(error)", atMost: 1_000, "the error")
        } catch let error as BrokenLaw {
            throw error
        } catch {
            throw BrokenLaw("an error of another kind: \(error)")
        }
    }

    private static func bytes(of path: String) throws(StoreError) -> [UInt8] {
        let input = try InputBytes(path: path)
        let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4_096)
        defer { block.deallocate() }
        var bytes: [UInt8] = []
        while case let count = try input.read(into: block), count > 0 { bytes += block[..<count] }
        return bytes
    }
}
