internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Trading

/// What a sweep came to.
package struct Sweep: Sendable {
    /// For people.
    package let text: String
    /// For programs, one object a line.
    package let json: [String]
    /// A heading and a row for every combination, or for every window.
    let csv: [String]
}

extension Sweep {
    /// Every combination from the best to the worst, of which the table and the JSON show the first.
    init(
        _ grid: SweepGrid, _ runs: [SweepFigures], order: [Int], report: SweepReport
    ) {
        text = report.text
        json =
            report.rows.map { row in
                Self.object { (writer: inout JSONWriter) in
                    writer.name("rank")
                    writer.number(row.rank)
                    Self.write(report.names, row.values, to: &writer)
                    row.figures.write(to: &writer)
                }
            } + [
                Self.object { (writer: inout JSONWriter) in
                    writer.name("unchanged")
                    writer.string(report.referenceName)
                    writer.member("rank", report.reference?.rank)
                    writer.name("combinations")
                    writer.number(report.scope.tried)
                    writer.member("absent", report.scope.absent)
                    guard let reference = report.reference else {
                        return writer.member("leftOut", report.scope.unchanged)
                    }
                    Self.write(report.names, reference.values, to: &writer)
                    reference.figures.write(to: &writer)
                }
            ]
        let names = ["rank"] + grid.axes.map(\.name) + SweepFigures.names
        csv =
            [names.joined(separator: ",")]
            + order.enumerated().map { rank, index in
                (["\(rank + 1)"] + grid.values(of: grid.combinations[index]).map { $0 ?? "" }
                    + runs[index].members.map { $0 ?? "" }).joined(separator: ",")
            }
    }

    /// Every window of a walk forward.
    init(_ report: WalkForwardReport) {
        text = report.text
        json =
            report.rows.map { row in
                Self.object { (writer: inout JSONWriter) in
                    for (name, time) in Self.times(row) {
                        writer.name(name)
                        writer.string(time)
                    }
                    Self.write(report.names, row.values, to: &writer)
                    writer.member("trainMissing", row.missing.train)
                    writer.member("testMissing", row.missing.test)
                    for (name, figures) in Self.parts(row) {
                        writer.name(name)
                        guard let figures else {
                            writer.null()
                            continue
                        }
                        writer.object { (writer: inout JSONWriter) in figures.write(to: &writer) }
                    }
                }
            } + [Self.object { Self.write(report, to: &$0) }]
        let figures = ["inSample", "outOfSample", "unchanged"].flatMap { part in
            SweepFigures.names.map { "\(part).\($0)" }
        }
        csv =
            [(["trainFrom", "testFrom", "testTo"] + report.names + figures).joined(separator: ",")]
            + report.rows.map { row in
                (Self.times(row).map(\.1)
                    + row.values.map { $0 == SweepReport.none ? "" : $0 }
                    + Self.parts(row).flatMap { _, figures in
                        figures?.members.map { $0 ?? "" } ?? SweepFigures.names.map { _ in "" }
                    })
                    .joined(separator: ",")
            }
    }

    /// All windows together, and what was not tested.
    private static func write(_ report: WalkForwardReport, to writer: inout JSONWriter) {
        writer.member("windows", report.rows.count)
        writer.member("absent", report.scope.absent)
        writer.name("untested")
        if let tail = report.untested {
            writer.object { (writer: inout JSONWriter) in
                writer.member("from", "\(tail.from)")
                writer.member("to", "\(tail.to)")
                writer.member("candles", tail.candles)
            }
        } else {
            writer.null()
        }
        let totals: [(String, WalkForwardTotal?)] = [
            ("inSample", report.totals.inSample), ("outOfSample", report.totals.outOfSample),
            ("unchanged", report.totals.reference),
        ]
        for (name, total) in totals {
            writer.name(name)
            if let total {
                writer.object { (writer: inout JSONWriter) in write(total, to: &writer) }
            } else {
                writer.null()
            }
        }
    }

    private static func write(_ total: WalkForwardTotal, to writer: inout JSONWriter) {
        let tally = total.tally
        writer.member("days", total.days)
        writer.name("change")
        writer.number("\(total.change)")
        writer.member("changePerDay", total.changePerDay)
        writer.member("changePercent", total.changePercent)
        writer.member("totalTrades", tally.trades)
        writer.member("wins", tally.wins)
        writer.member("winRate", tally.winRate)
        writer.member("profitFactor", tally.profitFactor)
        writer.member("expectancy", tally.expectancy)
        writer.member("sharpeRatio", total.sharpe.value)
        writer.member("sortinoRatio", total.sortino.value)
        writer.member("maxDrawdownPercent", total.maxDrawdownPercent)
        writer.member("exposurePercent", total.exposure.percent)
    }

    private static func times(_ row: WalkForwardReport.Row) -> [(String, String)] {
        [
            ("trainFrom", "\(row.trainFrom)"), ("testFrom", "\(row.testFrom)"),
            ("testTo", "\(row.testTo)"),
        ]
    }

    private static func parts(_ row: WalkForwardReport.Row) -> [(String, SweepFigures?)] {
        [
            ("inSample", row.inSample), ("outOfSample", row.outOfSample),
            ("unchanged", row.reference),
        ]
    }

    private static func write(
        _ names: [String], _ values: [String], to writer: inout JSONWriter
    ) {
        writer.name("parameters")
        writer.object { (writer: inout JSONWriter) in
            for (name, value) in zip(names, values) {
                writer.name(name)
                switch (name, value) {
                case (SweepGrid.strategyAxis, _): writer.string(value)
                case (_, SweepReport.none): writer.null()
                default: writer.number(value)
                }
            }
        }
    }

    private static func object(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        writer.object(body)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
