internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Trading

/// What a backtest came to.
package struct Backtest: Sendable {
    let report: BacktestReport
    let figures: SweepFigures
    /// Whether it ended where the record did whose candles they were; `nil` where there is none, or
    /// other parameters were asked about.
    let isParity: Bool?

    /// For people, laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        let text = report.text(width: width, isColoured: isColoured)
        guard let isParity else { return text }
        return text + "\n"
            + (isParity
                ? "parity: the same trades, to the last digit, as the record holds"
                : "no parity: other parameters than the record's, or another program made it")
    }
}

extension Backtest {
    /// For programs, an object on one line.
    package var json: String {
        let (view, window) = (report.view, report.window)
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("strategy", view.parameters.strategy.name)
            writer.member("exchange", view.market.exchange.rawValue)
            writer.member("symbol", view.market.symbol.description)
            writer.member("timeframe", view.market.timeframe.rawValue)
            writer.member("from", window?.from.description)
            writer.member("to", view.asOf?.description)
            writer.member("candles", max(0, view.state.candles - view.parameters.warmUp))
            writer.member("warmUp", view.parameters.warmUp)
            Self.write(report.holes, to: &writer)
            figures.write(to: &writer)
            writer.member("protectiveExits", report.exits.protective)
            writer.member("ambiguousExits", report.exits.ambiguous)
            writer.member("skippedOrders", report.exits.skipped)
            writer.name("detail")
            if let detail = report.exits.detail {
                Self.write(detail, to: &writer)
            } else {
                writer.null()
            }
            writer.member("isParity", isParity)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func write(_ holes: Holes, to writer: inout JSONWriter) {
        writer.member("missingCandles", Int(clamping: holes.missing))
        writer.name("largestHoles")
        writer.array { (writer: inout JSONWriter) in
            for hole in holes.largest {
                writer.object { (writer: inout JSONWriter) in
                    writer.member("from", hole.from.description)
                    writer.member("missing", Int(clamping: hole.missing))
                }
            }
        }
    }

    private static func write(
        _ detail: BacktestReport.Detail, to writer: inout JSONWriter
    ) {
        writer.object { (writer: inout JSONWriter) in
            writer.member("timeframe", detail.timeframe.rawValue)
            writer.member("otherTrades", detail.others)
            writer.member("uncoveredExits", detail.uncovered)
            detail.figures.write(to: &writer)
        }
    }
}
