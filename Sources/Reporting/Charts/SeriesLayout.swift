internal import Market
internal import Rules
internal import Text
internal import Trading

/// Where the series of a strategy are drawn: prices over the candles, all else in panes below.
///
/// A price that lies nowhere near the candles, as a difference of averages, would flatten them, and
/// has a pane as well. There are only so many of both as can be told apart.
struct SeriesLayout {
    /// The most lines over candles, and in one pane.
    static let (maximumLines, maximumInPane) = (6, 4)

    /// A series, by its place among the values of a group of candles.
    struct Series {
        let name: String
        let place: Int
    }

    /// Series on one scale, and the constants that they are compared with.
    struct Pane {
        let kind: Kind
        let series: [Series]
        let levels: [Double]
    }

    private(set) var lines: [Series] = []
    private(set) var panes: [Pane] = []
    /// What there is no room for.
    private(set) var leftOut: [String] = []

    /// The layout of a strategy's series over such candles, in at most so many panes.
    init(_ strategy: Strategy, _ groups: [CandleGroups.Group], panes most: Int) {
        let names = strategy.lineNames
        guard let text = strategy.text else {
            lines = names.enumerated().map { Series(name: $1, place: $0) }
            return
        }
        var place = 0
        for series in text.series {
            let all = series.parts.map { _ in
                defer { place += 1 }
                return Series(name: names[place], place: place)
            }
            if series.kind == .price, Self.lieNear(all.map(\.place), groups) {
                add(all)
            } else {
                add(Pane(kind: series.kind, series: all, levels: series.levels), atMost: most)
            }
        }
    }

    private mutating func add(_ series: [Series]) {
        let fitting = series.prefix(Self.maximumLines - lines.count)
        lines += fitting
        leftOut += series.dropFirst(fitting.count).map(\.name)
    }

    private mutating func add(_ pane: Pane, atMost most: Int) {
        guard panes.count < most else { return leftOut += pane.series.map(\.name) }
        let fitting = pane.series.prefix(Self.maximumInPane)
        panes.append(Pane(kind: pane.kind, series: Array(fitting), levels: pane.levels))
        leftOut += pane.series.dropFirst(fitting.count).map(\.name)
    }

    /// Whether any value of the series is a price as the candles have; of what is not known yet too.
    private static func lieNear(_ places: [Int], _ groups: [CandleGroups.Group]) -> Bool {
        let values = groups.flatMap { group in places.compactMap { group.lines[$0] } }
        guard let low = groups.map(\.low).min()?.doubleValue,
            let high = groups.map(\.high).max()?.doubleValue, !values.isEmpty
        else { return true }
        return values.contains { (low / 2...high * 2).contains($0) }
    }
}

extension Scene {
    /// Series of a strategy below the candles, on a scale of their own.
    struct Pane {
        /// What each line is, and its last value.
        let keys: [(role: Role, text: String)]
        let scene: Scene

        init(_ pane: SeriesLayout.Pane, _ candles: CandleGroups, beside close: Price?) {
            let groups = candles.groups
            let lines = pane.series.map { Scene.samples($0.place, of: candles) }
            let values = lines.flatMap { $0.map(\.value) }
            let low = values.min() ?? pane.levels.min() ?? 0
            let first = groups.first?.openTime ?? Timestamp(milliseconds: 0)
            let last = groups.last?.openTime ?? first
            var scene = Scene(
                from: first, to: last.advanced(byMilliseconds: candles.milliseconds),
                values: Scale.range(low...(max(low, values.max() ?? low)), toward: pane.levels))
            scene.grid = candles
            scene.spans = pane.levels.map { Scene.Span(role: .whole, value: $0) }
            scene.lines = lines.enumerated().reversed().map { Scene.Line(.line($0), $1) }
            self.scene = scene
            keys = pane.series.enumerated().map { place, series in
                let value = groups.last?.lines[series.place]
                let words = value.map { Figures.value($0, pane.kind, beside: close) }
                return (.line(place), "\(series.name) \(words ?? "not warm")")
            }
        }
    }

    /// A series of candles in the middle of each.
    static func samples(_ place: Int, of candles: CandleGroups) -> [TimeBuckets.Sample] {
        candles.groups.compactMap { group in
            group.lines[place].map {
                let middle = group.openTime.advanced(byMilliseconds: candles.milliseconds / 2)
                return TimeBuckets.Sample(time: middle, value: $0)
            }
        }
    }

    /// A line in the pieces of it that lie in a range.
    static func lines(
        _ role: Role, _ samples: [TimeBuckets.Sample], within values: ClosedRange<Double>
    ) -> [Line] {
        samples.split { !values.contains($0.value) }.map { Line(role, Array($0)) }
    }

    /// Where stop and target stood: levels that moved as steps, others as they are everywhere.
    mutating func add(_ course: [OrderLevels], to end: Timestamp?) {
        for (role, price) in [(Role.stop, \OrderLevels.stop), (.target, \.target)] {
            let levels = course.map { (from: $0.from, value: $0[keyPath: price]?.doubleValue) }
            var steps: [(from: Timestamp, value: Double?)] = []
            for level in levels where steps.isEmpty || steps.last?.value != level.value {
                steps.append(level)
            }
            guard steps.count > 1 else {
                if let step = steps.first, let value = step.value {
                    spans.append(Span(role: role, from: step.from, to: end, value: value))
                }
                continue
            }
            // Up to the candle that begins with the next one.
            let until = (steps.dropFirst().map(\.from) + [end ?? self.end])
                .map { $0.advanced(byMilliseconds: -1) }
            // What is not there, or not in the picture, parts a line in two.
            let corners = zip(steps, until).flatMap { step, until in
                [step.from, until].map {
                    TimeBuckets.Sample(time: $0, value: step.value ?? .infinity)
                }
            }
            lines += Self.lines(role, corners, within: values)
        }
    }
}
