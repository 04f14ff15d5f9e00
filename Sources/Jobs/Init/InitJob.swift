package import Feeds
package import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
package import Text
internal import Trading

/// Writes the files a person starts from, where there are none yet.
package struct InitJob: Sendable {
    private let home: String
    private let markets: [Market]
    /// What each begins with; `nil` for the default.
    private let balance: Money?

    /// The files of first traders, one on each exchange; on all that are asked where none is named.
    ///
    /// - Throws: ``JobError`` where an exchange, the symbol, the timeframe or the balance is none.
    package init(
        home: String, exchanges: [String], symbol: String, timeframe: String,
        balance: String? = nil
    ) throws(JobError) {
        self.home = home
        self.balance = try balance.map { text throws(JobError) in
            let amount = try Self.option("--balance", text) { try Money(decimal: $0) }
            guard amount > .zero else {
                throw JobError(.usage, at: "--balance", "\(amount) is not above 0")
            }
            return amount
        }
        var named: [Exchange] = []
        for text in exchanges {
            let exchange = try Self.option("--exchange", text, Exchange.init(named:))
            if !named.contains(exchange) { named.append(exchange) }
        }
        let symbol = try Self.option("--symbol", symbol) { try Symbol($0) }
        let timeframe = try Self.option("--timeframe", timeframe, Timeframe.init(named:))
        markets = (named.isEmpty ? Exchange.asked : named).map {
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
            throw JobError(.usage, at: name, "\(error)")
        }
    }

    /// Writes what is missing; returns a line about each file, and what to do next.
    ///
    /// The exchanges are asked first for what they demand of orders, and told it goes into
    /// `algom.json`. Where that is there already, what they say is for its owner to write in, and
    /// whoever does not answer stops nothing.
    ///
    /// - Throws: ``JobError`` where an exchange does not tell, nothing being written then; or a file
    ///   cannot be written.
    package func run(
        asking inquiry: MarketInquiry? = nil, at now: Timestamp = Timestamp(milliseconds: 0)
    ) throws(JobError) -> [String] {
        var rules: [Exchange: MarketRules] = [:]
        var remarks: [String] = []
        let isThere = try JobError.storing { () throws(StoreError) in
            // What is none of ours to keep, nor to write over, is told before anybody is asked.
            _ = try HomeFile.isThere("\(home)/.env")
            return try HomeFile.isThere("\(home)/algom.json")
        }
        if !isThere, balance == nil { try refuseBalance() }
        for market in markets {
            do throws(FeedFailure) {
                let told = try inquiry?.rules(of: market.symbol, on: market.exchange)
                if let tick = told?.fineTick { throw Self.tooFine(tick, market) }
                rules[market.exchange] = told
            } catch {
                guard isThere else { throw Self.untold(error) }
                remarks.append("not asked successfully: \(error)")
            }
        }
        _ = try JobError.storing { () throws(StoreError) in try StateDirectory(path: home) }
        let text = InitFiles.configuration(markets, balance: balance, rules: rules, told: now)
        let isNew = try write("algom.json", text, mode: 0o644)
        let isNewEnvironment = try write(".env", VariableTable.file, mode: 0o600)
        return [line("algom.json", isNew)] + markets.compactMap { remark($0, rules, isNew) }
            + remarks + [line(".env", isNewEnvironment)]
            + [
                "next: \(Command("algom-tick", home: home)), then \(Command("algom status", home: home))"
            ]
    }

    /// Asks for a balance where the default is none that anybody has.
    private func refuseBalance() throws(JobError) {
        guard let market = markets.first(where: { !$0.symbol.isPaidInMoney }) else { return }
        let usual = Figures.count(Int(Parameters().initialBalance.units / Money.unitsPerOne))
        let named = markets.flatMap { ["--exchange", $0.exchange.rawValue] }
        let command = Command(
            words: ["algom", "init"] + named + [
                "--symbol", "\(market.symbol)", "--timeframe", market.timeframe.rawValue,
                "--balance", "0.5", "--home", home,
            ])
        throw JobError(
            .usage, at: "--symbol",
            "\(market.symbol) is paid in \(market.symbol.quote), and the usual balance of \(usual) "
                + "is far too much of it",
            remedy: "say how much a trader begins with: \(command)")
    }

    /// What an exchange demands, and whether that has been written.
    private func remark(
        _ market: Market, _ rules: [Exchange: MarketRules], _ isWritten: Bool
    ) -> String? {
        guard let told = rules[market.exchange] else { return nil }
        let figures =
            "quantityStep: \(told.quantityStep), minimumNotional: \(told.minimumNotional)"
        let use = isWritten ? "it says so in algom.json" : "a new trader there would want them"
        return "\(market.exchange.rawValue) demands of \(market.symbol) \(figures); \(use)"
    }

    private static func tooFine(_ tick: String, _ market: Market) -> FeedFailure {
        FeedFailure(
            .refused,
            "\(market.exchange.rawValue) \(market.symbol): this coin is too cheap to be traded here: "
                + "its tickSize of \(excerpt(of: tick)) is finer than the 8 decimals of a price; "
                + "choose another market")
    }

    private static func untold(_ failure: FeedFailure) -> JobError {
        let error = JobError(failure)
        let way =
            failure.kind == .refused
            ? "" : " yet: try again, or write it with --offline and the defaults"
        return JobError(error.status, error.what, remedy: "nothing was written\(way)")
    }

    private func line(_ name: String, _ isNew: Bool) -> String {
        isNew ? "wrote \(home)/\(name)" : "kept \(home)/\(name), which was there"
    }

    /// Whether there was none, so that it is written.
    private func write(_ name: String, _ text: String, mode: UInt32) throws(JobError) -> Bool {
        try JobError.storing { () throws(StoreError) in
            try HomeFile.create("\(home)/\(name)", bytes: Array(text.utf8), mode: mode)
        }
    }
}
