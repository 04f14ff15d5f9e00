/// A secret that the other side sends back, wherever an input says so.
///
/// An input plants it by its mark, and so cannot hold a part of it by chance: what a message shows
/// of it was cut out by us.
enum EchoedSecret {
    static let value = "Sesame-7f3kQ9xZp2LwVb8T"
    private static let mark = Array("@KEY@".utf8)
    private static let tellingLength = 6

    /// Every part of the secret that tells, its bytes packed into a number.
    private static let parts: Set<UInt64> = {
        let secret = Array(value.utf8)
        return Set(
            (0...secret.count - tellingLength).map { start in
                secret[start..<start + tellingLength].reduce(0) { $0 << 8 | UInt64($1) }
            })
    }()

    /// The input with the secret in place of its marks; `nil` where it holds a part of it already.
    static func planted(in input: ArraySlice<UInt8>) -> [UInt8]? {
        guard !holdsPart(input) else { return nil }
        var planted: [UInt8] = []
        planted.reserveCapacity(input.count)
        for byte in input {
            planted.append(byte)
            if byte == mark[mark.count - 1], planted.suffix(mark.count) == mark[...] {
                planted.removeLast(mark.count)
                planted += value.utf8
            }
        }
        return planted
    }

    /// Sees that a text shows nothing of the secret.
    static func check(_ text: String, _ what: String) throws(BrokenLaw) {
        try hold(!holdsPart(text.utf8), "\(what) shows a part of a secret: \(text)")
    }

    private static func holdsPart(_ text: some Sequence<UInt8>) -> Bool {
        var last: UInt64 = 0
        for byte in text {
            last = (last << 8 | UInt64(byte)) & 0xffff_ffff_ffff
            if parts.contains(last) { return true }
        }
        return false
    }
}
