internal import Market

/// Equity beside buying and holding, and below it how far equity stood under its peak.
struct RecordPlots {
    let curve: RecordCurve
    /// The beginning of elements' ids.
    let id: String
    let timeframe: Timeframe
    /// The closes that the lines go through.
    let closes: Int
    /// The most spans that a line is drawn in.
    let columns: Int

    private var equity: TimeBuckets { curve.equity.equity.thinned(atMost: columns) }

    /// Writes both charts; nothing where there is no mark yet.
    func write(to page: inout Markup) {
        guard let first = curve.equity.equity.first, let last = curve.equity.equity.last else {
            return
        }
        page.element("figure") { page in
            writeEquity(to: &page, from: first.time, to: last.time)
        }
        page.newline()
        page.element("figure") { page in
            writeDrawdown(to: &page, from: first.time, to: last.time)
        }
        page.newline()
    }

    private func writeEquity(to page: inout Markup, from start: Timestamp, to end: Timestamp) {
        let ranges = [curve.equity.equity.range, curve.equity.hold.range].compactMap { $0 }
        let low = ranges.map(\.lowerBound).min() ?? 100
        let high = ranges.map(\.upperBound).max() ?? 100
        var plot = Plot(height: 260, from: start, to: end, values: low...max(low, high))
        plot.level(100, "whole")
        plot.line(curve.equity.hold.samples(atMost: columns), "hold")
        plot.line(equity.samples, "equity")
        let change = Figures.signedPercent(curve.equity.change)
        let held = curve.equity.holdChange.map { Figures.signedPercent($0) }
        page.element("figcaption") { page in
            page.element("h3", "Equity, % of initial balance")
            PlotKey(style: "equity", text: "equity \(change)").write(to: &page)
            if let held {
                PlotKey(style: "hold", text: "\(curve.equity.coin) held \(held), no fees")
                    .write(to: &page)
            }
        }
        let words =
            "\(Self.window(start, end)). Equity changed by \(change)"
            + (held.map { ", \(curve.equity.coin) bought and held by \($0)" } ?? "")
            + ". Lowest \(Figures.percent(curve.equity.equity.range?.lowerBound ?? 100)) of the "
            + "initial balance, highest "
            + "\(Figures.percent(curve.equity.equity.range?.upperBound ?? 100))."
        plot.write(to: &page, id: "\(id)-equity", title: "Equity over time", words: words) {
            $1.text($0) + " %"
        }
        if let thinning { page.element("p", ["class": "note"], thinning) }
    }

    private func writeDrawdown(to page: inout Markup, from start: Timestamp, to end: Timestamp) {
        let deepest = curve.deepest
        // Falls are drawn downwards, as they are.
        let samples = curve.drawdown.samples(atMost: columns).map {
            TimeBuckets.Sample(time: $0.time, value: -$0.value)
        }
        let depth = max(deepest?.percent ?? 0, 0.01)
        var plot = Plot(height: 140, from: start, to: end, values: -depth...0)
        let points = samples.map { plot.area.point($0.time, $0.value) }
        if let first = points.first, let last = points.last {
            let top = plot.area.y(0)
            let corners = [Drawing.Point(x: last.x, y: top), Drawing.Point(x: first.x, y: top)]
            plot.path([points + corners], "depth", isClosed: true)
        }
        plot.path([points], "fall")
        let words = deepest.map { deepest in
            deepest.percent > 0
                ? "at worst \(Figures.percent(deepest.percent)) on \(Figures.moment(deepest.time)) UTC"
                : "never below the peak"
        }
        page.element("figcaption") { page in
            page.element("h3", "Drawdown, % below the peak")
            if let words { page.element("span", ["class": "key"], words) }
        }
        plot.write(
            to: &page, id: "\(id)-drawdown", title: "Drawdown over time",
            words: "\(Self.window(start, end)). How far equity stood below its peak: "
                + "\(words ?? "no mark yet")."
        ) { $1.text($0 == 0 ? 0 : $0) + " %" }
    }

    /// What was done to so many values that they fit; `nil` where every one is drawn.
    private var thinning: String? {
        let thinned = equity
        guard thinned.milliseconds > timeframe.milliseconds else { return nil }
        let span = Figures.duration(milliseconds: thinned.milliseconds)
        return
            "\(Figures.count(closes)) closes in spans of about \(span): of each span the first, the "
            + "lowest, the highest and the last are drawn, so that no peak or fall is missing."
    }

    private static func window(_ start: Timestamp, _ end: Timestamp) -> String {
        PictureFrame.window(from: start, to: end)
    }
}

/// What a line of a chart is, with a piece of it.
struct PlotKey {
    let style: String
    let text: String

    func write(to page: inout Markup) {
        page.element("span", ["class": "key"]) { page in
            page.element("svg", ["aria-hidden": "true"]) { page in
                page.element("path", ["class": style, "d": "M0 6L28 6"], "")
            }
            page.text(text)
        }
    }
}
