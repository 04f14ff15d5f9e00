import Reporting

@testable import Writing

/// What the texts of these tests have places for.
let sampleFacts = [
    NamedFact("market", "market", "BTC/USDT, 5m candles"),
    NamedFact("trades", "closed trades", "40, since 2025-10-01"),
    NamedFact("win_rate", "win rate", "17.5%, small sample"),
    NamedFact("profit_factor", "profit factor", "0.18"),
    NamedFact("result", "closed result", "-$430.62"),
    NamedFact("drawdown", "worst drawdown", "4.86%"),
    NamedFact("fee", "fee of a fill", "0.1%"),
]

/// The check of these tests; it counts characters as the length.
let sampleCheck = TextCheck(facts: sampleFacts, longest: 280) { $0.count }
