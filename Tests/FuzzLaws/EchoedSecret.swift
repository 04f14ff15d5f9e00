internal import HTTP
internal import Text

/// A secret that the other side sends back, in a spelling of its choice, wherever an input says so.
///
/// An input plants it by its marks, and so cannot hold a part of it by chance: what a message shows
/// of it was cut out by us.
enum EchoedSecret {
    static let value = "Sesame-7f3kQ9xZp2LwVb8T"
    private static let tellingLength = 6
    private static let secret = Array(value.utf8)

    /// What stands for the secret, and how it is spelled then.
    private static let marks: [(mark: [UInt8], spelled: [UInt8])] = {
        let digits = secret.map { Array(Hexadecimal.text([$0]).utf8) }
        let all: [(String, [UInt8])] = [
            ("@KEY@", secret), ("@K64@", base64(after: [])), ("@K65@", base64(after: [1])),
            ("@K66@", base64(after: [1, 2])),
            ("@KPC@", digits.flatMap { Array("%".utf8) + $0 }),
            ("@KJS@", digits.flatMap { Array("\\u00".utf8) + $0 }),
            ("@KHT@", digits.flatMap { Array("&#x".utf8) + $0 + Array(";".utf8) }),
        ]
        return all.map { (Array($0.0.utf8), $0.1) }
    }()

    private static func base64(after prefix: [UInt8]) -> [UInt8] {
        Array(Base64.encoded(prefix + secret + [3, 4]).utf8)
    }

    /// Every part that tells: of the secret as it is, and of its Base64, 8 letters being 6 bytes.
    private static let plainParts = parts(of: secret, length: tellingLength)
    private static let encodedParts = (0..<3).reduce(into: Set<UInt64>()) { all, shift in
        // The letters at both ends are its neighbours' as well.
        let letters = base64(after: Array(repeating: 1, count: shift)).dropFirst(4).dropLast(4)
        all.formUnion(parts(of: Array(letters), length: 8))
    }

    private static func parts(of bytes: [UInt8], length: Int) -> Set<UInt64> {
        Set(
            (0...bytes.count - length).map { start in
                bytes[start..<start + length].reduce(0) { $0 << 8 | UInt64($1) }
            })
    }

    /// The input with the secret in place of its marks; `nil` where it holds a part of it already.
    static func planted(in input: ArraySlice<UInt8>) -> [UInt8]? {
        guard !holdsPart(Array(input)) else { return nil }
        var planted: [UInt8] = []
        planted.reserveCapacity(input.count)
        for byte in input {
            planted.append(byte)
            guard byte == UInt8(ascii: "@"),
                let end = marks.first(where: { end in
                    planted.suffix(end.mark.count) == end.mark[...]
                })
            else { continue }
            planted.removeLast(end.mark.count)
            planted += end.spelled
        }
        return planted
    }

    /// Sees that a text shows nothing of the secret.
    static func check(_ text: String, _ what: String) throws(BrokenLaw) {
        try hold(!holdsPart(Array(text.utf8)), "\(what) shows a part of a secret: \(text)")
    }

    private static func holdsPart(_ text: [UInt8]) -> Bool {
        holds(plainParts, in: text, mask: 0xffff_ffff_ffff)
            || holds(encodedParts, in: text, mask: .max)
            || holds(plainParts, in: unspelled(text), mask: 0xffff_ffff_ffff)
    }

    private static func holds(_ parts: Set<UInt64>, in text: [UInt8], mask: UInt64) -> Bool {
        var last: UInt64 = 0
        for byte in text {
            last = (last << 8 | UInt64(byte)) & mask
            if parts.contains(last) { return true }
        }
        return false
    }

    /// The text with the spellings undone that the marks may plant, each byte by its two digits.
    private static func unspelled(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let first = rest.first {
            let opening = ["%", "\\u00", "&#x"].first { rest.starts(with: $0.utf8) }
            let digits = opening.map { rest.dropFirst($0.utf8.count).prefix(2) }
            if let opening, let digits, digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(opening.utf8.count + 2)
                if opening == "&#x", rest.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
