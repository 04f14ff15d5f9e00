internal import Feeds
package import Market
internal import Record
internal import Reporting
internal import Research
internal import Settings
internal import Store
package import Text
internal import Trading

/// A record drawn as a picture, out of the journal and checked as it is read.
package struct ChartJob: Sendable {
    /// What is drawn.
    package enum Kind: String, CaseIterable, Sendable {
        case candles
        case trade
        case equity
    }

    /// What the command line says.
    package struct Options: Sendable {
        /// Without one, equity of several traders; of one a trade, or candles where a window is given.
        package var kind: Kind?
        package var traders: [String]
        /// Which trade; the close time of the candle it ended on, in ms.
        package var id: Int64?
        package var window: ChartWindow?
        /// In place of a window: so many candles.
        package var candles: Int?
        /// In place of both: where the window begins.
        package var since: Timestamp?
        /// A path that ends in `.svg` or `.png`, or `-` for SVG on standard output.
        package var output: String

        package init(
            kind: Kind? = nil, traders: [String] = [], id: Int64? = nil,
            window: ChartWindow? = nil, candles: Int? = nil, since: Timestamp? = nil,
            output: String = "-"
        ) {
            self.kind = kind
            self.traders = traders
            self.id = id
            self.window = window
            self.candles = candles
            self.since = since
            self.output = output
        }

        /// Refuses what makes no sense of such a chart.
        ///
        /// - Throws: ``JobError``, which names the option.
        func check(_ kind: Kind?) throws(JobError) {
            if let kind, kind != .trade, id != nil {
                throw JobError(
                    .usage, at: "--id",
                    "only one trade can be named, not a time of \(kind.rawValue)")
            }
            if kind == .trade, let reach {
                throw JobError(.usage, at: reach, "a trade is drawn as long as it was held")
            }
        }

        /// The option that a window is asked for with; `nil` where none is.
        fileprivate var reach: String? {
            since != nil ? "--since" : window != nil || candles != nil ? "--last" : nil
        }

        /// Where the window begins, of candles of `unit` ms; `nil` without a wish for one.
        func start(before end: Timestamp, unit: Int64) -> Timestamp? {
            if let since { return since }
            if let candles { return end.advanced(by: -Int64(candles), spansOf: unit) }
            return window.map { $0.start(before: end) ?? Timestamp(milliseconds: 0) }
        }

        /// What the window is called that was asked to begin at a moment; where no record reaches back
        /// to it, how long it is instead.
        fileprivate func words(
            from start: Timestamp?, drawnFrom first: Timestamp, to end: Timestamp
        ) -> String {
            let isShort = window != .all && start.map { first > $0 } ?? false
            if let since { return "since \(Figures.moment(isShort ? first : since))" }
            let words =
                candles.map { "last \(counted($0, "candle"))" } ?? (window ?? .all).words
            guard isShort else { return words }
            return "\(Figures.duration(milliseconds: end.since(first))) of the \(words)"
        }
    }

    private let options: Options
    /// `nil` where the number of traders decides.
    private let kind: Kind?
    private let isPNG: Bool
    private let home: String
    private let brand: String

    /// - Throws: ``JobError`` where the options contradict one another.
    package init(_ options: Options, home: String, brand: String = "ALGOM") throws(JobError) {
        let kind = options.kind ?? (options.id == nil ? nil : .trade)
        try options.check(kind)
        isPNG = options.output.hasSuffix(".png")
        guard isPNG || options.output == "-" || options.output.hasSuffix(".svg") else {
            throw JobError(
                .usage, at: "--output",
                "'\(excerpt(of: options.output))' ends in neither .svg nor .png")
        }
        self.options = options
        self.kind = kind
        self.home = home
        self.brand = brand
    }

    /// Draws the picture and writes it.
    ///
    /// - Parameter png: makes the bytes of a PNG file of SVG text.
    /// - Returns: the words for those who cannot see it.
    /// - Throws: ``JobError`` where there is nothing to draw, the record is damaged, or the output
    ///   fails.
    package func run(
        png: (_ svg: String) throws(JobError) -> [UInt8]
    ) throws(JobError) -> String {
        let picture = try picture()
        let bytes = isPNG ? try png(picture.svg) : Array(picture.svg.utf8)
        do throws(StoreError) {
            let file = try OutputFile(path: options.output, home: home)
            try file.write(bytes)
            try file.finish()
        } catch {
            throw JobError(error)
        }
        return picture.altText
    }

    /// The picture, and the words for those who cannot see it.
    ///
    /// - Throws: ``JobError`` where there is nothing to draw, or the record is damaged.
    func picture() throws(JobError) -> Picture {
        let found = try StateListing(home: home, chosen: options.traders)
        let own: Kind = options.reach == nil ? .trade : .candles
        switch kind ?? (found.names.count > 1 ? .equity : own) {
        case .candles: return try candles().picture()
        case .trade: return try trade().picture()
        case .equity: return try equity(found).picture()
        }
    }

    private func candles() throws(JobError) -> CandleScene {
        guard options.traders.count <= 1 else {
            throw JobError(.usage, at: "--trader", "a picture of candles is of one trader")
        }
        let (checkpoint, store) = try StateListing.only(options.traders.first, home: home)
        return try CandleScene(
            of: checkpoint, in: store, options, columns: TradeChart.maximumGroups, brand: brand)
    }

    /// The trade that is asked for.
    func trade() throws(JobError) -> TradeChart {
        guard options.traders.count <= 1 else {
            throw JobError(.usage, at: "--trader", "a trade is drawn of one trader")
        }
        let (checkpoint, store) = try StateListing.only(options.traders.first, home: home)
        let id = options.id.map { Timestamp(milliseconds: $0) }
        var scene = TradeScene(of: id, checkpoint.settings)
        var walk = try JournalWalk(checkpoint, in: store)
        while let candle = try walk.nextCandle() { scene.consume(candle, walk.replay.events) }
        return try scene.chart(brand: brand, home: home)
    }

    /// The equity of the traders, over the window that is asked for.
    func equity(_ found: StateListing) throws(JobError) -> EquityChart {
        let directory = try found.inhabited()
        var records: [(checkpoint: Checkpoint, store: any RecordStore)] = []
        for name in found.names {
            let store = try directory.holding(recordOf: name)
            if let checkpoint = try Checkpoint.read(name, in: store) {
                records.append((checkpoint, store))
            }
        }
        // One window for all of them, whoever ran last.
        let last = records.map(\.checkpoint).max {
            ($0.asOf?.milliseconds ?? 0) < ($1.asOf?.milliseconds ?? 0)
        }
        let unit = last?.settings.market.timeframe.milliseconds ?? 0
        let start = last?.asOf.flatMap { options.start(before: $0, unit: unit) }
        let ranks = try StateListing(home: home, chosen: []).names
        var curves: [EquityCurve] = []
        for (checkpoint, store) in records {
            var scene = EquityScene(
                checkpoint.settings, from: start,
                place: ranks.firstIndex(of: checkpoint.trader) ?? 0)
            var walk = try JournalWalk(checkpoint, in: store)
            while let candle = try walk.nextCandle() {
                scene.consume(candle, walk.replay.checkpoint.state)
            }
            if !scene.curve.isEmpty { curves.append(scene.curve) }
        }
        guard !curves.isEmpty else {
            throw JobError(.usage, "there is no equity in this window: no candle after the warm-up")
        }
        let (first, end) = (
            curves.compactMap(\.firstTime).min() ?? Timestamp(milliseconds: 0),
            last?.asOf ?? Timestamp(milliseconds: 0)
        )
        return EquityChart(
            curves, span: options.words(from: start, drawnFrom: first, to: end), brand: brand)
    }
}
