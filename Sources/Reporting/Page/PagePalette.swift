/// The colours of the page, for light and for dark surroundings.
///
/// Gain and loss are blue and orange, which all kinds of colour vision tell apart; a sign or a shape
/// always says the same. Text has a contrast of at least 4.5 to its ground, lines of charts of 3.
struct PagePalette {
    /// What the page lies on.
    let ground: String
    let text: String
    /// Labels, notes, and what is not the matter.
    let quiet: String
    /// Lines between parts, and of charts' grids.
    let hairline: String
    let link: String
    let gain: String
    let loss: String
    /// What a fall is filled with.
    let fall: String
    let fast: String
    let slow: String
    /// A warning's text and ground.
    let warning: String
    let warningGround: String

    static let light = PagePalette(
        ground: "#ffffff", text: "#15191e", quiet: "#57606a", hairline: "#dde2e7",
        link: "#0a5a99", gain: "#0a62a6", loss: "#b1440a", fall: "#f3d9c8", fast: "#7b3fa0",
        slow: "#00735c", warning: "#6b3d00", warningGround: "#fff1d6")

    static let dark = PagePalette(
        ground: "#0f1317", text: "#e8ecf0", quiet: "#a2acb7", hairline: "#2a323b",
        link: "#8cc8f5", gain: "#6cb9f2", loss: "#f2955c", fall: "#4a2e1d", fast: "#d4a6ee",
        slow: "#4fcfae", warning: "#ffd694", warningGround: "#3a2a0c")

    /// The colours as properties that the style sheet goes by.
    var properties: String {
        [
            ("ground", ground), ("text", text), ("quiet", quiet), ("hairline", hairline),
            ("link", link), ("gain", gain), ("loss", loss), ("fall", fall), ("fast", fast),
            ("slow", slow), ("warning", warning), ("warning-ground", warningGround),
        ].map { "--\($0.0):\($0.1)" }.joined(separator: ";")
    }
}
