package import Market
internal import Text
package import Trading

/// How the traders stand, for a person at a terminal: a block of figures for each of a few, a line for
/// each of many.
package struct StatusReport: Sendable {
    /// A trader as it is told of.
    package struct Entry: Sendable {
        let name: String
        /// `nil` where nothing is known of it.
        let view: TraderView?
        /// Why nothing is.
        let absence: String?
        let alarm: TraderAlarm?
        /// The orders of the last 24 h that were not filled, oldest first.
        let skips: [(skip: Skip, at: Timestamp)]

        package static func trader(
            _ view: TraderView, alarm: TraderAlarm? = nil,
            skips: [(skip: Skip, at: Timestamp)] = []
        ) -> Entry {
            Entry(name: view.name, view: view, absence: nil, alarm: alarm, skips: skips)
        }

        /// One that cannot be told of, and why.
        package static func absent(
            name: String, reason: String, alarm: TraderAlarm? = nil
        ) -> Entry {
            Entry(name: name, view: nil, absence: reason, alarm: alarm, skips: [])
        }
    }

    /// How much is told of each.
    package enum Form: Sendable {
        /// Blocks of up to three, lines of more.
        case usual
        /// Blocks, however many there are.
        case long
        /// Lines of all there is, however wide.
        case wide
    }

    /// So many have blocks, where nothing else is asked for.
    private static let maximumBlocks = 3

    package let entries: [Entry]
    /// Why `algom.json` does not count, which comes before all else.
    let refusal: String?
    package let now: Timestamp
    /// The columns there are.
    package let width: Int
    package let isColoured: Bool
    private let isTable: Bool
    private let form: Form

    package init(
        entries: [Entry], refusal: String? = nil, now: Timestamp, width: Int, isColoured: Bool,
        form: Form = .usual, order: StatusOrder = .file
    ) {
        self.entries = order.sorted(entries, at: now)
        self.refusal = refusal
        self.now = now
        self.width = width
        self.isColoured = isColoured
        self.form = form
        isTable =
            switch form {
            case .usual: entries.count > Self.maximumBlocks
            case .long: false
            case .wide: true
            }
    }

    /// All of it; no newline at the end.
    package var text: String { (head + body).joined(separator: "\n") }

    /// What stays in sight while the rest is scrolled: what is wrong with the file, sums, and the names
    /// of the columns.
    package var head: [String] {
        let wrong = refusal.map { refusal in
            ShownText.wrapped(refusal, width: width).map { paint($0, .red) } + [""]
        }
        return (wrong ?? []) + (isTable ? table.head : [])
    }

    /// The traders, one below another.
    package var body: [String] {
        guard isTable else { return Array(entries.map(block).joined(separator: [""])) }
        return table.body
    }

    private var table: StatusTable {
        StatusTable(
            entries, now: now, width: width, isColoured: isColoured, isWide: form == .wide)
    }

    private func block(_ entry: Entry) -> [String] {
        let (heading, rows): (String, [[Figure]]) =
            if let view = entry.view {
                (heading(view), entry.alarmRows + view.statusFigures(at: now) + entry.skipRows)
            } else {
                (bold(entry.name), [[entry.absenceFigure]])
            }
        return [heading] + FigureTable(rows: rows, width: width, isColoured: isColoured).lines
    }

    private func heading(_ view: TraderView) -> String {
        "\(bold(view.name))  \(view.market.words(beside: view.name))"
    }

    private func bold(_ text: String) -> String { paint(text, .bold) }

    private func paint(_ text: String, _ colour: Figure.Colour) -> String {
        colour.paint(text, isColoured: isColoured)
    }
}

extension StatusReport.Entry {
    /// Why there is nothing else to tell.
    fileprivate var absenceFigure: Figure {
        Figure(
            "state", absence ?? "", alarm?.kind.colour ?? .yellow, keeping: alarm?.commands ?? [])
    }

    /// What the figures do not tell by themselves.
    fileprivate var alarmRows: [[Figure]] {
        guard let alarm, [.removed, .failing, .refused].contains(alarm.kind) else { return [] }
        return [
            [Figure(alarm.kind.rawValue, alarm.words, alarm.kind.colour, keeping: alarm.commands)]
        ]
    }

    fileprivate var skipRows: [[Figure]] {
        guard let view, let words = Self.words(on: skips, in: view.quote) else { return [] }
        return [[Figure("skipped", words, .yellow)]]
    }

    /// What was decided and not done; `nil` where all was.
    package static func words(
        on skips: [(skip: Skip, at: Timestamp)], in quote: String
    ) -> String? {
        guard let last = skips.last else { return nil }
        return "\(counted(skips.count, "order")) in 24 h, the last \(Figures.moment(last.at)): "
            + last.skip.words(in: quote)
    }
}

/// In what order traders stand.
package enum StatusOrder: String, CaseIterable, Sendable {
    /// That of `algom.json`.
    case file
    case name
    /// The largest gain first, in percent of the initial balance.
    case pnl
    /// The largest gain first, in percent of what was paid.
    case unrealised
    /// The oldest candle first.
    case age
    /// The gravest first.
    case alarm

    /// The one that comes after it, in turn.
    package var next: StatusOrder {
        let all = Self.allCases
        let place = all.firstIndex(of: self) ?? 0
        return all[(place + 1) % all.count]
    }

    /// In words, as in `sorted by P&L`.
    package var words: String {
        switch self {
        case .file: "as in algom.json"
        case .pnl: "by P&L"
        case .name, .unrealised, .age, .alarm: "by \(rawValue)"
        }
    }

    /// Those that are equal stay in the order they are in; who has no such figure comes last.
    func sorted(_ entries: [StatusReport.Entry], at now: Timestamp) -> [StatusReport.Entry] {
        let ranks: [Double]
        switch self {
        case .file: return entries
        case .name: return entries.sorted { $0.name < $1.name }
        case .pnl: ranks = entries.map { -($0.view?.summary.totalPnLPercent ?? -.infinity) }
        case .unrealised:
            ranks = entries.map { entry in
                entry.view.flatMap { view in
                    view.position.map { _ in -view.summary.unrealizedPnLPercent }
                } ?? .infinity
            }
        case .age:
            ranks = entries.map { entry in
                entry.view.flatMap { $0.age(at: now) }.map { -Double($0) } ?? .infinity
            }
        case .alarm: ranks = entries.map { -Double($0.alarm?.kind.gravity ?? 0) }
        }
        return zip(ranks, entries).enumerated()
            .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    }
}
