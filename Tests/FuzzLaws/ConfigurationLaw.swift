internal import JSON
internal import Jobs
internal import Market
internal import Record
internal import Settings
internal import Text
internal import Trading

/// `algom.json`: traders that can run, read back as they are written.
enum ConfigurationLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        let traders: [TraderSettings]
        do throws(InputFlaw) {
            traders = try ConfigurationFile(input, exchange: .sim).traders
        } catch {
            return try MessageLaw.check(
                JobError(.configuration, error).description, atMost: 1_000, "the error")
        }
        try hold(!traders.isEmpty, "no trader is left")
        try hold(Set(traders.map(\.name)).count == traders.count, "two traders have one name")
        for trader in traders {
            try hold(TraderSettings.isName(trader.name), "'\(trader.name)' is taken for a name")
            try MessageLaw.check("\(trader.market)", atMost: 80, "a market")
        }
        // Rules in text are not written back: their strategy stands elsewhere in the file.
        let plain = traders.filter { $0.parameters.strategy.text == nil }
        if !plain.isEmpty {
            let again = try? ConfigurationFile(written(plain), exchange: .bybit).traders
            try hold(again == plain, "the traders are not read as they were written")
        }
        try run(traders[0])
    }

    private static func written(_ traders: [TraderSettings]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("traders")
            writer.array { writer in
                for trader in traders {
                    writer.object { writer in
                        for (name, text) in [
                            ("name", trader.name), ("exchange", trader.market.exchange.rawValue),
                            ("symbol", trader.market.symbol.description),
                            ("timeframe", trader.market.timeframe.rawValue),
                        ] {
                            writer.name(name)
                            writer.string(text)
                        }
                        trader.parameters.writeFields(to: &writer)
                    }
                }
            }
        }
        return writer.bytes
    }

    /// What was accepted runs, whatever figure leaves its range.
    private static func run(_ trader: TraderSettings) throws(BrokenLaw) {
        guard trader.parameters.warmUp <= 50 else { return }
        let step = Step(timeframe: trader.market.timeframe, parameters: trader.parameters)
        var state = TraderState(trader.parameters)
        var events: [Event] = []
        do {
            for number in 0..<100 {
                try step.advance(
                    &state, over: SampleCandles.candle(number, trader.market.timeframe),
                    events: &events)
            }
            _ = try Summary(state, trader.parameters)
        } catch {
            throw BrokenLaw("what was accepted does not run: \(error)")
        }
    }
}
