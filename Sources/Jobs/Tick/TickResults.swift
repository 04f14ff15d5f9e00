internal import JSON
internal import Market
internal import Record
package import Reporting
internal import Rules
package import Text
internal import Trading

/// How a tick went, trader by trader.
package struct TickResults {
    package let traders: [TraderResult]
    /// What concerns no single trader.
    package let warnings: [String]

    /// The largest of the traders' codes.
    package var status: ExitStatus { traders.map(\.status).max() ?? .ok }
}

/// How a tick went for one trader.
package struct TraderResult {
    package let name: String
    /// How the trader stands; `nil` where its state could not be read.
    package let view: TraderView?
    /// How many candles were consumed.
    package let candles: Int
    package let news: News
    /// What the tick itself waits for, as a candle that is not published yet.
    package let waiting: String?
    package let failure: JobError?
    /// How many requests were sent, and how many bytes of answers came.
    package let requests: Int
    package let bytes: Int
    package let warnings: [String]

    package var status: ExitStatus { failure?.status ?? .ok }

    /// The line for people; `nil` where there is nothing but the failure to tell.
    package var line: String? {
        guard let line = view?.tickLine(did: news, candles: candles) else { return nil }
        return waiting.map { "\(line) | \($0)" } ?? line
    }

    /// The same as one JSON object.
    package var json: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("trader", name)
            writer.member("status", Int(status.rawValue))
            writer.member("error", failure?.description)
            writer.member("warnings", warnings)
            writer.member("waiting", waiting)
            writer.member("candles", candles)
            writer.member("events", news.events.map(\.type))
            if let view { write(view, to: &writer) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(_ view: TraderView, to writer: inout JSONWriter) {
        writer.member("exchange", view.market.exchange.rawValue)
        writer.member("symbol", view.market.symbol.description)
        writer.member("timeframe", view.market.timeframe.rawValue)
        writer.member("asOf", view.asOf?.description)
        writer.member("strategy", view.parameters.strategy.name)
        writer.number("close", view.state.lastClose)
        view.state.strategy.figures.writeFields(to: &writer)
        writer.name("values")
        view.state.comparedValues(of: view.parameters.strategy).write(to: &writer)
        writer.name("position")
        if let position = view.state.account.position {
            writer.object { (writer: inout JSONWriter) in
                writer.number("amount", position.quantity)
                writer.number("entryPrice", position.entryPrice)
                writer.number("stopLoss", position.stop)
                writer.number("takeProfit", position.target)
                writer.number("unrealizedPnL", view.summary.unrealizedPnL)
                writer.member("entryTag", position.entryTag?.description)
                writer.member("exitTag", view.state.account.exitTag?.description)
            }
        } else {
            writer.null()
        }
        writer.number("equity", view.summary.equity)
        writer.member("waitsFor", view.waitsFor)
    }
}
