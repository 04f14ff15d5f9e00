/// A shape that tells one thing from another where colours cannot.
enum Marker: CaseIterable {
    case circle, square, triangle, diamond, fallingTriangle, star, hourglass, cross

    /// The shape of a trader, by its place among all; those that share a colour have others.
    static func of(trader place: Int) -> Marker {
        allCases[(place + place / allCases.count) % allCases.count]
    }

    /// Its shape as a character, one column wide.
    var sign: String {
        switch self {
        case .circle: "●"
        case .square: "■"
        case .triangle: "▲"
        case .diamond: "◆"
        case .fallingTriangle: "▼"
        case .star: "✦"
        case .hourglass: "⧗"
        case .cross: "✚"
        }
    }

    /// Draws it around a point, outlined in the colour of the ground so that it stands out.
    func draw(on drawing: inout Drawing, at centre: Drawing.Point, radius: Double, colour: String) {
        let edge = Drawing.Stroke(colour: Palette.ground, width: 2)
        if self == .circle {
            drawing.circle(centre, radius: radius * 0.85, fill: colour, stroke: edge)
            return
        }
        drawing.path(
            [points(around: centre, radius: radius)], isClosed: true, fill: colour, stroke: edge)
    }

    /// The corners around a point; a circle has none.
    func points(around centre: Drawing.Point, radius: Double) -> [Drawing.Point] {
        outline.map { point in
            Drawing.Point(x: centre.x + radius * point.x, y: centre.y + radius * point.y)
        }
    }

    /// The corners, in radii from the centre.
    private var outline: [Drawing.Point] {
        let corners: [(Double, Double)] =
            switch self {
            case .circle: []
            case .square: [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]
            case .triangle: [(0, -1), (1, 0.8), (-1, 0.8)]
            case .diamond: [(0, -1), (1, 0), (0, 1), (-1, 0)]
            case .fallingTriangle: [(0, 1), (-1, -0.8), (1, -0.8)]
            case .star:
                [
                    (0, -1), (0.3, -0.3), (1, 0), (0.3, 0.3), (0, 1), (-0.3, 0.3), (-1, 0),
                    (-0.3, -0.3),
                ]
            case .hourglass: [(-0.9, -0.9), (0.9, -0.9), (-0.9, 0.9), (0.9, 0.9)]
            case .cross:
                [
                    (-0.3, -1), (0.3, -1), (0.3, -0.3), (1, -0.3), (1, 0.3), (0.3, 0.3), (0.3, 1),
                    (-0.3, 1), (-0.3, 0.3), (-1, 0.3), (-1, -0.3), (-0.3, -0.3),
                ]
            }
        return corners.map { Drawing.Point(x: $0.0, y: $0.1) }
    }
}
