import Market
import Testing

@testable import Feeds

struct SimAssetTests {
    struct Row: Sendable {
        let symbol: String
        let level: Double
        let tick: String
        let volumeStep: String
    }

    @Test(arguments: [
        Row(symbol: "BTC/USDT", level: 60_000, tick: "0.01", volumeStep: "0.00001"),
        Row(symbol: "ETH/USDT", level: 3_000, tick: "0.01", volumeStep: "0.0001"),
        Row(symbol: "SOL/USDC", level: 150, tick: "0.01", volumeStep: "0.001"),
        Row(symbol: "XRP/USDT", level: 0.6, tick: "0.00001", volumeStep: "1"),
        Row(symbol: "DOGE/USDT", level: 0.12, tick: "0.00001", volumeStep: "1"),
        Row(symbol: "SHIB/USDT", level: 0.00002, tick: "0.00000001", volumeStep: "1"),
        Row(symbol: "ETH/BTC", level: 0.05, tick: "0.000001", volumeStep: "0.0001"),
        Row(symbol: "BTC/FOO1", level: 60_000, tick: "0.01", volumeStep: "0.00001"),
        // Held to what 8 digits can show, and to what 64 bits can hold.
        Row(symbol: "PEPE/BTC", level: 0.000005, tick: "0.00000001", volumeStep: "1"),
        Row(symbol: "BTC/PEPE", level: 1e8, tick: "0.01", volumeStep: "0.00001"),
    ])
    func `a symbol has a level and steps that fit it`(row: Row) throws {
        let asset = SimAsset(try Symbol(row.symbol))
        #expect(abs(asset.level / row.level - 1) < 1e-12)
        #expect(Price(units: asset.tickUnits) == (try Price(decimal: row.tick)))
        let volumeStep = try Volume(decimal: row.volumeStep)
        #expect(Volume(units: Int128(asset.volumeStepUnits)) == volumeStep)
    }

    @Test func `unknown coins are worth between 0.5 and 500, each its own`() throws {
        let levels = try (0..<200).map { SimAsset(try Symbol("COIN\($0)/USDT")).level }
        #expect(levels.allSatisfy { (0.5...500).contains($0) })
        #expect(Set(levels).count == 200)
        #expect(levels.contains { $0 < 5 } && levels.contains { $0 > 50 })
    }

    @Test func `a coin is restless, a dollar is not`() throws {
        #expect(SimAsset(try Symbol("BTC/USDT")).dailyVolatility == 0.03)
        #expect(SimAsset(try Symbol("USDC/USDT")).dailyVolatility == 0.0005)
        #expect(SimAsset(try Symbol("USDT/BTC")).dailyVolatility == 0.03)
    }
}
