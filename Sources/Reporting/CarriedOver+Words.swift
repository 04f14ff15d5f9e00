internal import Market
internal import Text
package import Trading

extension CarriedOver {
    /// The claim in one line: `120 trades (70 won, 50 lost), P&L +432.10; …`, with the mark.
    package func words(in quote: String) -> String {
        "\(([claim(in: quote)] + [span]).compactMap { $0 }.joined(separator: ", ")): \(Self.mark)"
    }

    private func claim(in quote: String) -> String {
        var parts = ["balance \(Figures.money(balance, in: quote))"]
        if let trades {
            let parted = [
                wins.map { "\(Figures.count($0)) won" }, losses.map { "\(Figures.count($0)) lost" },
            ]
            .compactMap { $0 }
            parts.append(
                counted(trades, "trade")
                    + (parted.isEmpty ? "" : " (\(parted.joined(separator: ", ")))"))
        }
        if let totalPnL { parts.append("P&L \(Figures.signedMoney(totalPnL, in: quote))") }
        if let maxDrawdownPercent {
            parts.append("drawdown \(Figures.percent(maxDrawdownPercent.doubleValue))")
        }
        if hasDroppedPosition { parts.append("an open position left behind") }
        return parts.joined(separator: ", ")
    }

    private var span: String? {
        switch (since, until) {
        case (let since?, let until?): "\(since.dateText) to \(until.dateText)"
        case (let since?, nil): "since \(since.dateText)"
        case (nil, let until?): "until \(until.dateText)"
        case (nil, nil): nil
        }
    }
}
