internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Store
package import Text
internal import Trading

/// A record that was given up, for people and for programs.
package struct ArchivedRecord {
    let name: String
    let note: ResetNote
    /// `nil` where it cannot be read.
    let checkpoint: Checkpoint?
    let place: String

    /// In two lines: when and why, and what it came to.
    var summary: [String] {
        ["\(name)  given up \(Figures.moment(note.at)): \(note.reason)", "  \(amount)"]
    }

    private var amount: String {
        if let damage = note.damage {
            return "could not be read: \(excerpt(of: damage, atMost: 100))"
        }
        guard let candles = note.candles, let trades = note.trades, let balance = note.balance
        else {
            return "nothing is known of it"
        }
        let quote = checkpoint?.quote ?? ""
        let until = note.lastOpenTime.map { ", to the candle of \(Figures.moment($0))" } ?? ""
        return "\(counted(candles, "candle")), \(counted(trades, "trade")), balance "
            + "\(Figures.money(balance, in: quote)) \(quote)\(until)"
    }

    /// Everything that is known of it, a line each.
    package var lines: [String] {
        var rows = [
            Figure("trader", note.trader), Figure("given up", Figures.moment(note.at)),
            Figure("why", note.reason), Figure("came to", amount),
        ]
        if let checkpoint {
            let market = checkpoint.settings.market
            let tally = checkpoint.state.record.tally
            rows += [
                Figure(
                    "market",
                    "\(market.exchange.rawValue) \(market.symbol) \(market.timeframe.rawValue), "
                        + checkpoint.parameters.strategy.name),
                Figure(
                    "trades",
                    "\(tally.wins) won, \(tally.losses) lost; P&L "
                        + "\(Figures.signedMoney(tally.totalPnL, in: checkpoint.quote)) "
                        + checkpoint.quote),
                Figure("journal", counted(Int(checkpoint.journal.lines), "line")),
            ]
            rows +=
                checkpoint.follows.map {
                    [Figure("follows", "the record that was given up \(Figures.moment($0.at))")]
                } ?? []
        }
        if let head = note.head { rows.append(Figure("head", head)) }
        rows.append(Figure("lies in", place))
        return [name]
            + FigureTable(rows: rows.map { [$0] }, width: Self.width, isColoured: false).lines
    }

    private static let width = 200

    /// One JSON object.
    package var json: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.name("record")
            writer.string(name)
            note.writeFields(to: &writer)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// The records that were given up.
package struct ArchiveListing {
    package var records: [ArchivedRecord] = []
    package var failures: [JobError] = []

    static let none = "no record was given up here"

    var isEmpty: Bool { records.isEmpty && failures.isEmpty }

    package var lines: [String] { isEmpty ? [Self.none] : records.flatMap(\.summary) }

    package var json: [String] { records.map(\.json) }

    package var names: [String] { records.map(\.name) }

    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }
}
