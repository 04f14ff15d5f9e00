internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

/// A strategy at work: its last trade, or what it holds where it closed none, picked out as the candles
/// pass by.
struct StrategyPicture {
    private static let mostTrades = Int(TradeChart.maximumGroups)

    private var scene: TradeScene
    /// The last trades.
    private var trades: [Trade] = []

    init(_ settings: TraderSettings) {
        scene = TradeScene(of: nil, settings, prefersClosed: true)
    }

    /// Takes a candle and what it led to.
    mutating func consume(_ candle: Candle, _ events: [Event]) {
        scene.consume(candle, events)
        for case .closed(let trade) in events { trades.append(trade) }
        if trades.count >= 2 * Self.mostTrades {
            trades.removeFirst(trades.count - Self.mostTrades)
        }
    }

    /// The picture of what was seen.
    ///
    /// - Throws: ``JobError`` where it was held too long to be drawn.
    func picture(home: String?) throws(JobError) -> Picture {
        try scene.chart(brand: "ALGOM", home: home ?? ".")
            .picture(among: trades, holding: scene.position)
    }
}

/// The pictures of several strategies, as files of a directory.
struct StrategyPictures {
    /// The name of the directory.
    private let folder: Substring
    /// Of which strategies, and what each shows.
    private var shown: [(name: String, words: String)] = []
    /// Of which there are none, and why.
    private(set) var leftOut: [String] = []

    /// Writes each as `NAME.svg`.
    ///
    /// - Throws: ``JobError`` where a file cannot be written.
    init(
        _ pictures: [(name: String, picture: StrategyPicture)], into directory: String,
        home: String?
    ) throws(JobError) {
        folder = directory.split(separator: "/").last ?? "."
        for (name, picture) in pictures {
            let drawn: Picture
            do throws(JobError) {
                drawn = try picture.picture(home: home)
            } catch {
                leftOut.append("\(name): \(error)")
                continue
            }
            try JobError.storing { () throws(StoreError) in
                let file = try OutputFile(path: "\(directory)/\(name).svg", home: home)
                try file.write(Array(drawn.svg.utf8))
                try file.finish()
            }
            shown.append((name, drawn.altText))
        }
    }

    /// The pictures and what they show, for a page that lies beside their directory.
    var markdown: [String] {
        shown.map { "![\($0.name)](\(folder)/\($0.name).svg)\n\n\($0.words)" }
    }
}
