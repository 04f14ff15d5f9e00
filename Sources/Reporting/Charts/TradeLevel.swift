internal import Market
internal import Trading

/// A price that a trade's picture names beside the plot.
struct TradeLevel {
    /// What the price is of; the word is the one on the label.
    enum Kind: String {
        case target, stop, buy, sell, last
    }

    let kind: Kind
    let price: Price

    /// The prices of a chart that has been bought and sold, is held, or neither.
    static func all(_ chart: TradeChart) -> [TradeLevel] {
        let (trade, position) = (chart.trade, chart.position)
        var levels: [TradeLevel] = []
        if let position {
            levels.append(TradeLevel(kind: .target, price: position.target))
            levels.append(TradeLevel(kind: .stop, price: position.stop))
        }
        if let price = trade?.entryPrice ?? position?.entryPrice {
            levels.append(TradeLevel(kind: .buy, price: price))
        }
        if let trade {
            levels.append(TradeLevel(kind: .sell, price: trade.exitPrice))
        } else {
            levels.append(TradeLevel(kind: .last, price: chart.lastClose))
        }
        return levels
    }

    /// Whether it watches over the position: drawn as long as that was held, and left out of the
    /// plot where it is too far away.
    var isWatching: Bool { kind == .target || kind == .stop }

    var stroke: Drawing.Stroke {
        switch kind {
        case .target: Drawing.Stroke(colour: colour, width: 3, dash: "14 8")
        case .stop: Drawing.Stroke(colour: colour, width: 3, dash: "4 7")
        case .buy, .sell, .last: Drawing.Stroke(colour: colour, width: 1.5, opacity: 0.5)
        }
    }

    private var colour: String {
        switch kind {
        case .target: Palette.gain
        case .stop: Palette.loss
        case .buy, .sell: Palette.text
        case .last: Palette.quiet
        }
    }

    /// Its label, for a height in the picture; an arrow says that the price lies beyond the edge.
    func label(y: Double, isBeyond: Bool) -> LabelColumn.Label {
        let marker: Marker? =
            switch kind {
            case .buy: .triangle
            case .sell: .fallingTriangle
            case .target, .stop, .last: nil
            }
        let arrow = isBeyond && isWatching ? (kind == .target ? " ↑" : " ↓") : ""
        return LabelColumn.Label(
            text: "\(kind.rawValue) \(Figures.price(price))\(arrow)", colour: colour, y: y,
            marker: marker,
            isFilled: true)
    }
}
