internal import Market
internal import Trading

/// Who of several traders is ahead over the window that all of them have, and what that tells.
///
/// Ranked are those that closed a trade in it, by the change of equity in percent, open positions
/// counted, compared exactly.
package struct Lead: Sendable {
    /// What can be said of the first of them.
    package enum Verdict: Equatable, Sendable {
        /// Fewer than two closed a trade.
        case untraded
        /// So many changed alike, and none more.
        case tie(Int)
        /// The first is ahead, and it is told whether chance alone would explain that.
        case ahead(Evidence)
    }

    /// What daily returns say of a lead over the second.
    package enum Evidence: Equatable, Sendable {
        /// The 95 % interval of the mean difference of daily returns lies above 0.
        case beyondChance
        /// It does not.
        case withinChance
        /// There are fewer than ``ReturnMoments/fewestOfInterval`` days of both.
        case tooShort
    }

    /// Those that closed a trade, the best first; equals as they came.
    package let ranked: [TraderView]
    package let verdict: Verdict

    /// The lead among traders, those without figures over a common window left aside.
    package init(among traders: [TraderView]) {
        var told: [(trader: TraderView, window: WindowFigures)] = []
        for trader in traders {
            guard let window = trader.windows.common, window.trades > 0 else { continue }
            told.append((trader, window))
        }
        let ranked = told.enumerated().sorted { left, right in
            let (mine, other) = (left.element.window, right.element.window)
            if other.hasGrownLess(than: mine) { return true }
            return !mine.hasGrownLess(than: other) && left.offset < right.offset
        }.map(\.element)
        self.ranked = ranked.map(\.trader)
        guard ranked.count > 1 else {
            verdict = .untraded
            return
        }
        let (first, second) = (ranked[0].window, ranked[1].window)
        let level = ranked.prefix { !$0.window.hasGrownLess(than: first) }.count
        verdict = level > 1 ? .tie(level) : .ahead(Self.evidence(first, over: second))
    }

    private static func evidence(
        _ first: WindowFigures, over second: WindowFigures
    ) -> Evidence {
        var differences = ReturnMoments()
        // In the order of days: a sum of floating point numbers depends on it.
        for (day, value) in first.dailyReturns.sorted(by: { $0.key < $1.key }) {
            if let other = second.dailyReturns[day] { differences.consume(value - other) }
        }
        guard let interval = differences.meanInterval else { return .tooShort }
        return interval.lowerBound > 0 ? .beyondChance : .withinChance
    }
}
