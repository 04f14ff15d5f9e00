extension EquityChart {
    /// The picture in a sentence or two, at most 1,000 characters: the figures are those it shows.
    var altText: String {
        let opening =
            "\(brand.prefix(60)) paper trading, no real money: equity in percent of the initial "
            + "balance, \(span.prefix(30)), \(window). Change over it: "
        return opening + curves.map(words).joined(separator: "; ") + "."
    }

    private func words(_ curve: EquityCurve) -> String {
        let hold =
            curve.holdChange.map { " (\(curve.coin.prefix(20)) held \(Figures.signedPercent($0)))" }
            ?? ""
        return "\(curve.name.prefix(32)) \(Figures.signedPercent(curve.change))\(hold)"
    }
}
