/// How wide a text is, near enough to lay labels out without asking a font.
///
/// The advances are those of DejaVu Sans, which charts name first, in thousandths of the size;
/// Verdana's are the same within a few. What is not ASCII counts as a full square.
enum TextWidth {
    private static let advances: [Int] = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636,
        636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698,
        770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732,
        684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,
        525, 636, 337, 636, 838,
    ]

    /// The most characters of a text that are looked at; no line holds more.
    private static let longest = 200

    /// Pixels that a text takes at a size; bold is a seventh wider.
    static func pixels(_ text: String, size: Double, isBold: Bool = false) -> Double {
        let thousandths = text.unicodeScalars.reduce(0) { sum, scalar in
            let index = Int(scalar.value) - 32
            return sum + (advances.indices.contains(index) ? advances[index] : 1_000)
        }
        return Double(thousandths) / 1_000 * size * (isBold ? 1.15 : 1)
    }

    /// The text, its middle left out where it would take more than so many pixels.
    static func fitted(
        _ text: String, pixels: Double, size: Double, isBold: Bool = false
    ) -> String {
        guard self.pixels(text, size: size, isBold: isBold) > pixels else { return text }
        let characters = Array(text.prefix(longest))
        for count in stride(from: characters.count - 1, through: 1, by: -1) {
            let tail = characters.suffix(text.count > longest ? 0 : count / 2)
            let shorter = String(characters.prefix(count - tail.count)) + "…" + String(tail)
            if self.pixels(shorter, size: size, isBold: isBold) <= pixels { return shorter }
        }
        return ""
    }
}
