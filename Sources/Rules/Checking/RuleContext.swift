/// Where a rule stands: what words about the position mean something there.
enum RuleContext: String, Hashable {
    case require, enter, exit, stop, target, trail, size
    /// An expression that stands alone.
    case expression

    func allows(_ word: PositionWord) -> Bool {
        switch word {
        case .barsFlat, .lastProfitPercent: self == .enter
        case .entryPrice: [.exit, .target, .trail, .stop, .size].contains(self)
        case .barsHeld, .profitPercent, .peak, .trough: [.exit, .target, .trail].contains(self)
        }
    }

    /// Where such a word stands, for a message.
    static func places(of word: PositionWord) -> String {
        switch word {
        case .barsFlat, .lastProfitPercent: "enter"
        case .entryPrice: "exit, stop, target, trail and size"
        case .barsHeld, .profitPercent, .peak, .trough: "exit, target and trail"
        }
    }
}

extension PositionWord {
    var kind: Kind {
        switch self {
        case .entryPrice, .peak, .trough: .price
        case .barsHeld, .profitPercent, .barsFlat, .lastProfitPercent: .plain
        }
    }
}
