internal import Feeds
internal import Market
internal import Store

// What other modules' errors mean to an operator: the exit code, and the command that helps.

extension JobError {
    /// A failure of the disk or of what is on it.
    init(_ error: StoreError, trader: String? = nil) {
        let subject = trader.map { "\($0): " } ?? ""
        switch error {
        case .io: self.init(.io, "\(subject)\(error)")
        case .locked: self.init(.tryLater, "\(subject)\(error)")
        case .damaged, .tooLarge:
            let remedy =
                trader == nil
                ? "nothing was changed, put right what lies there or move it away"
                : "nothing was changed, restore the trader's directory from a copy or move it away"
                    + " to start anew"
            self.init(.configuration, "\(subject)\(error); \(remedy)")
        }
    }

    /// A failure of the exchange, or of the way to it, whose message names the exchange already.
    init(_ failure: FeedFailure, trader: TraderSettings) {
        let status: ExitStatus =
            switch failure.kind {
            case .unavailable: .unavailable
            case .badData: .badData
            case .tryLater: .tryLater
            case .refused: .configuration
            }
        let isNamed = trader.name == trader.market.exchange.rawValue
        self.init(status, isNamed ? failure.message : "\(trader.name): \(failure.message)")
    }
}
