internal import JSON
internal import Market
internal import Store

/// Until when each exchange asked not to be asked: a program that starts anew would forget it.
struct ExchangePauses {
    private let directory: StateDirectory

    init(_ directory: StateDirectory) { self.directory = directory }

    /// The moments kept for these exchanges, and what of them could not be read.
    func read(_ exchanges: Set<Exchange>) -> (notBefore: [Exchange: Timestamp], warnings: [String])
    {
        var notBefore: [Exchange: Timestamp] = [:]
        var warnings: [String] = []
        for exchange in Exchange.allCases where exchanges.contains(exchange) {
            do {
                notBefore[exchange] = try read(exchange)
            } catch {
                warnings.append(
                    "\(error); it is written anew when the exchange next asks for a pause")
            }
        }
        return (notBefore, warnings)
    }

    /// Keeps the moments that are others than those kept.
    ///
    /// A run heeds what was kept and only ever puts it off, unless it lies so far ahead that a clock
    /// must have gone wrong; then the new moment is the earlier one, and the one to keep.
    func write(_ notBefore: [Exchange: Timestamp], before: [Exchange: Timestamp]) throws(StoreError)
    {
        for exchange in Exchange.allCases {
            guard let moment = notBefore[exchange], moment != before[exchange] else {
                continue
            }
            try directory.makeDirectory(StateFiles.exchanges)
            try directory.removeLeftovers(in: StateFiles.exchanges)
            let pause = ExchangePause(exchange: exchange.rawValue, notBefore: moment)
            try directory.replace(
                StateFiles.notBefore(exchange), with: SealedDocument.bytes(of: pause),
                access: .owner)
        }
    }

    private func read(_ exchange: Exchange) throws(StoreError) -> Timestamp? {
        let name = StateFiles.notBefore(exchange)
        guard let bytes = try directory.read(name, atMost: StateFiles.largestDocument) else {
            return nil
        }
        let path = directory.path(of: name)
        let pause = try SealedDocument.record(ExchangePause.self, from: bytes, path: path)
        guard pause.exchange == exchange.rawValue else {
            throw .damaged(path: path, what: "it is that of \(pause.exchange)")
        }
        return pause.notBefore
    }
}

/// What `state/exchanges/NAME.json` holds.
private struct ExchangePause: JSONRecord {
    var exchange: String
    var notBefore: Timestamp

    static var blank: ExchangePause { ExchangePause(exchange: "", notBefore: .distantPast) }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("exchange", &exchange)
        try visitor.field("notBefore", &notBefore)
    }
}

extension Timestamp {
    fileprivate static var distantPast: Timestamp { Timestamp(milliseconds: 0) }
}
