internal import Market
internal import Trading

/// Candles merged into as many wider ones as a picture can show.
///
/// None is dropped, and none before a window is in it: a window that begins in the middle of a group
/// has a shorter first one. A group opens with its first candle, closes with its last, and reaches as high
/// and low as any of them. The lines of the strategy are those of the candles themselves, as they
/// stood after the group's last one.
struct CandleGroups {
    struct Group: Equatable {
        /// When the group begins; a multiple of the groups' width.
        let openTime: Timestamp
        let open: Price
        var high: Price
        var low: Price
        var close: Price
        /// The strategy's lines after its last candle; `nil` until they are known.
        var lines: [Double?] = []
    }

    /// How long a group lasts.
    let milliseconds: Int64
    /// Oldest first.
    let groups: [Group]

    /// Where the window begins.
    private let start: Timestamp

    /// When the first of the candles may begin that are in the groups; `nil` where there is none.
    var begin: Timestamp? { groups.first.map { max($0.openTime, start) } }

    /// Groups of `milliseconds` each, with the lines of a strategy; candles before `start` only warm
    /// those up.
    init(
        _ candles: some Sequence<Candle>, milliseconds: Int64, _ strategy: Strategy,
        from start: Timestamp = Timestamp(milliseconds: 0)
    ) {
        self.milliseconds = milliseconds
        self.start = start
        var groups: [Group] = []
        for (candle, lines) in zip(candles, strategy.series(over: candles))
        where candle.openTime >= start {
            let open = candle.openTime.milliseconds
            let openTime = Timestamp(milliseconds: open - open % milliseconds)
            if groups.last?.openTime != openTime {
                groups.append(
                    Group(
                        openTime: openTime, open: candle.open, high: candle.high, low: candle.low,
                        close: candle.close))
            }
            let last = groups.count - 1
            groups[last].high = max(groups[last].high, candle.high)
            groups[last].low = min(groups[last].low, candle.low)
            groups[last].close = candle.close
            groups[last].lines = lines
        }
        self.groups = groups
    }

    /// Candles in groups as narrow as fit `most` times into a span of time.
    init(
        _ candles: some Sequence<Candle>, covering span: Int64, of timeframe: Timeframe,
        atMost most: Int64, _ strategy: Strategy, from start: Timestamp = Timestamp(milliseconds: 0)
    ) {
        self.init(
            candles,
            milliseconds: Self.milliseconds(covering: span, of: timeframe, atMost: most), strategy,
            from: start)
    }

    /// The same of the candles up to a moment, and what makes whole the group that it lies in.
    init(
        _ candles: some Sequence<Candle>, until end: Timestamp, covering span: Int64,
        of timeframe: Timeframe, atMost most: Int64, _ strategy: Strategy,
        from start: Timestamp = Timestamp(milliseconds: 0)
    ) {
        let width = Self.milliseconds(covering: span, of: timeframe, atMost: most)
        let last = end.milliseconds - 1
        self.init(
            candles.prefix { $0.openTime.milliseconds < last - last % width + width },
            milliseconds: width, strategy, from: start)
    }

    private init(milliseconds: Int64, groups: [Group], start: Timestamp) {
        self.milliseconds = milliseconds
        self.start = start
        self.groups = groups
    }

    /// The groups that begin at a moment or after it.
    func from(_ moment: Timestamp) -> CandleGroups {
        CandleGroups(
            milliseconds: milliseconds, groups: groups.filter { $0.openTime >= moment },
            start: start)
    }

    /// The lowest and the highest price of all.
    var range: ClosedRange<Price>? {
        guard let low = groups.map(\.low).min(), let high = groups.map(\.high).max() else {
            return nil
        }
        return low...high
    }

    /// The shortest span that candles can be merged into, so that at most `most` cover `span`: a
    /// timeframe that exchanges offer too, or whole days.
    static func milliseconds(
        covering span: Int64, of timeframe: Timeframe, atMost most: Int64
    ) -> Int64 {
        let widths = Timeframe.allCases.map(\.milliseconds).filter {
            $0 >= timeframe.milliseconds && $0 % timeframe.milliseconds == 0
        }
        if let width = widths.first(where: { span / $0 < most }) { return width }
        // In range: it is little more than the span.
        return (span / most / Timestamp.millisecondsPerDay + 1) * Timestamp.millisecondsPerDay
    }

    /// A span as timeframes are called: `15m`, `4h`, `3d`.
    static func name(milliseconds: Int64) -> String {
        let minutes = milliseconds / 60_000
        if minutes % 1_440 == 0 { return "\(minutes / 1_440)d" }
        return minutes % 60 == 0 ? "\(minutes / 60)h" : "\(minutes)m"
    }
}
