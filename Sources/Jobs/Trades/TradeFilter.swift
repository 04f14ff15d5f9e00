package import Market
internal import Reporting
package import Text
internal import Trading

/// Which closed trades are asked for; without any wish, all of them.
package struct TradeFilter: Sendable {
    /// What a trade came to.
    package enum Result: String, CaseIterable, Sendable {
        case win
        case loss
    }

    /// Why a trade ended.
    package enum Ending: String, CaseIterable, Sendable {
        case signal
        case stopLoss = "stop-loss"
        case trailingStop = "trailing-stop"
        case takeProfit = "take-profit"

        /// The reason under its name here, or the one that posts and files spell.
        package init?(word: String) {
            let name = String(word.lowercased().map { $0 == "_" ? "-" : $0 })
            self.init(rawValue: name)
        }

        fileprivate var reason: Reason {
            switch self {
            case .signal: .signal
            case .stopLoss: .stopLoss
            case .trailingStop: .trailingStop
            case .takeProfit: .takeProfit
            }
        }
    }

    private let since: Timestamp?
    private let until: Timestamp?
    private let result: Result?
    private let endings: [Ending]

    /// Trades that ended at `since` or later and before `until`: ISO 8601, UTC without a zone, or so
    /// long before `now` as `7d`.
    ///
    /// - Throws: ``JobError`` where a time is none, `since` is yet to come, or nothing lies between
    ///   the two.
    package init(
        since: String? = nil, until: String? = nil, result: Result? = nil, endings: [Ending] = [],
        now: Timestamp = Timestamp.credible.upperBound
    ) throws(JobError) {
        self.since = try Self.beginning(since, now: now)
        self.until = try Self.moment(until, "--until", now: now)
        self.result = result
        self.endings = endings
        if let start = self.since, let end = self.until, start >= end {
            throw JobError(.usage, at: "--until", "\(end) is not after --since \(start)")
        }
    }

    /// Whether a trade is asked for.
    func takes(_ trade: Trade) -> Bool {
        if let since, trade.exitTime < since { return false }
        if let until, trade.exitTime >= until { return false }
        if let result, trade.isWin != (result == .win) { return false }
        return endings.isEmpty || endings.contains { $0.reason == trade.reason }
    }

    /// The moment that `--since` names; `nil` where it is not given.
    ///
    /// - Throws: ``JobError`` where it is none, or is yet to come.
    package static func beginning(
        _ text: String?, now: Timestamp
    ) throws(JobError) -> Timestamp? {
        let moment = try moment(text, "--since", now: now)
        if let moment, moment > now {
            throw JobError(
                .usage, at: "--since",
                "\(moment) is yet to come: it is \(Figures.moment(now)) UTC")
        }
        return moment
    }

    /// The moment that an option names; `nil` where it is not given.
    private static func moment(
        _ text: String?, _ option: String, now: Timestamp
    ) throws(JobError) -> Timestamp? {
        guard let text else { return nil }
        if let seconds = TimeSpan.seconds(of: text) {
            return now.advanced(by: -seconds, spansOf: 1_000)
        }
        guard let moment = Timestamp(iso8601: text) else {
            throw JobError(
                .usage, at: option,
                "'\(excerpt(of: text))' is no date as 2025-10-10, no time as 2025-10-10T21:15:00Z"
                    + " and no span as 7d")
        }
        return moment
    }
}
