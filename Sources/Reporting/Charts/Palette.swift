/// The colours of charts: light on dark, and told apart also by those who see fewer of them.
///
/// The hues are Okabe and Ito's (2008), lightened where a dark ground asks for it. None carries a
/// meaning alone: a shape, a dash or a word always says the same.
enum Palette {
    static let ground = "#0d1117"
    static let grid = "#263241"
    static let axis = "#5b6b7d"
    static let text = "#f2f6fa"
    static let quiet = "#b3c0ce"
    static let brand = "#f0e442"

    static let rising = "#56b4e9"
    static let falling = "#e8743b"
    static let fast = "#f0e442"
    static let slow = "#dd9fc4"

    static let gain = "#2fc9a0"
    static let loss = "#ff8552"

    /// One for each of up to eight traders.
    static let traders = [
        "#56b4e9", "#e69f00", "#2fc9a0", "#f0e442", "#dd9fc4", "#ff8552", "#8f9bff", "#f2f6fa",
    ]
}
