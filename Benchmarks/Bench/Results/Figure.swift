import Foundation

/// One line of a table: what was read, and what it was meant to be.
struct Figure {
    enum Unit: String {
        case seconds, bytes, ratio, count
        case perSecond = "per second"

        /// A value as people read it.
        func text(_ value: Double) -> String {
            switch self {
            case .seconds where value >= 1: String(format: "%.2f s", value)
            case .seconds: String(format: "%.2f ms", value * 1e3)
            case .bytes: String(format: "%.1f MB", value / 1e6)
            case .ratio: String(format: value < 10 ? "%.2f ×" : "%.0f ×", value)
            case .count: String(format: "%.0f", value)
            case .perSecond where value >= 1e6: String(format: "%.2f M/s", value / 1e6)
            case .perSecond: String(format: "%.0f k/s", value / 1e3)
            }
        }
    }

    /// What the median is held to.
    enum Goal {
        case atMost(Double)
        case atLeast(Double)

        func isMet(by value: Double) -> Bool {
            switch self {
            case .atMost(let limit): value <= limit
            case .atLeast(let limit): value >= limit
            }
        }

        func text(_ unit: Unit) -> String {
            switch self {
            case .atMost(let limit): "≤ \(unit.text(limit))"
            case .atLeast(let limit): "≥ \(unit.text(limit))"
            }
        }
    }

    let name: String
    let unit: Unit
    let spread: Spread
    let goal: Goal?

    init(_ name: String, _ unit: Unit, _ values: [Double], goal: Goal? = nil) {
        self.name = name
        self.unit = unit
        spread = Spread(values)
        self.goal = goal
    }

    /// Whether the goal is met; `nil` without one.
    var isMet: Bool? { goal?.isMet(by: spread.median) }
}

/// A row of the benchmark: figures under a heading, and what a reader must know of them.
struct Section {
    let key: String
    let title: String
    var figures: [Figure] = []
    var notes: [String] = []
}
