package import Market
package import Trading

/// A trader as people are told of it: what it trades, how it stands, and how it came there.
///
/// Posts, status, page, chart, tick line and programs take this value; what a teller does not need
/// stays as it is made.
package struct TraderView: Equatable, Sendable {
    package var name: String
    package var market: Market
    package var parameters: Parameters
    package let state: TraderState
    package let summary: Summary
    /// What another program claims of the time before; no figure of the others counts any of it.
    package let carriedOver: CarriedOver?

    /// When the record begins, which totals are of; `nil` where it is not known.
    package var startedAt: Timestamp?
    /// The reset that the record begins with, if it does.
    package var reset: Reset?
    /// The hash of the journal's last line, in hexadecimal.
    package var journalHead: String?
    /// The last closed trades, oldest first.
    package var trades: [ReportedTrade] = []
    /// Whether the open position was decided late.
    package var isPositionLate = false
    package var windows = Windows()

    package init(
        name: String, market: Market, parameters: Parameters, state: TraderState, summary: Summary,
        carriedOver: CarriedOver? = nil
    ) {
        self.name = name
        self.market = market
        self.parameters = parameters
        self.state = state
        self.summary = summary
        self.carriedOver = carriedOver
    }

    /// A trader whose figures are those of its state.
    package init(
        name: String, market: Market, parameters: Parameters, state: TraderState,
        carriedOver: CarriedOver? = nil
    ) throws(Overflow) {
        self.init(
            name: name, market: market, parameters: parameters, state: state,
            summary: try Summary(state, parameters), carriedOver: carriedOver)
    }

    /// An earlier record was put away, and this one begun.
    package struct Reset: Equatable, Sendable {
        package var at: Timestamp
        /// Why, in the words of whoever did it.
        package var reason: String

        package init(at: Timestamp, reason: String) {
            self.at = at
            self.reason = reason
        }
    }

    /// Figures over windows that end with the last candle; each is `nil` where its trader traded on
    /// no candle of it, or where no journal was read.
    package struct Windows: Equatable, Sendable {
        /// All since the record began.
        package var whole: WindowFigures?
        /// The last 30 days.
        package var month: WindowFigures?
        /// The last 7 days.
        package var week: WindowFigures?
        /// The last 24 hours.
        package var day: WindowFigures?
        /// What this trader did over the window that the records of several have in common; `nil`
        /// where nobody compared them.
        package var common: WindowFigures?

        package init(
            whole: WindowFigures? = nil, month: WindowFigures? = nil, week: WindowFigures? = nil,
            day: WindowFigures? = nil
        ) {
            self.whole = whole
            self.month = month
            self.week = week
            self.day = day
        }

        /// The windows and what they are called, the longest first.
        ///
        /// One that the record does not fill is called by its true length, and left out where it is
        /// all of the record.
        var named: [(name: String, figures: WindowFigures)] {
            var named: [(name: String, figures: WindowFigures)] = []
            if let whole {
                let length = Figures.duration(milliseconds: whole.length)
                named.append(("since start, \(length)", whole))
            }
            let rest: [(span: WindowSpan, figures: WindowFigures?)] = [
                (.month, month), (.week, week), (.day, day),
            ]
            for (span, figures) in rest {
                guard let figures, figures.from != whole?.from else { continue }
                named.append((span.name(of: figures), figures))
            }
            return named
        }
    }

    var quote: String { market.symbol.quote }
    var tally: TradeTally { state.record.tally }
    var position: Position? { state.account.position }

    // MARK: Its age

    /// When its last candle ended; `nil` before the first.
    package var asOf: Timestamp? { state.asOf(market.timeframe) }

    /// Milliseconds since the last candle ended; `nil` before the first.
    package func age(at now: Timestamp) -> Int64? { asOf.map { now.since($0) } }

    /// Whether the last candle ended more than 3 timeframes ago, or is yet to come: its figures are
    /// not those of now.
    package func isStale(at now: Timestamp) -> Bool {
        isAhead(of: now) || age(at: now).map { $0 > 3 * market.timeframe.milliseconds } ?? true
    }

    /// Whether it stopped more than a day, and 3 of its timeframes, before the newest of several: its
    /// figures are of another time, and sums of a window of now leave it out.
    func isLeftBehind(by newest: Timestamp?) -> Bool {
        guard let newest, let asOf else { return false }
        return newest.since(asOf)
            > max(Timestamp.millisecondsPerDay, 3 * market.timeframe.milliseconds)
    }

    /// Whether the last candle ends in the future, because a clock was wrong: what it tells has not
    /// happened yet.
    package func isAhead(of now: Timestamp) -> Bool {
        asOf.map { Deadline.isAhead($0, of: now) } ?? false
    }
}

extension Sequence<TraderView> {
    /// When the newest of their candles ended that is not of a time to come.
    func newest(at now: Timestamp) -> Timestamp? {
        filter { !$0.isAhead(of: now) }.compactMap(\.asOf).max()
    }
}

/// A closed trade, and whether it was decided late.
package struct ReportedTrade: Equatable, Sendable {
    package var trade: Trade
    /// Decided while catching up after downtime: a tick that should have decided it was missing.
    package var isLate: Bool

    package init(_ trade: Trade, isLate: Bool = false) {
        self.trade = trade
        self.isLate = isLate
    }
}

extension Market {
    /// Itself beside a trader's name, which may tell the exchange already.
    func words(beside trader: String) -> String {
        trader == exchange.rawValue ? "\(symbol) \(timeframe.rawValue)" : description
    }
}

extension TradeTally {
    /// How many of the trades were wins, and how much that tells.
    package var rate: WinRate { WinRate(wins: wins, trades: trades) }
}

/// What is told of a trader, or why nothing can be.
package enum TraderEntry<Told: Sendable>: Sendable {
    case trader(Told)
    case absent(name: String, reason: String)
}
