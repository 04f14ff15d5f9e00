import JSON
import Market
import Seeds
import Store
import Trading

@testable import Jobs
@testable import Record
@testable import Settings

/// A trader that steps through candles as a tick does, without a disk.
struct TraderRecord {
    let settings: TraderSettings
    var checkpoint: Checkpoint
    var events: [Event] = []

    /// A trader whose averages are short, so that it trades much; the seed varies its parameters.
    init(seed: UInt64) throws {
        var parameters = Parameters()
        parameters.fast = 2 + Int(seed % 3)
        parameters.slow = 5
        parameters.rsiPeriod = 4 + Int(seed % 5)
        parameters.overbought = Percent(units: 95_0000_0000)
        parameters.warmUp = 30
        parameters.maxConsecutiveLosses = seed % 4 == 3 ? nil : 4
        parameters.maxDailyLoss = Percent(units: 2_0000_0000)
        settings = try TraderSettingsTests.settings(parameters: parameters)
        checkpoint = Checkpoint(first: settings)
    }

    init(_ settings: TraderSettings) {
        self.settings = settings
        checkpoint = Checkpoint(first: settings)
    }

    /// A trader with a random strategy in text.
    init(strategySeed seed: UInt64) throws {
        var random = RandomStrategy(seed: seed, longer: "15m")
        let text = """
            { functions: \(RandomStrategy.functions), strategies: { random: \(random.json()) },
              traders: [{ exchange: "sim", strategy: "random", warmUp: 200,
                          maxConsecutiveLosses: null, minWinRatePercent: null,
                          maxDailyLossPercent: null, maxDrawdownPercent: null }] }
            """
        let file = try ConfigurationFile(Array(text.utf8), exchange: .sim)
        self.init(file.traders[0])
    }

    /// Counts as many journal lines as a tick would have written at least.
    mutating func commit() throws {
        let (lines, head) = (
            checkpoint.state.candles + 1 + events.count, String(repeating: "0a", count: 32)
        )
        let text = #"{"length":\#(lines * 300),"lines":\#(lines),"head":"\#(head)"}"#
        checkpoint.journal = try JournalPosition(json: JSONReader.parse(Array(text.utf8)))
    }

    mutating func consume(_ candles: some Sequence<Candle>) throws {
        let step = Step(timeframe: settings.market.timeframe, parameters: settings.parameters)
        for candle in candles {
            try step.advance(&checkpoint.state, over: candle, events: &events)
            checkpoint.remember(candle)
        }
    }
}
