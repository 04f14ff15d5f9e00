/// How long a label of a domain name is once it is written in ASCII (RFC 3492).
enum Punycode {
    /// The longest label there may be, in bytes of ASCII.
    static let longestLabel = 63

    /// Whether a label fits: its encoded length, `xn--` included, is at most 63.
    static func fits(_ label: some Collection<Unicode.Scalar>) -> Bool {
        // Encoding never makes a label shorter, so longer ones need not be encoded.
        guard label.count <= longestLabel else { return false }
        let scalars = label.map(\.value)
        let basic = scalars.filter { $0 < 0x80 }.count
        guard basic < scalars.count else { return true }
        let digits = extendedDigits(of: scalars, basic: basic)
        return "xn--".count + basic + (basic > 0 ? 1 : 0) + digits <= longestLabel
    }

    private static let base = 36
    private static let firstBias = 72

    /// The number of digits that the scalars beyond ASCII are written with.
    private static func extendedDigits(of scalars: [UInt32], basic: Int) -> Int {
        var (reached, delta, bias, handled, digits) = (UInt32(0x80), 0, firstBias, basic, 0)
        while handled < scalars.count, let next = scalars.filter({ $0 >= reached }).min() {
            delta += Int(next - reached) * (handled + 1)
            reached = next
            for scalar in scalars {
                if scalar < reached { delta += 1 }
                guard scalar == reached else { continue }
                digits += digitCount(delta, bias: bias)
                bias = adapted(delta, points: handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            reached += 1
        }
        return digits
    }

    private static func digitCount(_ delta: Int, bias: Int) -> Int {
        var (rest, threshold, count) = (delta, base, 1)
        while true {
            let limit = min(max(threshold - bias, 1), 26)
            guard rest >= limit else { return count }
            rest = (rest - limit) / (base - limit)
            threshold += base
            count += 1
        }
    }

    private static func adapted(_ delta: Int, points: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / points
        var threshold = 0
        while delta > 455 {
            delta /= base - 1
            threshold += base
        }
        return threshold + base * delta / (delta + 38)
    }
}
