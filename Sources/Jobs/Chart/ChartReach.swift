/// How far back a chart looks, as a command line says it: `48h`, `30d`, `all` or so many candles.
package enum ChartReach: Equatable, Sendable {
    /// The most candles that may be asked for.
    package static let maximumCandles = 100_000

    case window(ChartWindow)
    case candles(Int)

    /// The reach of that name; `nil` where it is none.
    package init?(word: String) {
        if let window = ChartWindow(word: word) {
            self = .window(window)
        } else if let count = Int(word), (1...Self.maximumCandles).contains(count) {
            self = .candles(count)
        } else {
            return nil
        }
    }
}
