/// What a terminal is told before a character: the colours of charts in its own 256.
///
/// They are of middling lightness, to be read on a dark ground and on a light one. As in
/// ``Palette``, none carries a meaning alone: without colour a chart says the same.
struct TextInk: Equatable {
    /// The parameters of the escape sequence; empty for what needs none.
    let code: String

    static let plain = TextInk(code: "")
    static let bold = TextInk(code: "1")
    static let quiet = TextInk(code: "2")

    static let rising = TextInk(code: "38;5;33")
    static let falling = TextInk(code: "38;5;208")
    static let fast = TextInk(code: "38;5;36")
    static let slow = TextInk(code: "38;5;170")

    /// One for each of up to eight traders.
    static let traders = [33, 208, 36, 178, 170, 202, 99, 245].map { TextInk(code: "38;5;\($0)") }
}
