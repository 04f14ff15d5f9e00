package import Market
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

    /// Trades that ended at `since` or later and before `until`, ISO 8601, UTC without a zone.
    ///
    /// - Throws: ``JobError`` where a time is none, or nothing lies between the two.
    package init(
        since: String? = nil, until: String? = nil, result: Result? = nil, endings: [Ending] = []
    ) throws(JobError) {
        self.since = try Self.moment(since, "--since")
        self.until = try Self.moment(until, "--until")
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

    /// The moment that an option names; `nil` where it is not given.
    ///
    /// - Throws: ``JobError`` where it is none.
    package static func moment(
        _ text: String?, _ option: String
    ) throws(JobError) -> Timestamp? {
        guard let text else { return nil }
        guard let moment = Timestamp(iso8601: text) else {
            throw JobError(
                .usage, at: option,
                "'\(excerpt(of: text))' is neither a date as 2025-10-10 nor a time as"
                    + " 2025-10-10T21:15:00Z")
        }
        return moment
    }
}
