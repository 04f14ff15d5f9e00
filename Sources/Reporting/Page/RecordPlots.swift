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

    /// The most spans that a line of a window is drawn in.
    private static let windowColumns = 150
    /// The equity of the last day, week and month, where the record is older.
    var spans: [PageSpan: EquityCurve] = [:]

    /// Writes equity in windows, and the drawdown of all; nothing where there is no mark yet.
    func write(to page: inout Markup) {
        guard !curve.equity.isEmpty else { return }
        let shorter = PageSpan.allCases.compactMap { span in
            spans[span].map { curve in
                PageZoom.Window(name: span.name, word: span.word) { page in
                    page.element("figure") { page in
                        writeEquity(of: curve, id: "\(id)-equity-\(span.word)", to: &page)
                    }
                }
            }
        }
        let all = PageZoom.Window(name: "all", word: "all") { page in
            let scene = scene(of: curve.equity)
            page.element("figure") { page in
                writeEquity(of: curve.equity, id: "\(id)-equity", to: &page)
                if let thinning { page.element("p", ["class": "note"], thinning) }
            }
            page.newline()
            page.element("figure") { writeDrawdown(beside: scene, to: &$0) }
            page.newline()
        }
        PageZoom(
            id: "\(id)-since", title: "Equity of", windows: shorter + [all], first: "all"
        ).write(to: &page)
    }

    private func scene(of curve: EquityCurve) -> Scene {
        var scene = EquityChart([curve], span: "").scene
        scene.columns = curve == self.curve.equity ? columns : min(columns, Self.windowColumns)
        return scene
    }

    private func writeEquity(of curve: EquityCurve, id: String, to page: inout Markup) {
        let scene = scene(of: curve)
        let window = Scene.window(from: scene.start, to: scene.end)
        let change = Figures.signedPercent(curve.change)
        let held = curve.holdChange.map { Figures.signedPercent($0) }
        page.element("figcaption") { page in
            page.element("h3", "Equity, change in %")
            PlotKey(role: .trader(curve.place), text: "equity \(change)").write(to: &page)
            if let held {
                PlotKey(role: .hold, text: "\(curve.coin) held \(held), no fees")
                    .write(to: &page)
            }
        }
        let range = curve.rise.range
        PagePen(scene, height: 260, step: timeframe.milliseconds).write(
            to: &page, id: id, title: "Equity over time",
            words: "\(window). Equity changed by \(change)"
                + (held.map { ", \(curve.coin) bought and held by \($0)" } ?? "")
                + ". Lowest \(Figures.signedPercent(range?.lowerBound ?? 0)), "
                + "highest \(Figures.signedPercent(range?.upperBound ?? 0)) beside its beginning.")
    }

    /// Falls are drawn downwards, as they are.
    private func writeDrawdown(beside equity: Scene, to page: inout Markup) {
        let window = Scene.window(from: equity.start, to: equity.end)
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
        var fall = Scene.Line(.fall, samples)
        fall.name = "drawdown"
        scene.lines = [fall]
        PagePen(scene, height: 140, step: timeframe.milliseconds).write(
            to: &page, id: "\(id)-drawdown", title: "Drawdown over time",
            words: "\(window). How far equity stood below its peak: \(words ?? "no mark yet").")
    }

    /// What was done to so many values that they fit; `nil` where every one is drawn.
    private var thinning: String? {
        let span = curve.equity.equity.thinned(atMost: columns).milliseconds
        guard span > timeframe.milliseconds else { return nil }
        return "\(Figures.count(closes)) closes in spans of about "
            + "\(Figures.duration(milliseconds: span)): of each span the first, the lowest, the "
            + "highest and the last are drawn, so that no peak or fall is missing; what a pointer tells "
            + "is the nearest that is drawn."
    }
}
