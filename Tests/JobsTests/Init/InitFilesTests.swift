import HTTP
import Market
import Rules
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Settings
@testable import Text
@testable import Watch

struct InitFilesTests {
    private static func configuration(_ exchange: Exchange = .bybit) throws -> String {
        InitFiles.configuration([
            Market(exchange: exchange, symbol: try Symbol("ETHUSDC"), timeframe: .oneHour)
        ])
    }

    @Test(arguments: Exchange.allCases)
    func `algom.json is one trader with the defaults`(exchange: Exchange) throws {
        let text = try Self.configuration(exchange)
        let traders = try ConfigurationFile(
            Array(text.utf8), exchange: exchange == .sim ? .bybit : .sim
        ).traders
        let expected = try TraderSettingsTests.settings(
            name: exchange.rawValue, exchange: exchange, symbol: "ETH/USDC", timeframe: .oneHour)
        #expect(traders == [expected])
    }

    @Test func `each default that is commented out is the default, by its name`() throws {
        let text = try Self.configuration()
        let commented = Parameters.names.map { name in
            text.split(separator: "\n").first { $0.contains("// \(name): ") }
        }
        #expect(!commented.contains(nil))
        var uncommented = text
        for name in Parameters.names {
            let length = uncommented.count
            uncommented = uncommented.replacing("// \(name): ", with: "\(name): ")
            #expect(uncommented.count == length - 3, "\(name)")
        }
        let traders = try ConfigurationFile(Array(uncommented.utf8), exchange: .sim).traders
        #expect(traders.map(\.parameters) == [Parameters()])
        // What is written there counts: another value is another parameter.
        let changed = uncommented.replacing("stopLossPercent: 2,", with: "stopLossPercent: 3,")
        let other = try ConfigurationFile(Array(changed.utf8), exchange: .sim).traders
        #expect(other.map(\.parameters.stopLoss) == [Percent(units: 3_0000_0000)])
    }

    @Test func `the strategy that is commented out is right, and has every key`() throws {
        var lines = try Self.configuration().split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        let first = try #require(lines.firstIndex { $0.hasPrefix("  // functions: ") })
        let last = try #require(lines[first...].firstIndex { $0 == "  // }," })
        for index in first...last { lines[index].replace("  // ", with: "  ", maxReplacements: 1) }
        let text = lines.joined(separator: "\n").replacing(
            "timeframe: \"1h\"", with: "timeframe: \"1h\", strategy: \"channel\", entry: 55")
        let home = try ScratchHome()
        try home.put(text, in: "algom.json")
        let check = try StrategyCheckJob(path: "\(home.path)/algom.json").run()
        #expect(check.status == .ok)
        #expect(check.warnings.isEmpty, "\(check.text(isColoured: false))")
        #expect(check.strategies == 1)
        let file = try ConfigurationFile(Array(text.utf8), exchange: .sim)
        let channel = try #require(file.shelf.own.first)
        #expect(channel.about != nil && channel.require != nil && channel.size != nil)
        #expect(channel.stop != nil && channel.target != nil && !channel.trail.isEmpty)
        #expect(channel.enter.count == 1 && channel.exit.count == 2 && !channel.parameters.isEmpty)
        #expect(file.shelf.ownFunctions.count == 1)
        #expect(file.traders.map(\.parameters.strategy.name) == ["channel"])
    }

    @Test func `every parameter is explained`() throws {
        for line in try Self.configuration().split(separator: "\n")
        where Parameters.names.contains(where: { line.contains("// \($0): ") }) {
            #expect(line.split(separator: "//").count == 3, "\(line)")
        }
    }

    @Test func `the .env file says nothing until something is uncommented`() throws {
        #expect(try EnvironmentFile(VariableTable.file).variables == [:])
    }

    @Test func `uncommented, the .env file names every variable that is read from it`() throws {
        let uncommented = VariableTable.file.split(separator: "\n").map { line in
            line.wholeMatch(of: /#[A-Z_]+=.*/) == nil ? line : line.dropFirst()
        }.joined(separator: "\n")
        let variables = try EnvironmentFile(uncommented).variables
        #expect(Set(variables.keys) == Set(VariableTable.names()).subtracting(["ALGOM_HOME"]))
        let home = try ScratchHome()
        try home.put(uncommented, in: ".env")
        let settings = try home.settings()
        #expect(settings.traders.map(\.name) == ["bybit"])
        #expect(settings.trust == .system)
        #expect(settings.warnings == [])
    }
}
