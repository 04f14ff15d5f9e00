internal import JSON
internal import Reporting
internal import Trading

extension SweepFigures {
    /// The names of ``members``, in their order.
    static let names = [
        "equity", "totalPnL", "totalPnLPercent", "totalTrades", "wins", "winRate", "profitFactor",
        "expectancy", "sharpeRatio", "sortinoRatio", "maxDrawdownPercent", "exposurePercent",
        "totalFees",
    ]

    /// The figures as numbers in text, as exact as the stats file has them; `nil` where it has null.
    var members: [String?] {
        [
            "\(equity)", "\(totalPnL)", Self.text(totalPnLPercent), "\(totalTrades)", "\(wins)",
            Self.text(winRate), profitFactor.map(Self.text), Self.text(expectancy),
            sharpe.value.map(Self.text), sortino.value.map(Self.text),
            Self.text(maxDrawdownPercent), Self.text(exposurePercent), "\(totalFees)",
        ]
    }

    private static func text(_ value: Double) -> String {
        var writer = JSONWriter()
        writer.number(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The figures as members of the object that is being written.
    func write(to writer: inout JSONWriter) {
        for (name, value) in zip(Self.names, members) {
            writer.name(name)
            if let value { writer.number(value) } else { writer.null() }
        }
    }
}
