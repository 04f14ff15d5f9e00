import Testing

@testable import Store

struct DigestTests {
    /// From FIPS 180-4's examples and the NIST test vectors.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `hashes the published examples`(text: String, hash: String) {
        let digest = Digest(of: text.utf8)
        #expect(digest.hexadecimal == hash)
        #expect(Digest(of: Array(text.utf8)) == digest)
        #expect(Digest(of: AnySequence(Array(text.utf8))) == digest)
        #expect(Digest(hexadecimal: hash.utf8) == digest)
        #expect(digest.bytes.prefix(2).map { String($0, radix: 16) }.joined() == hash.prefix(4))
        #expect(Array(hash.utf8).withUnsafeBytes { digest.isSpelled(by: $0) })
    }

    @Test func `tells one digit from another at every place`() {
        let digest = Digest(of: "abc".utf8)
        for place in 0..<64 {
            var digits = Array(digest.hexadecimal.utf8)
            digits[place] =
                digits[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            #expect(!digits.withUnsafeBytes { digest.isSpelled(by: $0) })
            #expect(Digest(hexadecimal: digits) != digest)
        }
        let digits = Array(digest.hexadecimal.utf8)
        #expect(!digits.dropLast().withUnsafeBytes { digest.isSpelled(by: $0) })
    }

    @Test(arguments: [
        "", "0", String(repeating: "0", count: 63), String(repeating: "A", count: 64),
        String(repeating: "0", count: 63) + "g", String(repeating: "0", count: 65),
    ])
    func `tells a hash from other text`(text: String) {
        #expect(Digest(hexadecimal: text.utf8) == nil)
    }

    @Test func `what is not there has zeros`() {
        #expect(Digest.zero.hexadecimal == String(repeating: "0", count: 64))
    }
}
