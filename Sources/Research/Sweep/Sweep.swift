internal import JSON
internal import Reporting

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
                    writer.name("rank")
                    writer.number(report.reference.rank)
                    writer.name("combinations")
                    writer.number(report.scope.tried)
                    Self.write(report.names, report.reference.values, to: &writer)
                    report.reference.figures.write(to: &writer)
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
        json = report.rows.map { row in
            Self.object { (writer: inout JSONWriter) in
                for (name, time) in Self.times(row) {
                    writer.name(name)
                    writer.string(time)
                }
                Self.write(report.names, row.values, to: &writer)
                for (name, figures) in Self.parts(row) {
                    writer.name(name)
                    writer.object { (writer: inout JSONWriter) in figures.write(to: &writer) }
                }
            }
        }
        let figures = ["inSample", "outOfSample", "unchanged"].flatMap { part in
            SweepFigures.names.map { "\(part).\($0)" }
        }
        csv =
            [(["trainFrom", "testFrom", "testTo"] + report.names + figures).joined(separator: ",")]
            + report.rows.map { row in
                (Self.times(row).map(\.1)
                    + row.values.map { $0 == SweepReport.none ? "" : $0 }
                    + Self.parts(row).flatMap { $0.1.members.map { $0 ?? "" } })
                    .joined(separator: ",")
            }
    }

    private static func times(_ row: WalkForwardReport.Row) -> [(String, String)] {
        [
            ("trainFrom", "\(row.trainFrom)"), ("testFrom", "\(row.testFrom)"),
            ("testTo", "\(row.testTo)"),
        ]
    }

    private static func parts(_ row: WalkForwardReport.Row) -> [(String, SweepFigures)] {
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
