internal import Feeds
internal import Market
internal import Record
internal import Text

extension JobError {
    /// A failure of the exchange, or of the way to it, whose message names the exchange already.
    init(_ failure: FeedFailure, trader: TraderSettings? = nil, in home: String? = nil) {
        let status: ExitStatus =
            switch failure.kind {
            case .unavailable: .unavailable
            case .badData: .badData
            case .tryLater: .tryLater
            case .refused: .configuration
            case .bug: .bug
            }
        let isNamed = trader.map { $0.name == $0.market.exchange.rawValue } ?? true
        let reset = trader.flatMap {
            failure.endsRecord ? RecordRemedy.giveUp($0.name, in: home) : nil
        }
        self.init(
            status, trader: isNamed ? nil : trader?.name, failure.message,
            remedy: reset.map { "set the clock right, or end the record with '\($0)'" })
    }
}
