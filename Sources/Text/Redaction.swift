/// Finds secrets in a text, in whatever spelling they were sent or come back, and hides them.
///
/// - As they are, and in Base64 of either alphabet, wherever in the encoded bytes they begin: so
///   they travel in Basic and Bearer headers and in SMTP's logins.
/// - In a text that is percent-encoded, escaped as JSON or as HTML, twice over where need be: each
///   is undone for the search, and what is found is hidden where it stands.
/// - A part of a secret, of 6 bytes or more: on the side where something is missing no letter or digit
///   follows.
/// - What is made of words alone, as `binance` and `my-alerts`, is in many texts that tell no secret:
///   a part of a secret then counts only where the text was cut, at its end or before or behind `…`,
///   `..` or `*`; and such a secret as a whole only where no word goes on.
/// - A secret under 6 bytes only as a whole word.
struct Redaction {
    private static let tellingLength = 6
    private static let maximumUndone = 2
    private static let mark = Array("(hidden)".utf8)

    /// What is looked for.
    private struct Needle {
        let bytes: [UInt8]
        /// Whether it is Base64, to which the padding behind it belongs.
        var isEncoded = false
        /// How many of the first bytes hold so many that no word has: in a part where the number is the
        /// same at both ends there are words alone.
        let oddities: [Int]

        init(bytes: [UInt8], isEncoded: Bool = false) {
            self.bytes = bytes
            self.isEncoded = isEncoded
            var count = 0
            oddities =
                [0]
                + bytes.indices.map { place in
                    if Redaction.isOdd(bytes, place) { count += 1 }
                    return count
                }
        }

        func isOfWords(_ part: Range<Int>) -> Bool {
            oddities[part.lowerBound] == oddities[part.upperBound]
        }
    }

    /// Whether a byte is one that no word has: a digit, a sign that parts no words, or a capital
    /// behind a small letter.
    private static func isOdd(_ bytes: [UInt8], _ place: Int) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: " "), UInt8(ascii: "."):
            false
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            place > 0 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[place - 1])
        default: true
        }
    }

    /// The longest first.
    private let needles: [Needle]
    /// Whether a part counts inside of a word as well: where nothing is hidden, and a false alarm
    /// costs little.
    private let isStrict: Bool

    init(_ secrets: [Secret], isStrict: Bool = false) {
        self.isStrict = isStrict
        let spelled = Set(secrets.map { Array($0.revealed.utf8) }).filter { !$0.isEmpty }
        let encoded = Set(spelled.flatMap(Self.base64)).subtracting(spelled)
        needles =
            (spelled.map { Needle(bytes: $0) }
            + encoded.map { Needle(bytes: $0, isEncoded: true) })
            .sorted { $0.bytes.count > $1.bytes.count }
    }

    /// The bytes with `(hidden)` in place of what was found.
    func hidden(in bytes: [UInt8]) -> [UInt8] {
        let isSecret = marks(in: bytes)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if !isSecret[index] {
                result.append(byte)
            } else if index == 0 || !isSecret[index - 1] {
                result += Self.mark
            }
        }
        return result
    }

    func finds(in bytes: [UInt8]) -> Bool { marks(in: bytes).contains(true) }

    /// Which bytes spell a secret.
    private func marks(in bytes: [UInt8]) -> [Bool] {
        var marks = Array(repeating: false, count: bytes.count)
        guard !needles.isEmpty else { return marks }
        var spelling = Spelling(bytes)
        for _ in 0...Self.maximumUndone {
            for needle in needles { mark(needle, in: spelling, &marks) }
            guard let undone = spelling.undone else { break }
            spelling = undone
        }
        return marks
    }

    private func mark(_ needle: Needle, in text: Spelling, _ marks: inout [Bool]) {
        var position = 0
        while position < text.bytes.count {
            var length = length(of: needle, in: text.bytes, at: position)
            if length > 0, needle.isEncoded {
                let rest = text.bytes[(position + length)...]
                length += rest.prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
            }
            for place in text.places[position..<(position + length)] {
                for index in place { marks[index] = true }
            }
            position += max(1, length)
        }
    }

    /// How many bytes at a position are the needle, or such a part of it as tells; 0 where none are.
    private func length(of needle: Needle, in bytes: [UInt8], at position: Int) -> Int {
        let secret = needle.bytes
        let isFree = isStrict || position == 0 || !Self.isWord(bytes[position - 1])
        var longest = 0
        for start in secret.indices where start == 0 || isFree {
            var length = 0
            while start + length < secret.count, position + length < bytes.count,
                Self.matches(secret[start + length], bytes[position + length])
            {
                length += 1
            }
            guard length > longest else { continue }
            let end = position + length
            let isWhole = start == 0 && length == secret.count
            let isEndFree = isStrict || end == bytes.count || !Self.isWord(bytes[end])
            let isFound: Bool
            if length < Self.tellingLength || (isWhole && !isStrict && isOfWords(needle)) {
                isFound = isWhole && isFree && isEndFree
            } else if isWhole || isStrict || !needle.isOfWords(start..<start + length) {
                isFound = start + length == secret.count || isEndFree
            } else {
                // Where the text was cut, the secret may have stood inside of a word.
                let isHeadCut = start > 0 && Self.isCut(bytes[..<position].suffix(3).reversed())
                let isTailCut = Self.isCut(Array(bytes[end...].prefix(3)))
                isFound =
                    (start == 0 ? isFree || isTailCut : isHeadCut)
                    && (start + length == secret.count
                        ? isEndFree || isHeadCut : end == bytes.count || isTailCut)
            }
            if isFound { longest = length }
        }
        return longest
    }

    private func isOfWords(_ needle: Needle) -> Bool {
        !needle.isEncoded && needle.isOfWords(0..<needle.bytes.count)
    }

    /// Whether what is next to a part, the nearest byte first, stands for something that was left out: an
    /// ellipsis, points, a star, or an escape that is none any more.
    private static func isCut(_ neighbours: [UInt8]) -> Bool {
        neighbours.first.map("*%&\\".utf8.contains) ?? false
            || neighbours.starts(with: "..".utf8)
            || neighbours.elementsEqual("…".utf8) || neighbours.elementsEqual("…".utf8.reversed())
    }

    /// A form says `+` for a space.
    private static func matches(_ wanted: UInt8, _ found: UInt8) -> Bool {
        wanted == found || wanted == UInt8(ascii: " ") && found == UInt8(ascii: "+")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The letters that a secret alone decides, where it begins at the first, second or third byte
    /// of what is encoded: in the alphabet of RFC 4648, and in that for addresses.
    private static func base64(_ secret: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { shift -> [[UInt8]] in
            let padded = Base64.encoded(Array(repeating: 0, count: shift) + secret)
            let text = Array(padded.utf8.prefix { $0 != UInt8(ascii: "=") })
            // A letter stands for 6 bits. One that is a neighbour's as well is left out; the last one
            // is the secret's own where that ends what is encoded.
            let letters = Array(text[((shift * 8 + 5) / 6)...])
            let isShared = (shift + secret.count) * 8 % 6 != 0
            return [letters, isShared ? Array(letters.dropLast()) : letters]
                .filter { $0.count >= tellingLength }.flatMap { [$0, forAddresses($0)] }
        }
    }

    private static func forAddresses(_ letters: [UInt8]) -> [UInt8] {
        letters.map { letter in
            switch letter {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: letter
            }
        }
    }
}
