import Seeds
import Testing

@testable import Rules

struct RuleDifferenceTests {
    private static let long = """
        (((close > highest(high, 20)[1]) and (volume > sma(volume, 30))) and (rsi(close, 14) < 70)) \
        and (adx > 25)
        """

    private static func told(_ mine: String, _ theirs: String) -> [String] {
        RuleDifference.all(between: mine, and: theirs).map { "\($0.mine) -> \($0.theirs)" }
    }

    @Test func `short texts are told whole`() {
        #expect(Self.told("close > 1", "close > 2") == ["close > 1 -> close > 2"])
        #expect(Self.told("2%", "none") == ["2% -> none"])
        #expect(Self.told("2%", "2%") == [])
    }

    @Test func `of long ones every place that differs is told with what stands about it`() {
        #expect(
            Self.told(Self.long, Self.long.replacing("14", with: "7").replacing("20", with: "55"))
                == [
                    "…close > highest(high, 20)[1]) and… -> …close > highest(high, 55)[1]) and…",
                    "…and (rsi(close, 14) < 70)) and… -> …and (rsi(close, 7) < 70)) and…",
                ])
        // The last word of all, and one more than there was.
        #expect(
            Self.told(Self.long, Self.long.replacing("> 25", with: "> 250"))
                == ["…)) and (adx > 25) -> …)) and (adx > 250)"])
        #expect(
            Self.told(Self.long, Self.long + " or (hour == 3)").map {
                $0.contains("or (hour == 3)")
            }
                == [true])
        #expect(
            Self.told(Self.long, "none").map { $0.hasSuffix(" -> none") } == [true])
    }

    /// What is told of two that differ always differs, and is never long.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `what is told differs and is short`(seed: UInt64) throws {
        var (first, second) = (RandomRules(seed: seed), RandomRules(seed: seed + 1))
        let mine = try RuleStrategy(first.strategy(), timeframe: nil).canonical
        let theirs = try RuleStrategy(second.strategy(), timeframe: nil).canonical
        let differences = mine.differences(from: theirs)
        #expect(differences.isEmpty == (mine == theirs))
        for (place, mine, theirs) in differences {
            #expect(mine != theirs, "seed \(seed): \(place)")
            #expect(max(mine.count, theirs.count) <= 600, "seed \(seed): \(mine) | \(theirs)")
        }
    }

    @Test func `of several trails those are told that were changed`() throws {
        func canonical(_ trails: [String]) throws -> CanonicalStrategy {
            var text = StrategyText(name: "trails", enter: [TaggedText("close > open")])
            text.trail = trails
            return try RuleStrategy(text, timeframe: nil).canonical
        }
        func told(_ before: [String], _ after: [String]) throws -> [String] {
            try canonical(before).differences(from: canonical(after)).map {
                "\($0.place) \($0.mine) -> \($0.theirs)"
            }
        }
        let (a, b, c) = ("peak * 0.9", "entry_price * 0.95", "peak - 2")
        #expect(
            try told([a, b], [a, "entry_price * 0.96"])
                == ["trail entry_price * 0.95 -> entry_price * 0.96"])
        #expect(try told([a, b], [b]) == ["trail peak * 0.9 -> none"])
        #expect(
            try told([a, b], [c, b, "low"])
                == ["trail peak * 0.9 -> peak - 2", "trail none -> low"])
        #expect(
            try told([a, b], [b, a]) == [
                "the order of trail peak * 0.9, entry_price * 0.95 -> entry_price * 0.95, peak * 0.9"
            ])
    }
}
