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

    /// Writes both charts; nothing where there is no mark yet.
    func write(to page: inout Markup) {
        guard !curve.equity.isEmpty else { return }
        var scene = EquityChart([curve.equity], span: "").scene
        scene.columns = columns
        let window = Scene.window(from: scene.start, to: scene.end)
        page.element("figure") { writeEquity(scene, window, to: &$0) }
        page.newline()
        page.element("figure") { writeDrawdown(beside: scene, window, to: &$0) }
        page.newline()
    }

    private func writeEquity(_ scene: Scene, _ window: String, to page: inout Markup) {
        let change = Figures.signedPercent(curve.equity.change)
        let held = curve.equity.holdChange.map { Figures.signedPercent($0) }
        page.element("figcaption") { page in
            page.element("h3", "Equity, % of initial balance")
            PlotKey(role: .trader(0), text: "equity \(change)").write(to: &page)
            if let held {
                PlotKey(role: .hold, text: "\(curve.equity.coin) held \(held), no fees")
                    .write(to: &page)
            }
        }
        let range = curve.equity.equity.range
        PagePen(scene, height: 260).write(
            to: &page, id: "\(id)-equity", title: "Equity over time",
            words: "\(window). Equity changed by \(change)"
                + (held.map { ", \(curve.equity.coin) bought and held by \($0)" } ?? "")
                + ". Lowest \(Figures.percent(range?.lowerBound ?? 100)) of the initial balance, "
                + "highest \(Figures.percent(range?.upperBound ?? 100)).")
        if let thinning { page.element("p", ["class": "note"], thinning) }
    }

    /// Falls are drawn downwards, as they are.
    private func writeDrawdown(beside equity: Scene, _ window: String, to page: inout Markup) {
        let deepest = curve.deepest
        let words = deepest.map { deepest in
            deepest.percent > 0
                ? "at worst \(Figures.percent(deepest.percent)) on \(Figures.moment(deepest.time)) UTC"
                : "never below the peak"
        }
        page.element("figcaption") { page in
            page.element("h3", "Drawdown, % below the peak")
            if let words { page.element("span", ["class": "key"], words) }
        }
        var scene = Scene(
            from: equity.start, to: equity.end, values: -max(deepest?.percent ?? 0, 0.01)...0)
        scene.unit = equity.unit
        let samples = curve.drawdown.samples(atMost: columns).map {
            TimeBuckets.Sample(time: $0.time, value: -$0.value)
        }
        scene.lines = [Scene.Line(.fall, samples)]
        PagePen(scene, height: 140).write(
            to: &page, id: "\(id)-drawdown", title: "Drawdown over time",
            words: "\(window). How far equity stood below its peak: \(words ?? "no mark yet").")
    }

    /// What was done to so many values that they fit; `nil` where every one is drawn.
    private var thinning: String? {
        let span = curve.equity.equity.thinned(atMost: columns).milliseconds
        guard span > timeframe.milliseconds else { return nil }
        return "\(Figures.count(closes)) closes in spans of about "
            + "\(Figures.duration(milliseconds: span)): of each span the first, the lowest, the "
            + "highest and the last are drawn, so that no peak or fall is missing."
    }
}
