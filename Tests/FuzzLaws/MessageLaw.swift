/// A text for an operator: one line, bounded, and nothing in it that a terminal would obey.
enum MessageLaw {
    /// Judges a text; `what` names it.
    static func check(
        _ text: String, atMost bytes: Int = 1_500, _ what: String
    ) throws(BrokenLaw) {
        try hold(!text.isEmpty, "\(what) is empty")
        try hold(text.utf8.count <= bytes, "\(what) has \(text.utf8.count) bytes: \(text)")
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                let number = String(scalar.value, radix: 16)
                throw BrokenLaw("\(what) holds U+\(number): \(text.debugDescription)")
            default: break
            }
        }
    }
}
