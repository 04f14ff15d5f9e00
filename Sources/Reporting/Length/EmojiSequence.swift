/// Emoji that X counts as one: keycaps, flags, skin tones, and families joined by U+200D.
///
/// Nothing in the standard library lists the joined sequences there are, so they are known by
/// their build: a person, or one of a few others, followed by what such sequences are made of.
/// What is built otherwise counts part by part, which is never too little.
enum EmojiSequence {
    /// How many scalars from `start` on are one emoji; `nil` where none begins.
    static func length(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        keycap(scalars, start) ?? flag(scalars, start) ?? nation(scalars, start)
            ?? joined(scalars, start)
    }

    private static let joiner: Unicode.Scalar = "\u{200D}"
    private static let asPicture: Unicode.Scalar = "\u{FE0F}"
    private static let mostJoined = 4

    /// A digit, `#` or `*` on a key.
    private static func keycap(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard scalars[start].isKey else { return nil }
        let next = start + 1
        let end = next < scalars.count && scalars[next] == asPicture ? next + 1 : next
        return end < scalars.count && scalars[end] == "\u{20E3}" ? end + 1 - start : nil
    }

    /// Two letters that name a country.
    private static func flag(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard start + 1 < scalars.count, let first = scalars[start].flagLetter,
            let second = scalars[start + 1].flagLetter,
            RegionCodes.all.contains("\(first)\(second)") || "\(first)\(second)" == "un"
        else { return nil }
        return 2
    }

    /// The flag of England, Scotland or Wales: a black flag and five letters that are not shown.
    private static func nation(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        let length = 7
        guard scalars[start] == "\u{1F3F4}", start + length <= scalars.count,
            scalars[start + 6].value == 0xE007F
        else { return nil }
        let letters = scalars[start + 1..<start + 6].compactMap { scalar in
            (0xE0061...0xE007A).contains(scalar.value)
                ? Unicode.Scalar(scalar.value - 0xE0000).map(Character.init) : nil
        }
        return ["gbeng", "gbsct", "gbwls"].contains(String(letters)) ? length : nil
    }

    private static func joined(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard var end = single(scalars, start) else { return nil }
        guard scalars[start].properties.isEmojiModifierBase || beginners.contains(scalars[start])
        else { return end - start }
        var count = 1
        while count < mostJoined, end + 1 < scalars.count, scalars[end] == joiner,
            joinable.contains(scalars[end + 1]), let next = single(scalars, end + 1)
        {
            end = next
            count += 1
        }
        return end - start
    }

    /// Where one emoji with its skin tone or variation ends.
    private static func single(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        let scalar = scalars[start]
        guard scalar.properties.isEmoji, !scalar.isKey else { return nil }
        let next = start + 1
        let follower = next < scalars.count ? scalars[next] : nil
        if follower == asPicture { return next + 1 }
        if let follower, follower.properties.isEmojiModifier, scalar.properties.isEmojiModifierBase
        {
            return next + 1
        }
        // © and ® are text unless they are told to be pictures.
        return scalar.value < 0x100 ? nil : next
    }

    /// What joined sequences begin with, apart from people.
    private static let beginners = Set("🏴🏳👁🐕🐈🐻🐦❤😮😵😶🙂🍋🍄⛓👯🤼🧞🧟".unicodeScalars)

    /// What they go on with.
    private static let joinable = Set(
        "♀♂⚕⚖✈❤☠🌈⚧🗨⬛❄🔥🩹💨💫🌫🦺🎄🌾🍳🍼🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦼🦽🦰🦱🦲🦳👦👧👨👩🧑🧒🤝💋🟩🟫💥↔↕➡🫲".unicodeScalars)
}

extension Unicode.Scalar {
    fileprivate var isKey: Bool {
        ("0"..."9").contains(self) || self == "#" || self == "*"
    }

    /// The letter that a regional indicator stands for.
    fileprivate var flagLetter: Character? {
        guard (0x1F1E6...0x1F1FF).contains(value) else { return nil }
        return Unicode.Scalar(value - 0x1F1E6 + 0x61).map(Character.init)
    }
}
