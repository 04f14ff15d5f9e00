import Foundation
import Market
import Testing

@testable import Rules
@testable import Settings

/// `docs/well-known.json5`: what others have published can be said.
struct WellKnownStrategiesTests {
    @Test func `fifteen strategies are accepted, without a warning`() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let bytes = try Data(contentsOf: root.appending(path: "docs/well-known.json5"))
        let shelf = try ConfigurationFile(Array(bytes), exchange: .sim).shelf
        #expect(shelf.own.count == 15)
        for text in shelf.own {
            let timeframes: [Timeframe] = [.oneMinute, .fiveMinutes, .oneHour]
            for timeframe in timeframes {
                let (strategy, warnings, _) = try RuleStrategy.checked(
                    text, functions: shelf.functions, timeframe: timeframe)
                #expect(warnings.isEmpty, "\(text.name): \(warnings)")
                #expect(strategy.needs > 0)
            }
        }
    }
}
