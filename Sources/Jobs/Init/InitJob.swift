internal import Market
internal import Store

/// Writes the files a person starts from, where there are none yet.
package struct InitJob: Sendable {
    private let home: String
    private let market: Market

    /// The files of a first trader on this market.
    ///
    /// - Throws: ``JobError`` where the market is none.
    package init(
        home: String, exchange: String, symbol: String, timeframe: String
    ) throws(JobError) {
        self.home = home
        market = Market(
            exchange: try Self.option("--exchange", exchange, TraderDraft.exchange),
            symbol: try Self.option("--symbol", symbol) { try Symbol($0) },
            timeframe: try Self.option("--timeframe", timeframe, TraderDraft.timeframe))
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
            try write("algom.json", InitFiles.configuration(market), mode: 0o644),
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
