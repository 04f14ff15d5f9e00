import Market
import Store
import Testing

@testable import Jobs
@testable import Record

struct StateFilesTests {
    @Test func `the names are those other programs know`() {
        #expect(StateFiles.stats(of: "binance") == "binance_trading_stats.json")
        #expect(StateFiles.lastStats == "trading_stats.json")
        #expect(StateFiles.directory(of: "binance") == "traders/binance")
        #expect(StateFiles.checkpoint(of: "binance") == "traders/binance/checkpoint.json")
        #expect(StateFiles.journal(of: "binance") == "traders/binance/journal.jsonl")
        #expect(StateFiles.lock(of: "binance") == "traders/binance/lock")
        #expect(StateFiles.dashboard == "dashboard.html")
        #expect(StateFiles.notBefore(.bybit) == "exchanges/bybit.json")
    }

    @Test func `no name of a trader makes two files one, or one that cannot be`() throws {
        let home = try ScratchHome()
        let directory = try StateDirectory(path: home.path)
        let name = String(repeating: "x", count: 32)
        for trader in ["a", name, "trading", "exchanges"] {
            #expect(StateFiles.stats(of: trader) != StateFiles.lastStats)
            try directory.makeDirectory(StateFiles.directory(of: trader))
            for file in [StateFiles.stats, StateFiles.checkpoint, StateFiles.journal] {
                try directory.replace(file(trader), with: [1], access: .owner)
                #expect(try directory.read(file(trader), atMost: 1) == [1])
            }
        }
    }
}
