import Testing

@testable import Feeds

struct SimPathTests {
    private static let path = SimPath(
        noise: SimNoise(seed: 7, name: "path"), dailyVolatility: 0.03)

    /// Days about the ends of blocks and of the calendar, and some within.
    private static let days: [Int64] = [-257, -1, 0, 1, 127, 255, 256, 20_735, 20_736, 2_932_896]

    @Test(arguments: days)
    func `a day ends where the next one begins`(day: Int64) {
        #expect(Self.path.day(day).levels.last == Self.path.day(day + 1).levels.first)
    }

    @Test(arguments: days)
    func `every minute has a share of the variance, and every minute moves`(day: Int64) {
        let day = Self.path.day(day)
        #expect(day.levels.count == 1_441)
        #expect(day.variances.count == 1_440)
        #expect(day.variances.allSatisfy { $0 > 0 })
        #expect(zip(day.levels, day.levels.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test(arguments: [-1, 81] as [Int64])
    func `the variances of a block add up to those of its 256 days`(block: Int64) {
        let sum = (block * 256..<block * 256 + 256).reduce(0) {
            $0 + Self.path.day($1).variances.reduce(0, +)
        }
        #expect(abs(sum / (256 * 0.03 * 0.03) - 1) < 1e-9)
    }

    @Test func `a minute's move is about as large as its variance says`() {
        let days = (0..<40 as Range<Int64>).map { Self.path.day($0 * 71) }
        var sum = 0.0
        for day in days {
            for minute in day.variances.indices {
                let move = day.levels[minute + 1] - day.levels[minute]
                sum += move * move / day.variances[minute]
            }
        }
        #expect(abs(sum / Double(40 * SimPath.minutesPerDay) - 1) < 0.03)
    }

    @Test func `the level's variance is that of 128 days wherever in a block`() {
        for place in [0, 1, 64, 100, 128, 200] as [Int64] {
            let levels = (0..<100 as Range<Int64>).map { block in
                Self.path.day(block * 256 + place).levels[0]
            }
            let variance = levels.reduce(0) { $0 + $1 * $1 } / 100
            // The deviation of a variance from 100 normal numbers is 14 %.
            #expect((0.6...1.5).contains(variance / (128 * 0.03 * 0.03)), "place \(place)")
        }
    }
}
