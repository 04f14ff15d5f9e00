internal import Market

/// The values of a chart of the page as its script reads them: whole numbers, each but the first as the
/// difference from the one before, with blanks between.
struct PlotData {
    /// All moments are so many milliseconds apart, or a multiple of it.
    let step: Int64

    /// A line: of each point the time in steps and the value in hundredths.
    func text(of samples: [TimeBuckets.Sample], from start: Timestamp) -> String {
        var last = (time: Int64(0), value: 0)
        return samples.map { sample in
            let time = sample.time.since(start) / step
            let value = Int(saturating: (sample.value * 100).rounded())
            defer { last = (time, value) }
            return "\(time - last.time) \(value &- last.value)"
        }.joined(separator: " ")
    }

    /// Candles and the lines over them, in the digits of prices: of each the time in steps, open,
    /// high, low and close, then the lines, `n` for one that is not known.
    static func text(of candles: CandleGroups, places: [Int], digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let number = { (value: Double) in Int(saturating: (value * scale).rounded()) }
        let start = candles.groups.first?.openTime ?? Timestamp(milliseconds: 0)
        var last = (time: Int64(0), close: 0)
        return candles.groups.map { group in
            let time = group.openTime.since(start) / candles.milliseconds
            let open = number(group.open.doubleValue)
            let close = number(group.close.doubleValue)
            defer { last = (time, close) }
            let prices = [
                open &- last.close, number(group.high.doubleValue) &- open,
                number(group.low.doubleValue) &- open, close &- open,
            ]
            let lines = places.map { place in
                group.lines[place].map { "\(number($0) &- close)" } ?? "n"
            }
            return (["\(time - last.time)"] + prices.map(String.init) + lines)
                .joined(separator: " ")
        }.joined(separator: " ")
    }

    /// How many digits stand behind the point of a price.
    static func digits(of price: Price) -> Int {
        let parts = Figures.price(price).split(separator: ".")
        return parts.count > 1 ? parts[1].count : 0
    }
}
