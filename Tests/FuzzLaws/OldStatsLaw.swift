internal import JSON
internal import Jobs
internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Trading

/// A stats file of the program before: what is taken over is a balance that buys something and claims
/// that can be told, or one line says why nothing is.
enum OldStatsLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        let stats: OldStats
        do {
            stats = try OldStats(input, path: "/home/old/trading_stats.json")
        } catch {
            return try MessageLaw.check("\(error)", atMost: 2_000, "a refusal")
        }
        let claim = stats.claim
        try hold(claim.balance > .zero, "a balance of \(claim.balance)")
        try hold(claim.sha256 == Digest(of: input).hexadecimal, "the digest of another file")
        for count in [claim.trades, claim.wins, claim.losses] {
            try hold(count ?? 0 >= 0, "a count below 0")
        }
        try MessageLaw.check(claim.words(in: "USDT"), "the claim")
        for warning in stats.warnings { try MessageLaw.check(warning, "a warning") }
        for difference in try differences(stats) {
            try MessageLaw.check(difference, "a difference")
        }
        var writer = JSONWriter()
        claim.write(to: &writer)
        let again = try? CarriedOver(json: JSONReader.parse(writer.bytes))
        try hold(again == claim, "what was written reads back as something else")
    }

    private static func differences(_ stats: OldStats) throws(BrokenLaw) -> [String] {
        guard let symbol = try? Symbol("BTC/USDT") else { throw BrokenLaw("there is no symbol") }
        let market = Market(exchange: .binance, symbol: symbol, timeframe: .fiveMinutes)
        return stats.differences(
            from: TraderSettings(name: "binance", market: market, parameters: Parameters()))
    }
}
