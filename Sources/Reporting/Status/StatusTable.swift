internal import Market
internal import Text
internal import Trading

/// A line a trader under sums of them all: with all there is, or with what fits into fewer columns.
///
/// What goes first is what else on the line tells, or `--wide` and a trader's own block.
struct StatusTable {
    /// From the widest to the narrowest.
    private enum Layout {
        /// All there is.
        case wide
        /// Money beside percentages.
        case full
        /// Percentages alone.
        case percent
        /// Names cut.
        case least
    }

    private struct Column {
        let heading: String
        var isLeft = false
        let cell: (StatusReport.Entry) -> String
    }

    private static let longestName = 12
    /// The most alarms that are told one by one, and the most currencies that are summed up.
    private static let maximumNotes = 10
    private static let maximumCurrencies = 3

    private let entries: [StatusReport.Entry]
    private let now: Timestamp
    private let width: Int
    private let isColoured: Bool
    private let rows: [String]

    init(
        _ entries: [StatusReport.Entry], now: Timestamp, width: Int, isColoured: Bool, isWide: Bool
    ) {
        self.entries = entries
        self.now = now
        self.width = width
        self.isColoured = isColoured
        var rows: [String] = []
        let layouts: [Layout] = isWide ? [.wide] : [.full, .percent, .least]
        for layout in layouts {
            let columns = Self.columns(layout, now)
            rows =
                ColumnTable(
                    headings: columns.map(\.heading),
                    rows: entries.map { entry in columns.map { $0.cell(entry) } },
                    left: Set(columns.indices.filter { columns[$0].isLeft })
                ).lines
            if rows.allSatisfy({ $0.count <= width }) { break }
        }
        self.rows = rows
    }

    /// Sums, and the names of the columns.
    var head: [String] {
        summary + [""] + rows.prefix(1).map { Figure.Colour.bold.paint($0, isColoured: isColoured) }
    }

    /// A line a trader, and what is wrong with which.
    var body: [String] {
        zip(entries, rows.dropFirst()).map { entry, row in
            (entry.alarm?.kind.colour ?? .plain).paint(row, isColoured: isColoured)
        } + notes
    }

    // MARK: Columns

    private static func columns(_ layout: Layout, _ now: Timestamp) -> [Column] {
        let told = { (cell: @escaping (TraderView) -> String) in
            { (entry: StatusReport.Entry) in entry.view.map(cell) ?? "" }
        }
        var columns = [
            Column(heading: "trader", isLeft: true) {
                layout == .least ? TextPlot.fitted($0.name, longestName) : $0.name
            }
        ]
        if layout == .wide {
            columns += [
                Column(heading: "market", isLeft: true, cell: told(\.market.description)),
                Column(
                    heading: "price",
                    cell: told { $0.state.lastClose.map { Figures.price($0) } ?? "" }),
                Column(
                    heading: "equity", cell: told { Figures.money($0.summary.equity, in: $0.quote) }
                ),
                Column(heading: "trades", cell: told { Figures.count($0.tally.trades) }),
                Column(
                    heading: "win rate",
                    cell: told {
                        $0.tally.trades > 0 ? Figures.percent($0.tally.winRate, digits: 1) : ""
                    }),
                Column(
                    heading: "drawdown",
                    cell: told { Figures.percent($0.state.record.drawdown.maximumPercent) }),
            ]
        }
        columns.append(Column(heading: "position", cell: told(\.positionCell)))
        if layout == .wide || layout == .full {
            columns.append(
                Column(
                    heading: "unrealised",
                    cell: told { view in
                        view.position.map { _ in
                            Figures.signedMoney(view.summary.unrealizedPnL, in: view.quote)
                        } ?? ""
                    }))
        } else {
            columns.append(
                Column(
                    heading: "unrealised",
                    cell: told { view in
                        view.position.map { _ in
                            Figures.signedPercent(view.summary.unrealizedPnLPercent)
                        } ?? ""
                    }))
        }
        if layout == .wide || layout == .full {
            columns.append(
                Column(
                    heading: "closed P&L",
                    cell: told { Figures.signedMoney($0.summary.totalPnL, in: $0.quote) }))
        }
        columns += [
            Column(
                heading: layout == .wide || layout == .full ? "%" : "P&L",
                cell: told { Figures.signedPercent($0.summary.totalPnLPercent) }),
            Column(heading: "state", isLeft: true) { $0.view?.stateCell ?? $0.shortAbsence },
            Column(heading: "age", cell: told { $0.ageCell(at: now) }),
            Column(heading: "alarm", isLeft: true) { $0.alarm?.kind.rawValue ?? "" },
        ]
        if layout == .wide {
            columns.append(Column(heading: "next", isLeft: true, cell: told(\.waitsFor)))
        }
        return columns
    }

