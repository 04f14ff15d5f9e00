internal import Crypto

/// The SHA-256 of bytes.
package struct Digest: Equatable, Sendable {
    /// Its 32 bytes, as they lie in memory.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// 32 zeros, which stand for the digest of what is not there.
    static let zero = Digest(words: (0, 0, 0, 0))

    private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// That of a text, or of other bytes.
    package init(of bytes: some Sequence<UInt8>) {
        let digest = bytes.withContiguousStorageIfAvailable { bytes in
            Digest(of: UnsafeRawBufferPointer(bytes))
        }
        self = digest ?? Array(bytes).withUnsafeBytes { Digest(of: $0) }
    }

    init(of bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        words = hash.finalize().withUnsafeBytes {
            $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
        }
    }

    /// The digest that 64 lower-case hexadecimal digits spell; `nil` for any other text.
    init?(hexadecimal text: some Collection<UInt8>) {
        guard text.count == 64 else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let isRead = withUnsafeMutableBytes(of: &words) { bytes in
            for (place, digit) in text.enumerated() {
                guard let value = Self.value(of: digit) else { return false }
                bytes[place / 2] = bytes[place / 2] << 4 | value
            }
            return true
        }
        guard isRead else { return nil }
        self.words = words
    }

    /// The digest's 32 bytes.
    package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// 64 lower-case hexadecimal digits.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: 64) { digits in
            withUnsafeBytes(of: words) { bytes in
                for place in 0..<32 {
                    digits[2 * place] = Self.digit(bytes[place] >> 4)
                    digits[2 * place + 1] = Self.digit(bytes[place] & 0xf)
                }
            }
            return 64
        }
    }

    /// Whether that is what 64 bytes spell.
    func isSpelled(by digits: UnsafeRawBufferPointer) -> Bool {
        guard digits.count == 64 else { return false }
        return withUnsafeBytes(of: words) { bytes in
            var difference: UInt8 = 0
            for place in 0..<32 {
                difference |= digits[2 * place] ^ Self.digit(bytes[place] >> 4)
                difference |= digits[2 * place + 1] ^ Self.digit(bytes[place] & 0xf)
            }
            return difference == 0
        }
    }

    package static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }

    /// The value of a lower-case hexadecimal digit; `nil` for any other byte.
    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
