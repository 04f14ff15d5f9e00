internal import Market
internal import Text
internal import Trading

extension Checkpoint {
    /// The settings the record was made with.
    ///
    /// - Throws: ``JobError`` where the checkpoint's own words name no market, or parameters that no
    ///   trader could have.
    package var settings: TraderSettings {
        get throws(JobError) {
            do {
                try parameters.validate()
                return TraderSettings(
                    name: trader,
                    market: try Market(exchange: exchange, symbol: symbol, timeframe: timeframe),
                    parameters: parameters)
            } catch {
                throw JobError(.configuration, "\(trader): its checkpoint: \(error)")
            }
        }
    }
}
