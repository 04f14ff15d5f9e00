internal import Market
internal import Store

/// Writes the files a person starts from, where there are none yet.
package struct InitJob: Sendable {
    private let home: String
    private let markets: [Market]

    /// The traders that the crontab ticks.
    private static let standardExchanges: [Exchange] = [.binance, .bybit]

    /// The files of first traders, one on each exchange; on both where none is named.
    ///
    /// - Throws: ``JobError`` where an exchange, the symbol or the timeframe is none.
    package init(
        home: String, exchanges: [String], symbol: String, timeframe: String
    ) throws(JobError) {
        self.home = home
        var named: [Exchange] = []
        for text in exchanges {
            let exchange = try Self.option("--exchange", text, TraderDraft.exchange)
            if !named.contains(exchange) { named.append(exchange) }
        }
        let symbol = try Self.option("--symbol", symbol) { try Symbol($0) }
        let timeframe = try Self.option("--timeframe", timeframe, TraderDraft.timeframe)
        markets = (named.isEmpty ? Self.standardExchanges : named).map {
            Market(exchange: $0, symbol: symbol, timeframe: timeframe)
        }
    }

    /// What an option's text names.
    private static func option<Value>(
        _ name: String, _ text: String, _ value: (String) throws -> Value
    ) throws(JobError) -> Value {
        do {
            return try value(text)
        } catch {
            throw JobError(.usage, "\(name): \(error)")
        }
    }

    /// Writes what is missing; returns a line about each file, and what to do next.
    ///
    /// - Throws: ``JobError`` where a file cannot be written.
    package func run() throws(JobError) -> [String] {
        try makeHome()
        let lines = [
            try write("algom.json", InitFiles.configuration(markets), mode: 0o644),
            try write(".env", InitFiles.environment, mode: 0o600),
        ]
        let option = home == "." ? "" : " --home \(home)"
        return lines + ["next: algom-tick\(option), then algom status\(option)"]
    }

    /// Makes the home directory where it is not there yet, as the first tick would.
    private func makeHome() throws(JobError) {
        do {
            _ = try StateDirectory(path: home)
        } catch {
            throw JobError(error)
        }
    }

    private func write(_ name: String, _ text: String, mode: UInt32) throws(JobError) -> String {
        let path = "\(home)/\(name)"
        do {
            let isNew = try HomeFile.create(path, bytes: Array(text.utf8), mode: mode)
            return isNew ? "wrote \(path)" : "kept \(path), which was there"
        } catch {
            throw JobError(error)
        }
    }
}
