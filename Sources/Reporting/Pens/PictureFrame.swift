/// What every picture has around its plot: whose it is, what it shows, and that no money is real.
struct PictureFrame {
    static let margin = 28.0
    static let right = Double(Picture.width) - margin
    /// The plot's upper and lower edge.
    static let top = 116.0
    static let bottom = 578.0
    static let headingSize = 32.0
    private static let brandSize = 36.0
    private static let gap = 16.0

    let brand: String
    let heading: String
    /// The outcome, at the right of the heading, where there is one.
    var outcome: (text: String, colour: String)?
    /// The window, and what else has to be known to read the plot.
    let window: String
    /// What the lines are, in the order drawn.
    let keys: [Key]

    /// A line of the plot and its name.
    struct Key {
        let text: String
        let role: Scene.Role
    }

    func draw(on drawing: inout Drawing) {
        drawHeading(on: &drawing)
        let room = Self.right - Self.margin
        drawing.text(
            TextWidth.fitted(window, pixels: room, size: Drawing.textSize),
            at: Drawing.Point(x: Self.margin, y: 90), Drawing.TextStyle(colour: Palette.quiet))
        drawing.text(
            "paper trading, no real money", at: Drawing.Point(x: Self.margin, y: 653),
            Drawing.TextStyle(colour: Palette.quiet))
        drawKeys(on: &drawing)
    }

    private func drawHeading(on drawing: inout Drawing) {
        var room = Self.right - Self.margin
        if let outcome {
            let style = Drawing.TextStyle(
                colour: outcome.colour, size: Self.headingSize, isBold: true, anchor: .end)
            drawing.text(outcome.text, at: Drawing.Point(x: Self.right, y: 50), style)
            room -=
                TextWidth.pixels(outcome.text, size: Self.headingSize, isBold: true) + 2 * Self.gap
        }
        let name = TextWidth.fitted(brand, pixels: room / 2, size: Self.brandSize, isBold: true)
        drawing.text(
            name, at: Drawing.Point(x: Self.margin, y: 50),
            Drawing.TextStyle(colour: Palette.brand, size: Self.brandSize, isBold: true))
        let taken = TextWidth.pixels(name, size: Self.brandSize, isBold: true) + Self.gap
        drawing.text(
            TextWidth.fitted(heading, pixels: room - taken, size: Self.headingSize),
            at: Drawing.Point(x: Self.margin + taken, y: 50),
            Drawing.TextStyle(size: Self.headingSize))
    }

    private func drawKeys(on drawing: inout Drawing) {
        for (row, keys) in rows.enumerated() {
            let y = 653 - Double(row) * Self.keyHeight
            var x = Self.right
            for key in keys.reversed() {
                x -= TextWidth.pixels(key.text, size: Drawing.textSize)
                drawing.text(
                    key.text, at: Drawing.Point(x: x, y: y),
                    Drawing.TextStyle(colour: Palette.quiet))
                drawing.line(
                    from: Drawing.Point(x: x - 58, y: y - 8),
                    to: Drawing.Point(x: x - 10, y: y - 8), key.role.stroke)
                x -= 58 + 2 * Self.gap
            }
        }
    }

    /// How high a row of keys is.
    static let keyHeight = 34.0
    private static let longestKey = 420.0
    /// What stands at the left of the lowest row takes so much of it.
    private static let disclaimer = 400.0

    /// The keys in rows, the lowest first.
    var rows: [[Key]] {
        var rows: [[Key]] = [[]]
        var x = Self.right
        for key in keys.reversed() {
            let text = TextWidth.fitted(key.text, pixels: Self.longestKey, size: Drawing.textSize)
            let width = 58 + 2 * Self.gap + TextWidth.pixels(text, size: Drawing.textSize)
            let edge = rows.count == 1 ? Self.margin + Self.disclaimer : Self.margin
            if x - width < edge, rows[rows.count - 1].count > 0 {
                rows.append([])
                x = Self.right
            }
            rows[rows.count - 1].insert(Key(text: text, role: key.role), at: 0)
            x -= width
        }
        return rows
    }
}

/// A drawn chart: its SVG text, and the words for those who cannot see it.
package struct Picture: Equatable, Sendable {
    /// Pixels across; with ``height`` the 16:9 that timelines show uncropped.
    package static let width = 1_200
    /// Pixels down.
    package static let height = 675
    /// The most characters that ``altText`` may have.
    package static let longestAltText = 1_000

    /// A whole SVG document without references to anything outside it.
    package let svg: String
    /// One or two sentences with the figures that the picture shows.
    package let altText: String

    init(svg: String, altText: String) {
        self.svg = svg
        self.altText = altText
    }
}
