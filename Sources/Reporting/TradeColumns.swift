internal import Market
internal import Trading

/// How the table of trades is laid out: with all there is, or with what fits into fewer columns.
///
/// What goes first is what else on the row tells, or the heading: the year, the amount, the day of the
/// exit. Files and `--csv` hold everything.
struct TradeColumns {
    /// From the widest to the narrowest.
    enum Layout: Int, CaseIterable {
        /// Everything, spelled out.
        case full
        /// The year in the heading.
        case yearless
        /// Without amounts: they follow from what was paid.
        case amountless
        /// The time of the exit, and how many days later; the reason in a word.
        case short
        /// Without percentages, and traders' names cut.
        case least
    }

    private static let longestName = 10

    let entries: [TradeListing.Entry]
    let isNamed: Bool

    /// Traders are named where there is more than one.
    init(_ entries: [TradeListing.Entry]) {
        self.entries = entries
        isNamed = Set(entries.map(\.trader)).count > 1
    }

    /// The table with the most in it that is no wider than that; `nil` where none is.
    func rows(width: Int) -> [String]? {
        for layout in Layout.allCases where isNamed || layout != .least {
            let rows = table(layout).lines
            if rows.allSatisfy({ $0.count <= width }) { return rows }
        }
        return nil
    }

    private func table(_ layout: Layout) -> ColumnTable {
        let columns = columns(layout)
        return ColumnTable(
            headings: columns.map(\.heading),
            rows: entries.map { entry in columns.map { $0.cell(entry) } })
    }

    private struct Column {
        let heading: String
        let cell: (TradeListing.Entry) -> String
    }

    private func columns(_ layout: Layout) -> [Column] {
        let year = layout == .full ? nil : commonYear
        var columns: [Column] = []
        if isNamed {
            columns.append(
                Column(heading: "trader") {
                    layout == .least
                        ? TextPlot.fitted($0.trader, Self.longestName) : $0.trader
                })
        }
        columns.append(
            Column(heading: "entry" + (year.map { " \($0)" } ?? "")) {
                Self.moment($0.trade.entryTime, isYearless: year != nil)
            })
        columns.append(
            Column(heading: "exit") {
                layout.rawValue < Layout.short.rawValue
                    ? Self.moment($0.trade.exitTime, isYearless: year != nil)
                    : Self.time($0.trade.exitTime, after: $0.trade.entryTime)
            })
        columns.append(Column(heading: "bought at") { Figures.price($0.trade.entryPrice) })
        columns.append(Column(heading: "sold at") { Figures.price($0.trade.exitPrice) })
        if layout.rawValue < Layout.amountless.rawValue {
            columns.append(Column(heading: "amount") { Figures.quantity($0.trade.quantity) })
        }
        columns.append(
            Column(heading: "P&L") {
                Figures.signedMoney($0.trade.pnl, in: $0.market.symbol.quote)
            })
        if layout != .least {
            columns.append(Column(heading: "P&L %") { Figures.signedPercent($0.trade.pnlPercent) })
        }
        columns.append(
            Column(heading: "reason") {
                layout.rawValue < Layout.short.rawValue
                    ? $0.trade.taggedReason : $0.trade.reason.word
            })
        return columns
    }

    /// The year that all times are of; `nil` where there are several.
    private var commonYear: Substring? {
        let years = Set(
            entries.flatMap { [$0.trade.entryTime, $0.trade.exitTime] }.map {
                $0.dateText.prefix(4)
            })
        return years.count == 1 ? years.first : nil
    }

    private static func moment(_ time: Timestamp, isYearless: Bool) -> String {
        isYearless ? String(Figures.moment(time).dropFirst(5)) : Figures.moment(time)
    }

    /// A time of day, and how many days later than another that is: `22:15`, `03:40+1d`.
    private static func time(_ time: Timestamp, after entry: Timestamp) -> String {
        let days = time.day - entry.day
        return days == 0 ? time.timeText() : "\(time.timeText())+\(days)d"
    }
}

extension Reason {
    /// Itself in a word: what was reached.
    fileprivate var word: String {
        switch self {
        case .stopLoss: "stop"
        case .trailingStop: "trail"
        case .takeProfit: "target"
        case .signal: "signal"
        }
    }
}
