internal import Feeds
internal import JSON
internal import Market
internal import Record
internal import Trading

/// The `algom.json` that `algom init` writes, which explains itself.
enum InitFiles {
    /// An `algom.json` of a trader on each market, every parameter at its default, commented out.
    ///
    /// What an exchange demands of orders stands in its trader, with the day it was told.
    static func configuration(
        _ markets: [Market], balance: Money? = nil, rules: [Exchange: MarketRules] = [:],
        told day: Timestamp = Timestamp(milliseconds: 0)
    ) -> String {
        """
        // Algom's traders. JSON5: comments and trailing commas are welcome. An unknown key is an error.
        // A trader's record belongs to its market and parameters: to change them, give the trader a
        // new name and keep the old record.
        {
          // What all traders have in common. Each key may stand in a trader as well, for it alone.
          defaults: {
            // strategy: "\(Strategy.defaultName)", // whose parameters fast to overbought, stop and take profit are
            // Percentages are percents; null switches a risk control off.
        \(defaults)
          },

          // Strategies of your own, for traders that name them: strategy: "channel", entry: 55. See
          // 'algom strategy list' and 'functions'; 'algom strategy check' tells whether they are right.
          // functions: { "band(n, k)": "sma(close, n) - k * stdev(close, n)" },
          // strategies: {
          //   channel: {
          //     about: "Buys a breakout over 20 candles, gives it room of two average ranges.",
          //     parameters: { entry: 20, leave: 10, room: 2 },
          //     require: "leave < entry",
          //     enter: { breakout: "close > highest(high, entry)[1]" },
          //     exit: { channel: "close < lowest(low, leave)[1]", weak: "close < band(20, 2)" },
          //     stop: "entry_price - room * atr(20)", // or "2%"
          //     target: "6%", // or a price
          //     trail: ["peak - 3 * atr(20)"],
          //     size: "30%", // of the balance
          //   },
          // },

          // Reports: whose they are, how often they go out, what a post costs. postsPerDay counts
          // every part of a thread; quietHours are UTC, as "22-06". With a key in .env the model writes
          // drafts, which wait for 'algom posts accept'; { name: "…", unattended: true } does without
          // that, at your own risk.
          report: {
            // brand: "ALGOM", hashtags: ["#PaperTrading", "#AlgomBot"], eventHashtags: [],
            // comparisonHashtags: ["#PaperTrading", "#MultiExchange", "#AlgomBot"],
            // journalHead: false, longPosts: false, pictures: true,
            // postsPerDay: 24, postsPerMonth: 500, minutesBetween: 2, quietHours: null,
            // newsMaximumAge: "24h",
            // pricePerPost: 0.015, pricePerLinkPost: 0.2, model: "claude-haiku-4-5", modelTokens: 400,
          },

          // What is wrong when, and who is told: algom-health and 'algom alert --help' say more. A
          // channel is used where it has a section, if only an empty one; its secret stands in .env.
          alerts: {
            // tickMinutes: null, reportMinutes: 60, freeMegabytes: 200, messagesPerHour: 20,
            // events: ["opened", "closed", "paused", "revised", "reset", "health"],
            // urgent: ["health"], quietHours: null, utcOffset: "+00:00",
            // email: { host: "mail.example.com", port: 587, security: "starttls",
            //          user: "me", from: "me@example.com", to: ["me@example.com"] },
            // telegram: { chat: "-1001234" }, discord: {}, slack: {}, webhook: {},
            // ntfy: { server: "https://ntfy.sh" },
            // sms: { from: "+15005550006", to: ["+15005550007"] },
          },

          // A name names the files: NAME_trading_stats.json. Exchanges: binance, bybit, and sim for the
          // embedded market. Timeframes: \(timeframes)
          traders: [
        \(markets.map { trader($0, balance, rules[$0.exchange], day) }.joined(separator: "\n"))
          ],
        }

        """
    }

    private static func trader(
        _ market: Market, _ balance: Money?, _ rules: MarketRules?, _ day: Timestamp
    ) -> String {
        let exchange = market.exchange.rawValue
        let beginning =
            "    { name: \"\(exchange)\", exchange: \"\(exchange)\", symbol: \"\(market.symbol)\","
            + " timeframe: \"\(market.timeframe.rawValue)\""
            + (balance.map { ",\n      initialBalance: \($0)" } ?? "")
        guard let rules else {
            guard !market.symbol.isPaidInMoney else { return "\(beginning) }," }
            return """
                    // Nobody was asked for the smallest order in \(market.symbol.quote).
                \(beginning), minimumNotional: 0 },
                """
        }
        return """
                // Quantity step and smallest order as \(exchange) told them on \("\(day)".prefix(10)).
            \(beginning),
                  quantityStep: \(rules.quantityStep), minimumNotional: \(rules.minimumNotional) },
            """
    }

    private static var timeframes: String {
        Timeframe.allCases.map(\.rawValue).joined(separator: " ")
    }

    private static var defaults: String {
        let values = Parameters().spelled
        return values.map { member in
            let comment = comments[member.name].map { " // \($0)" } ?? ""
            return "    // \(member.name): \(member.value.scalarText ?? "null"),\(comment)"
        }.joined(separator: "\n")
    }

    private static let comments = [
        "fast": "candles of the fast moving average",
        "slow": "candles of the slow one",
        "rsiPeriod": "candles of the relative strength index",
        "overbought": "no buying at or above this RSI",
        "warmUp": "candles that only feed the indicators",
        "initialBalance": "in the quote currency",
        "positionSizePercent": "of the balance, for each position",
        "stopLossPercent": "below the entry",
        "takeProfitPercent": "above the entry",
        "feePercent": "of each fill, both sides",
        "slippagePercent": "of market fills, always against you",
        "quantityStep": "smallest quantity of the market",
        "minimumNotional": "smallest order of the market, in the quote currency",
        "maxDailyLossPercent": "no entries for the rest of the UTC day",
        "maxConsecutiveLosses": "the same",
        "minWinRatePercent": "no entries for 24 h",
        "winRateTrades": "trades before the win rate counts",
        "maxDrawdownPercent": "no entries for 24 h",
    ]
}
