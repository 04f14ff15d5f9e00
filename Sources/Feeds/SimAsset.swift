import Market

/// What a symbol is like on the embedded market: its level, its restlessness, its steps.
struct SimAsset: Sendable {
    /// The price about which the market moves.
    let level: Double
    /// The standard deviation of a day's return.
    let dailyVolatility: Double
    /// How many 10⁻⁸ the price moves at least.
    let tickUnits: Int64
    /// How many base units change hands in an ordinary minute.
    let volumePerMinute: Double
    /// How many 10⁻⁸ of the base the volume is a multiple of.
    let volumeStepUnits: Int64

    init(_ symbol: Symbol) {
        let base = SimCurrency(symbol.base)
        // An unknown quote is taken for a dollar: a trader's money should look like money.
        let quote = SimCurrency.known[symbol.quote] ?? SimCurrency.dollar
        level = min(max(base.dollars / quote.dollars, Self.lowest), Self.highest)
        dailyVolatility = max(base.dailyVolatility, quote.dailyVolatility)
        tickUnits = Self.powerOfTen(notOver: level * 1e8 / Self.ticksPerLevel, upTo: 1_000_000)
        volumePerMinute = Self.dollarsPerMinute / base.dollars
        volumeStepUnits = Self.powerOfTen(notOver: 1e8 / base.dollars, upTo: 100_000_000)
    }

    // 8 digits must show the price moving, and 64 bits must hold it at the top of its band.
    private static let lowest = 0.000_005
    private static let highest = 100_000_000.0

    /// A tick is a ten-thousandth of the level or less, which a minute's move is worth several of.
    private static let ticksPerLevel = 10_000.0

    private static let dollarsPerMinute = 400_000.0

    private static func powerOfTen(notOver limit: Double, upTo highest: Int64) -> Int64 {
        var power: Int64 = 1
        while power < highest, Double(power) * 10 <= limit { power *= 10 }
        return power
    }
}

/// What a currency is worth, and how much that changes.
private struct SimCurrency: Sendable {
    let dollars: Double
    /// The standard deviation of a day's return.
    let dailyVolatility: Double

    private init(_ dollars: Double, _ dailyVolatility: Double) {
        self.dollars = dollars
        self.dailyVolatility = dailyVolatility
    }

    /// A currency of this name; one never heard of is worth 0.5 to 500 dollars, by its name.
    init(_ name: String) {
        if let known = Self.known[name] {
            self = known
        } else {
            let noise = SimNoise(seed: 0, name: name)
            let decade = [0.5, 5, 50][Int(noise.bits(0) % 3)]
            self.init(decade * (1 + 9 * noise.uniform(1)), 0.045)
        }
    }

    static let dollar = SimCurrency(1, 0.0005)

    static let known: [String: SimCurrency] = [
        "BTC": SimCurrency(60_000, 0.03), "ETH": SimCurrency(3_000, 0.035),
        "BNB": SimCurrency(500, 0.035), "SOL": SimCurrency(150, 0.045),
        "XRP": SimCurrency(0.6, 0.04), "ADA": SimCurrency(0.45, 0.045),
        "DOGE": SimCurrency(0.12, 0.05), "TRX": SimCurrency(0.15, 0.03),
        "AVAX": SimCurrency(30, 0.045), "LINK": SimCurrency(15, 0.045),
        "DOT": SimCurrency(6, 0.045), "LTC": SimCurrency(80, 0.04),
        "BCH": SimCurrency(400, 0.045), "SHIB": SimCurrency(0.00002, 0.05),
        "PEPE": SimCurrency(0.00001, 0.06), "MNT": SimCurrency(0.7, 0.04),
        "USD": dollar, "USDT": dollar, "USDC": dollar, "FDUSD": dollar, "TUSD": dollar,
        "BUSD": dollar, "USDE": dollar, "USD1": dollar, "RLUSD": dollar, "DAI": dollar,
        "EUR": SimCurrency(1.1, 0.005), "EURI": SimCurrency(1.1, 0.005),
        "TRY": SimCurrency(0.03, 0.008), "BRL": SimCurrency(0.2, 0.008),
        "JPY": SimCurrency(0.0067, 0.006), "PLN": SimCurrency(0.25, 0.006),
    ]
}
