internal import Crypto

/// Fingerprints of bytes.
package enum Digest {
    /// The SHA-256 of bytes as 64 lower-case hexadecimal digits.
    package static func sha256Hex(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        let isHashed: Void? = bytes.withContiguousStorageIfAvailable { storage in
            hash.update(bufferPointer: UnsafeRawBufferPointer(storage))
        }
        if isHashed == nil {
            Array(bytes).withUnsafeBytes { hash.update(bufferPointer: $0) }
        }
        let digest = hash.finalize()
        return String(unsafeUninitializedCapacity: 64) { digits in
            var place = 0
            for byte in digest {
                digits[place] = digit(byte >> 4)
                digits[place + 1] = digit(byte & 0xf)
                place += 2
            }
            return place
        }
    }

    /// Whether text is what ``sha256Hex(_:)`` writes.
    static func isSHA256Hex(_ text: some Collection<UInt8>) -> Bool {
        text.count == 64 && text.allSatisfy(isHexadecimal)
    }

    /// Whether a byte is a lower-case hexadecimal digit.
    static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
