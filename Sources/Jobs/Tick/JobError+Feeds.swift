internal import Feeds
internal import Market
internal import Record
internal import Text

extension JobError {
    /// A failure of the exchange, or of the way to it, whose message names the exchange already.
    init(_ failure: FeedFailure, trader: TraderSettings? = nil) {
        let status: ExitStatus =
            switch failure.kind {
            case .unavailable: .unavailable
            case .badData: .badData
            case .tryLater: .tryLater
            case .refused: .configuration
            case .bug: .bug
            }
        let isNamed = trader.map { $0.name == $0.market.exchange.rawValue } ?? true
        let subject = isNamed ? "" : trader.map { "\($0.name): " } ?? ""
        self.init(status, "\(subject)\(failure.message)")
    }
}
