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
        #expect(Digest.sha256Hex(text.utf8) == hash)
        #expect(Digest.sha256Hex(Array(text.utf8)) == hash)
        #expect(Digest.sha256Hex(AnySequence(Array(text.utf8))) == hash)
        #expect(Digest.isSHA256Hex(hash.utf8))
    }

    @Test(arguments: [
        "", "0", String(repeating: "0", count: 63), String(repeating: "A", count: 64),
    ])
    func `tells a hash from other text`(text: String) {
        #expect(!Digest.isSHA256Hex(text.utf8))
    }
}
