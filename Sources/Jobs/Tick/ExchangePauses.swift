package import Feeds
package import JSON
package import Market
internal import Record
package import Store

/// Until when each exchange asked not to be asked: a program that starts anew would forget it.
package struct ExchangePauses {
    private let directory: StateDirectory

    package init(_ directory: StateDirectory) { self.directory = directory }

    /// What is kept for these exchanges, and what of it could not be read or was never meant.
    ///
    /// - Throws: ``StoreError/notOurs(path:what:)`` where somebody else may have put it there.
    package func read(
        _ exchanges: Set<Exchange>, at now: Timestamp
    ) throws(StoreError) -> (pauses: [Exchange: ExchangePause], warnings: [String]) {
        var pauses: [Exchange: ExchangePause] = [:]
        var warnings: [String] = []
        for exchange in Exchange.allCases where exchanges.contains(exchange) {
            do throws(StoreError) {
                guard let pause = try read(exchange) else { continue }
                if case .void(let why) = pause.deadline.standing(
                    at: now, longestMilliseconds: ExchangePause.longestMilliseconds)
                {
                    warnings.append(
                        "\(directory.path(of: StateFiles.notBefore(exchange))) does not count: \(why)"
                    )
                } else {
                    pauses[exchange] = pause
                }
            } catch {
                if case .notOurs = error { throw error }
                warnings.append(
                    "\(error); it is written anew when the exchange next asks for a pause")
            }
        }
        return (pauses, warnings)
    }

    /// Keeps the pauses that are others than those kept.
    func write(
        _ pauses: [Exchange: ExchangePause], before: [Exchange: ExchangePause]
    ) throws(StoreError) {
        for exchange in Exchange.allCases {
            guard let pause = pauses[exchange], pause != before[exchange] else { continue }
            try directory.makeDirectory(StateFiles.exchanges)
            try directory.removeLeftovers(in: StateFiles.exchanges)
            try directory.replace(
                StateFiles.notBefore(exchange),
                with: KeptPause(exchange.rawValue, pause))
        }
    }

    private func read(_ exchange: Exchange) throws(StoreError) -> ExchangePause? {
        let name = StateFiles.notBefore(exchange)
        guard let kept: KeptPause = try directory.document(name, isOurs: true) else { return nil }
        guard kept.exchange == exchange.rawValue else {
            throw .damaged(
                path: directory.path(of: name), what: "it is that of \(kept.exchange)")
        }
        return kept.pause
    }
}

/// What `state/exchanges/NAME.json` holds.
package struct KeptPause: JSONRecord {
    private(set) var exchange: String
    private var notBefore: Timestamp
    /// When it was written; version 0.1 did not say.
    private var writtenAt: Timestamp?
    /// How many refusals in a row there were, where there was not one.
    private var refusals: Int?

    package static var blank: KeptPause {
        KeptPause(
            "", ExchangePause(Deadline(until: .distantPast, writtenAt: nil), refusals: 1))
    }

    init(_ exchange: String, _ pause: ExchangePause) {
        self.exchange = exchange
        notBefore = pause.deadline.until
        writtenAt = pause.deadline.writtenAt
        refusals = pause.refusals == 1 ? nil : pause.refusals
    }

    var pause: ExchangePause {
        ExchangePause(
            Deadline(until: notBefore, writtenAt: writtenAt), refusals: refusals ?? 1)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("exchange", &exchange)
        try visitor.field("notBefore", &notBefore)
        try visitor.optionalField("writtenAt", &writtenAt)
        try visitor.optionalField("refusals", &refusals)
        guard refusals.map((0...ExchangePause.maximumRefusals).contains) ?? true else {
            throw .field(name: "refusals", expected: "a count")
        }
    }
}

extension Timestamp {
    fileprivate static var distantPast: Timestamp { Timestamp(milliseconds: 0) }
}
