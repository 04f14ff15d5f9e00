internal import Market
internal import Trading

/// A chart before it is drawn: what lies where in time and value, what is behind coming first.
///
/// It is laid out once. Picture, page and terminal each have a pen that draws its strokes in their own
/// measures, with a colour, a dash or a sign for what each stroke is of.
struct Scene {
    /// What a stroke is of.
    enum Role: Equatable {
        case rising, falling
        /// A line of the strategy, by its place among them.
        case line(Int)
        case held, target, stop, buy, sell, last
        case whole, hold, fall
        /// The equity of all traders together.
        case all
        /// The equity of one of several traders, by its place among them.
        case trader(Int)

        /// Whether it watches over a position.
        var isWatching: Bool { self == .target || self == .stop }
    }

    /// A line through samples.
    struct Line {
        let role: Role
        /// What it is, for who asks for its values.
        var name = ""
        /// The shape that tells it from others, and at which parts of the width that is drawn.
        var marker: (shape: Marker, parts: [Double])?
        private let buckets: TimeBuckets?
        private let given: [TimeBuckets.Sample]

        init(_ role: Role, _ samples: [TimeBuckets.Sample]) {
            self.role = role
            buckets = nil
            given = samples
        }

        init(_ role: Role, _ buckets: TimeBuckets) {
            self.role = role
            self.buckets = buckets
            given = []
        }

        /// Its samples, oldest first; those of a long one in at most so many spans of time.
        func samples(atMost columns: Int = .max) -> [TimeBuckets.Sample] {
            buckets?.samples(atMost: columns) ?? given
        }
    }

    /// A stretch of time: a level at a value, or all values where there is none.
    struct Span {
        let role: Role
        /// `nil` for an edge of the chart.
        var from: Timestamp?
        var to: Timestamp?
        var value: Double?
    }

    /// Something that was bought, or sold for a reason.
    struct Mark {
        let sale: Reason?
        let time: Timestamp
        let value: Double
        /// For who asks what it is.
        var words = ""

        /// A moment of the candle it happened in: what stop or target sold is timed at that candle's
        /// end, where the next one begins.
        var inside: Timestamp {
            sale == nil || sale == .signal ? time : time.advanced(byMilliseconds: -1)
        }
    }

    /// What is named beside the chart, at the height of a value.
    struct Label {
        let role: Role
        /// What may be shortened, and what stands behind it.
        var name = ""
        let words: String
        let value: Double
        var marker: Marker?
        /// Which way the value lies where it is beyond the edge; empty where it never is.
        var arrow = ""
    }

    let start: Timestamp
    let end: Timestamp
    /// The values that are shown.
    let values: ClosedRange<Double>
    /// What stands behind each value of the axis.
    var unit = ""
    /// The most spans that a line is drawn in.
    var columns = Int.max
    var candles: CandleGroups?
    /// Candles that are not drawn, and whose columns this is drawn in.
    var grid: CandleGroups?
    /// What is drawn below, over the same time.
    var panes: [Pane] = []
    /// The lines of a strategy over the candles, their names and last values.
    var keys: [(role: Role, name: String, value: Double?)] = []
    /// Where the values of those lines are among a candle's.
    var places: [Int] = []
    /// What there was no room for.
    var leftOut: [String] = []
    var spans: [Span] = []
    var lines: [Line] = []
    var marks: [Mark] = []
    var labels: [Label] = []

    init(from start: Timestamp, to end: Timestamp, values: ClosedRange<Double>) {
        self.start = start
        self.end = end
        self.values = values
    }

    /// Candles and the lines of a strategy.
    ///
    /// All candles are shown, as are the prices `within` and the lines of ma-crossover; of the prices
    /// `near` and of other lines as many as there is room for without squeezing the candles into less
    /// than half of the height.
    init(
        _ candles: CandleGroups, of strategy: Strategy, within: [Price], near: [Price],
        panes most: Int
    ) {
        let groups = candles.groups
        let layout = SeriesLayout(strategy, groups, panes: most)
        let drawn = groups.flatMap { group in layout.lines.compactMap { group.lines[$0.place] } }
        let isFixed = strategy.text == nil
        var all = groups.flatMap { [$0.low.doubleValue, $0.high.doubleValue] }
        if isFixed { all += drawn }
        all += within.map(\.doubleValue)
        let low = all.min() ?? 0
        let first = groups.first?.openTime ?? Timestamp(milliseconds: 0)
        let last = groups.last?.openTime ?? first
        self.init(
            from: first, to: last.advanced(byMilliseconds: candles.milliseconds),
            values: Scale.range(
                low...(all.max() ?? 1),
                toward: near.map(\.doubleValue) + (isFixed ? [] : drawn)))
        self.candles = candles
        // The first is drawn last, above the others.
        lines = layout.lines.enumerated().reversed().flatMap { number, series in
            let samples = Self.samples(series.place, of: candles)
            return isFixed
                ? [Line(.line(number), samples)]
                : Self.lines(.line(number), samples, within: values)
        }
        let close = groups.last?.close
        panes = layout.panes.map { Pane($0, candles, beside: close) }
        leftOut = layout.leftOut
        places = layout.lines.map(\.place)
        keys = layout.lines.enumerated().map { number, series in
            let value = groups.last?.lines[series.place]
            let arrow = value.map {
                $0 < values.lowerBound ? " ↓" : $0 > values.upperBound ? " ↑" : ""
            }
            return (.line(number), series.name + (arrow ?? ""), value)
        }
    }

    /// A time span in words: `2025-10-10 06:00 to 21:15 UTC`, with the second date where it differs.
    static func window(from start: Timestamp, to end: Timestamp) -> String {
        let last = start.day == end.day ? end.timeText() : Figures.moment(end)
        return "\(Figures.moment(start)) to \(last) UTC"
    }
}
