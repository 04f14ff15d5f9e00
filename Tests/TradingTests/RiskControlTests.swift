import Market
import Seeds
import Testing

@testable import Trading

struct RiskControlTests {
    private static let noon: Timestamp = "2025-10-10T12:00:00Z"
    private static let midnight: Timestamp = "2025-10-11"
    private static let nextNoon: Timestamp = "2025-10-11T12:00:00Z"

    /// Parameters with every control off but those that `change` switches on.
    private static func only(_ change: (inout Parameters) -> Void) -> Parameters {
        var parameters = Parameters()
        parameters.maxDailyLoss = nil
        parameters.maxConsecutiveLosses = nil
        parameters.minWinRate = nil
        parameters.maxDrawdown = nil
        change(&parameters)
        return parameters
    }

    /// Counts trades of these results one after another and returns what began with each.
    private static func pauses(
        _ results: [Money], equity: Money = "10000", closeTime: Timestamp = noon,
        _ risk: inout RiskControl, _ parameters: Parameters
    ) throws -> [[PauseReason]] {
        try results.map { pnl in
            try risk.count(
                .made(pnl: pnl), equity: equity, closeTime: closeTime, parameters: parameters)?
                .reasons ?? []
        }
    }

    // MARK: Daily loss

    @Test(
        arguments: [
            (["-500"], true), (["-499.99999999"], false), (["-500.00000001"], true),
            (["-300", "-200"], true), (["-300", "100", "-299.99999999"], false),
            (["-300", "100", "-300"], true), (["600", "-1000"], false), (["600", "-1100"], true),
        ] as [([Money], Bool)])
    func `a daily loss of exactly 5 percent pauses, a digit less does not`(
        results: [Money], isPaused: Bool
    ) throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.maxDailyLoss = "5" }
        let pauses = try Self.pauses(results, &risk, parameters)
        #expect(pauses.dropLast().allSatisfy { $0.isEmpty })
        #expect(pauses.last == (isPaused ? [.dailyLoss] : []))
        #expect(risk.pausedUntil == (isPaused ? Self.midnight : nil))
    }

    @Test func `the loss is measured by the equity that the day began with`() throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.maxDailyLoss = "5" }
        risk.turnDay(to: 100, equity: "8000")
        #expect(try Self.pauses(["-399.99999999"], &risk, parameters) == [[]])
        risk.turnDay(to: 100, equity: "1")
        #expect(risk.dailyPnL == "-399.99999999" && risk.dayStartEquity == "8000")
        risk.turnDay(to: 101, equity: "8000")
        #expect(risk.dailyPnL == "0")
        #expect(try Self.pauses(["-0.00000001"], &risk, parameters) == [[]])
        #expect(try Self.pauses(["-399.99999999"], &risk, parameters) == [[.dailyLoss]])
    }

    @Test(
        arguments: [
            ("2025-10-10T12:00:00Z", "2025-10-11"), ("2025-10-10T23:55:00Z", "2025-10-11"),
            ("2025-10-11T00:00:00Z", "2025-10-12"), ("2025-12-31T23:55:00Z", "2026-01-01"),
            ("2024-02-28T00:05:00Z", "2024-02-29"),
        ] as [(Timestamp, Timestamp)])
    func `a pause for the day ends at the first midnight strictly after the close`(
        closeTime: Timestamp, until: Timestamp
    ) throws {
        for parameters in [
            Self.only { $0.maxDailyLoss = "5" }, Self.only { $0.maxConsecutiveLosses = 1 },
        ] {
            var risk = RiskControl(initialBalance: "10000")
            _ = try Self.pauses(["-500"], closeTime: closeTime, &risk, parameters)
            #expect(risk.pausedUntil == until)
        }
    }

    // MARK: Losing streak

    @Test(
        arguments: [
            (["-1", "-1"], 2, false), (["-1", "-1", "-1"], 3, true), (["-1", "0", "-1"], 3, true),
            (["-1", "-1", "0.00000001", "-1", "-1"], 2, false),
            (["1", "-1", "-1", "-1"], 3, true),
        ] as [([Money], Int, Bool)])
    func `three losses in a row pause, two do not`(
        results: [Money], count: Int, isPaused: Bool
    ) throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.maxConsecutiveLosses = 3 }
        let pauses = try Self.pauses(results, &risk, parameters)
        #expect(pauses.last == (isPaused ? [.losingStreak] : []))
        #expect(pauses.dropLast().allSatisfy { $0.isEmpty })
        #expect(risk.consecutiveLosses == count)
    }

    @Test func `the streak starts afresh after a resume`() throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.maxConsecutiveLosses = 3 }
        _ = try Self.pauses(["-1", "-1", "-1"], &risk, parameters)
        #expect(risk.resume(at: Self.midnight.advanced(byMilliseconds: -1)) == false)
        #expect(risk.isPaused)
        #expect(risk.resume(at: Self.midnight) == true)
        #expect(!risk.isPaused && risk.pauseReasons.isEmpty && risk.consecutiveLosses == 0)
        #expect(risk.resume(at: Self.midnight) == false)
        #expect(
            try Self.pauses(["-1", "-1", "-1"], &risk, parameters) == [[], [], [.losingStreak]])
    }

    // MARK: Win rate

    @Test(arguments: [
        (4, 6, false), (3, 7, true), (0, 9, false), (5, 5, false), (10, 0, false), (0, 10, true),
    ])
    func `under 40 percent of ten trades pause, 40 do not`(
        wins: Int, losses: Int, isPaused: Bool
    ) throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.minWinRate = "40" }
        let results: [Money] =
            Array(repeating: "1", count: wins) + Array(repeating: "-1", count: losses)
        let pauses = try Self.pauses(results, &risk, parameters)
        #expect(pauses.dropLast().allSatisfy { $0.isEmpty })
        #expect(pauses.last == (isPaused ? [.winRate] : []))
        #expect(risk.pausedUntil == (isPaused ? Self.nextNoon : nil))
        #expect(risk.ratedTrades == (isPaused ? 0 : wins + losses))
        #expect(risk.ratedWins == (isPaused ? 0 : wins))
    }

    /// 4 of 10 is enough, 4 of 11 is not: all trades since the pause count, not the last ten.
    @Test func `counts all trades since the last such pause`() throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.minWinRate = "40" }
        let ten: [Money] = ["1", "1", "1", "1", "-1", "-1", "-1", "-1", "-1", "-1"]
        _ = try Self.pauses(ten, &risk, parameters)
        #expect(try Self.pauses(["-1"], &risk, parameters) == [[.winRate]])
        _ = risk.resume(at: Self.nextNoon)
        let nine = Array(repeating: Money(units: -1), count: 9)
        #expect(try Self.pauses(nine, &risk, parameters).allSatisfy { $0.isEmpty })
        #expect(try Self.pauses(["-1"], &risk, parameters) == [[.winRate]])
    }

    @Test func `a pause for another reason leaves the window alone`() throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { ($0.minWinRate, $0.maxConsecutiveLosses) = ("40", 3) }
        _ = try Self.pauses(["1", "-1", "-1", "-1"], &risk, parameters)
        _ = risk.resume(at: Self.midnight)
        #expect((risk.ratedTrades, risk.ratedWins) == (4, 1))
    }

    /// One of three is 33.333…%: above 33.33333333, below 33.33333334.
    @Test(arguments: [("33.33333333", false), ("33.33333334", true)] as [(Percent, Bool)])
    func `the win rate is compared exactly`(least: Percent, isPaused: Bool) throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { ($0.minWinRate, $0.winRateTrades) = (least, 3) }
        let pauses = try Self.pauses(["1", "-1", "-1"], &risk, parameters)
        #expect(pauses.last == (isPaused ? [.winRate] : []))
    }

    // MARK: Drawdown

    @Test(
        arguments: [
            ("9900", true), ("9900.00000001", false), ("9899.99999999", true), ("11000", false),
            ("12000", false),
        ] as [(Money, Bool)])
    func `a fall of exactly 10 percent from the peak pauses, a digit less does not`(
        equity: Money, isPaused: Bool
    ) throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.maxDrawdown = "10" }
        risk.mark("11000")
        risk.mark("10500")
        let pauses = try Self.pauses(["-1"], equity: equity, &risk, parameters)
        #expect(pauses == [isPaused ? [.drawdown] : []])
        #expect(risk.pausedUntil == (isPaused ? Self.nextNoon : nil))
        #expect(risk.controlPeak == (isPaused ? equity : "11000"))
    }

    @Test func `the initial balance is a peak, and a pause makes the equity the next`() throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { $0.maxDrawdown = "10" }
        #expect(try Self.pauses(["-1"], equity: "9000", &risk, parameters) == [[.drawdown]])
        _ = risk.resume(at: Self.nextNoon)
        #expect(try Self.pauses(["-1"], equity: "8100.00000001", &risk, parameters) == [[]])
        #expect(try Self.pauses(["-1"], equity: "8100", &risk, parameters) == [[.drawdown]])
        risk.mark("9500")
        #expect(risk.controlPeak == "9500")
    }

    // MARK: Several

    @Test func `several at once: every reason, and the latest end`() throws {
        var risk = RiskControl(initialBalance: "10000")
        var parameters = Parameters()
        (parameters.maxConsecutiveLosses, parameters.winRateTrades) = (1, 1)
        let pause = try risk.count(
            .made(pnl: "-1000"), equity: "9000", closeTime: Self.noon, parameters: parameters)
        #expect(pause?.reasons == [.dailyLoss, .losingStreak, .winRate, .drawdown])
        #expect(pause?.until == Self.nextNoon)
        #expect(risk.pauseReasons == [.dailyLoss, .losingStreak, .winRate, .drawdown])
    }

    @Test func `a trade that closes in a pause adds reasons and may only prolong it`() throws {
        var risk = RiskControl(initialBalance: "10000")
        let parameters = Self.only { ($0.maxDrawdown, $0.maxConsecutiveLosses) = ("10", 2) }
        _ = try Self.pauses(["-1"], equity: "9000", &risk, parameters)
        // The streak would end at midnight, which is before the drawdown's end.
        let second = try risk.count(
            .made(pnl: "-1"), equity: "8999", closeTime: Self.noon.advanced(byMilliseconds: 60_000),
            parameters: parameters)
        #expect(second?.reasons == [.drawdown, .losingStreak])
        #expect(second?.until == Self.nextNoon)
        let third = try risk.count(
            .made(pnl: "-1"), equity: "8000", closeTime: Self.noon.advanced(byMilliseconds: 60_000),
            parameters: parameters)
        #expect(third?.reasons == [.drawdown, .losingStreak])
        #expect(third?.until == Self.nextNoon.advanced(byMilliseconds: 60_000))
    }

    @Test func `nil switches each control off`() throws {
        var all = Parameters()
        (all.maxConsecutiveLosses, all.winRateTrades) = (1, 1)
        let switches: [(PauseReason, (inout Parameters) -> Void)] = [
            (.dailyLoss, { $0.maxDailyLoss = nil }),
            (.losingStreak, { $0.maxConsecutiveLosses = nil }),
            (.winRate, { $0.minWinRate = nil }), (.drawdown, { $0.maxDrawdown = nil }),
        ]
        for (reason, switchOff) in switches {
            var (risk, parameters) = (RiskControl(initialBalance: "10000"), all)
            switchOff(&parameters)
            let pauses = try Self.pauses(["-1000"], equity: "9000", &risk, parameters)
            #expect(pauses == [PauseReason.allCases.filter { $0 != reason }])
        }
        var risk = RiskControl(initialBalance: "10000")
        let none = Array(repeating: Money(units: -100_0000_0000), count: 50)
        let pauses = try Self.pauses(none, equity: "1", &risk, Self.only { _ in })
        #expect(pauses.allSatisfy { $0.isEmpty } && !risk.isPaused)
    }
}
