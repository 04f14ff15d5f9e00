import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Research

struct SweepGridTests {
    private static func values(_ grid: SweepGrid) -> [[String]] {
        grid.combinations.map(grid.values)
    }

    @Test func `holds every possible combination once, the last axis fastest`() throws {
        let grid = try SweepGrid(["fast=3..5", "slow=4,10"], base: Parameters())
        #expect(Self.values(grid) == [["3", "4"], ["3", "10"], ["4", "10"], ["5", "10"]])
        #expect(grid.impossible == 2)
        #expect(grid.reason == "'fast' must be less than 'slow' (4)")
    }

    @Test func `what nothing is said about stays as it was`() throws {
        var base = Parameters()
        base.winRateTrades = 17
        let grid = try SweepGrid(["maxDrawdownPercent=5,null"], base: base)
        let parameters = grid.combinations.map(grid.parameters)
        base.maxDrawdown = "5"
        #expect(parameters[0] == base)
        base.maxDrawdown = nil
        #expect(parameters[1] == base)
        #expect(try Self.values(SweepGrid([], base: base)) == [[]])
    }

    @Test func `it is compared with what is fixed, where a trader could run with that`() throws {
        let fixed = try SweepGrid(["fast=3,4", "slow=30"], base: Parameters()).reference
        #expect(fixed.isFixed)
        #expect(fixed.parameters.fast == 7)
        #expect(fixed.parameters.slow == 30)
        let impossible = try SweepGrid(["fast=3,4", "slow=6"], base: Parameters()).reference
        #expect(!impossible.isFixed)
        #expect(impossible.parameters == Parameters())
        #expect(try !SweepGrid(["fast=3,4"], base: Parameters()).reference.isFixed)
    }

    @Test(
        arguments: [
            (["fats=1..3"], "did you mean 'fast'?"), (["fast=1,x"], "--set fast"),
            (["stopLossPercent=1,null"], "--set stopLossPercent"), (["fast=1.5"], "--set fast"),
            (["fast=1", "fast=2"], "it is given twice"),
            (["fast=30..40"], "no combination is possible; of the first, 'fast' must be less"),
            (["fast=1..400", "slow=1..400"], "over 100000 combinations"),
            (
                ["fast=1..1000", "slow=1..1000", "rsiPeriod=1..1000", "warmUp=1..10000"],
                "over 100000 combinations"
            ),
        ])
    func `a grid that cannot be is a usage error`(texts: [String], words: String) {
        let error = #expect(throws: JobError.self) { try SweepGrid(texts, base: Parameters()) }
        #expect(error?.status == .usage)
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
}
