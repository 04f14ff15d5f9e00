/// A zip file with one stored file in it, made by hand.
package enum ZippedFile {
    package static func stored(
        _ bytes: [UInt8], name: String = "candles.csv", isDescribedLater: Bool = false
    ) -> [UInt8] {
        let (checksum, count) = (checksum(bytes), UInt32(bytes.count))
        let flags: UInt16 = isDescribedLater ? 8 : 0
        let sums = little(checksum) + little(count) + little(count)
        let common = little(flags) + little(UInt16(0)) + little(UInt32(0x5a21_6000))
        let length = little(UInt16(name.utf8.count))
        let front =
            little(UInt32(0x0403_4b50)) + little(UInt16(20)) + common
            + (isDescribedLater ? [UInt8](repeating: 0, count: 12) : sums) + length
            + little(UInt16(0)) + Array(name.utf8) + bytes
            + (isDescribedLater ? little(UInt32(0x0807_4b50)) + sums : [])
        let directory =
            little(UInt32(0x0201_4b50)) + little(UInt16(20)) + little(UInt16(20)) + common + sums
            + length + [UInt8](repeating: 0, count: 16) + Array(name.utf8)
        return front + directory + little(UInt32(0x0605_4b50)) + little(UInt32(0))
            + little(UInt16(1)) + little(UInt16(1)) + little(UInt32(directory.count))
            + little(UInt32(front.count)) + little(UInt16(0))
    }

    /// CRC-32 a bit at a time.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 0 ? 0 : 0xedb8_8320) }
        }
        return ~sum
    }

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
