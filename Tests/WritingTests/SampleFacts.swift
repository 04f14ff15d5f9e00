@testable import Writing

/// What the texts of these tests are written from.
let sampleFacts = [
    Fact("Market", "BTC/USDT on Binance, 5m candles"),
    Fact("Strategy", "buys when MA7 crosses above MA25 and the RSI is below 70"),
    Fact("Closed trade", "entry $113,587.99, exit $120,000.00"),
    Fact("P&L of the trade", "+$173.33 (+5.78 %)"),
    Fact("Reason", "TAKE_PROFIT"),
    Fact("Total trades", "40, of them 7 wins and 33 losses"),
    Fact("Win rate", "17.5 %, a small sample"),
    Fact("Closed P&L", "-$430.62 (-4.31 %)"),
    Fact("Profit factor", "0.18"),
    Fact("Drawdown", "4.86 %"),
    Fact("Losing streak", "3 losses in a row"),
    Fact("Fee", "0.1 % a side"),
    Fact("Window", "since 2025-10-01"),
    Fact("Bitcoin dominance", "58.2 %"),
]

/// The check of these tests; it counts characters as the length.
let sampleCheck = TextCheck(
    facts: sampleFacts, hashtags: ["#PaperTrading", "#AlgomBot"], longest: 280
) { $0.count }
