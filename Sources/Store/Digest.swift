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
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        for byte in hash.finalize() {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 0xf))
        }
        return String(decoding: digits, as: UTF8.self)
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