    // MARK: Sums

    private var summary: [String] {
        let held = entries.count { $0.view?.position != nil }
        let alarms = TraderAlarm.Kind.allCases.reversed().compactMap { kind in
            let count = entries.count { $0.alarm?.kind == kind }
            return count > 0 ? "\(Figures.count(count)) \(kind.rawValue)" : nil
        }
        let first =
            "\(Figures.count(entries.count)) traders, \(Figures.count(held)) in a position; "
            + (alarms.isEmpty ? "no alarm" : alarms.joined(separator: ", "))
        let gravest = entries.compactMap(\.alarm?.kind).max { $0.gravity < $1.gravity }
        return ShownText.wrapped(first, width: width).map {
            (gravest?.colour ?? .plain).paint($0, isColoured: isColoured)
        } + currencies.flatMap { ShownText.wrapped($0, width: width) }
    }

    /// What all of a currency come to, the currency of most traders first.
    private var currencies: [String] {
        let groups = Dictionary(grouping: entries.compactMap(\.view), by: \.quote)
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let rest = groups.dropFirst(Self.maximumCurrencies).reduce(0) { $0 + $1.value.count }
        return groups.prefix(Self.maximumCurrencies).map { quote, views in
            let newest = views.newest(at: now)
            let still = TraderView.stoodStill(views.filter { $0.isLeftBehind(by: newest) })
            return Self.total(views, in: quote) + (still.map { "; \($0)" } ?? "")
        }
            + (rest > 0 ? ["and \(counted(rest, "trader")) in other currencies"] : [])
    }

    private static func total(_ views: [TraderView], in quote: String) -> String {
        let sum = { (part: (TraderView) -> Money) in
            Int64(exactly: views.reduce(Int128(0)) { $0 + Int128(part($1).units) })
                .map { Money(units: $0) }
        }
        guard let start = sum(\.parameters.initialBalance), let equity = sum(\.summary.equity),
            let closed = sum(\.summary.totalPnL), let open = sum(\.summary.unrealizedPnL)
        else { return "\(quote): sums too large to be told" }
        let change = start == .zero ? 0 : 100 * (equity.doubleValue / start.doubleValue - 1)
        return "\(quote): equity \(Figures.money(equity, in: quote)) "
            + "(\(Figures.signedPercent(change))), closed P&L "
            + "\(Figures.signedMoney(closed, in: quote)), unrealised "
            + Figures.signedMoney(open, in: quote)
    }

    // MARK: What is wrong

    /// The gravest alarms with what helps; a pause ends by itself.
    private var notes: [String] {
        let told = entries.compactMap { entry in
            entry.alarm.map { (name: entry.name, alarm: $0) }
        }.filter { $0.alarm.kind != .paused }
        guard !told.isEmpty else { return [] }
        let gravest = told.enumerated().sorted {
            ($1.element.alarm.kind.gravity, $0.offset) < ($0.element.alarm.kind.gravity, $1.offset)
        }.prefix(Self.maximumNotes).map(\.element)
        let lines = gravest.flatMap { name, alarm in
            ShownText.wrapped(
                "\(name): \(alarm.words)", width: max(20, width - 2), keeping: alarm.commands
            ).enumerated().map { place, line in
                (place == 0 ? alarm.kind.colour : .plain)
                    .paint((place == 0 ? "! " : "  ") + line, isColoured: isColoured)
            }
        }
        let rest = told.count - gravest.count
        return [""] + lines + (rest > 0 ? ["  and \(Figures.count(rest)) more with an alarm"] : [])
    }
}

extension TraderView {
    /// What is held: `0.02654 BTC`, or a dash.
    fileprivate var positionCell: String {
        position.map { "\(Figures.quantity($0.quantity)) \(market.symbol.base)" } ?? "–"
    }

    /// What it does, in a word.
    fileprivate var stateCell: String {
        if state.candles == 0 { return "new" }
        if state.candles < parameters.warmUp {
            return "warms up \(state.candles)/\(parameters.warmUp)"
        }
        if let order = state.account.pendingOrder { return order.side == .buy ? "buys" : "sells" }
        if position != nil { return "holds" }
        return state.risk.isPaused ? "paused" : "waits"
    }

    /// How old its last candle is, in one unit: `2 m`.
    fileprivate func ageCell(at now: Timestamp) -> String {
        guard let age = age(at: now) else { return "" }
        if isAhead(of: now) { return "ahead" }
        return Figures.duration(milliseconds: age).split(separator: " ").prefix(2)
            .joined(separator: " ")
    }
}

extension StatusReport.Entry {
    /// What stands for the state of one that nothing is known of.
    fileprivate var shortAbsence: String { alarm?.kind == .damaged ? "unknown" : "no tick yet" }
}
