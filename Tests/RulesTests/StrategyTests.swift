import Market
internal import Seeds
import Testing

@testable import Rules

struct StrategyTests {
    /// Candles until a condition is known, and until older ones are forgotten, of an hour each.
    private func measures(_ text: String) throws -> [Int] {
        let strategy = try RuleStrategy(entering("\(text) > 0"), timeframe: .oneHour)
        return [strategy.needs, strategy.warm]
    }

    @Test(
        arguments: [
            ("close", 1, 1), ("hour", 1, 1), ("sma(close, 20)", 20, 20), ("close[3]", 4, 4),
            ("close[0]", 1, 1),
            ("sma(sma(close, 5), 5)", 9, 9), ("ema(close, 20)", 20, 200),
            ("rma(close, 14)", 14, 280),
            ("rsi(close, 14)", 15, 280), ("rsi(close, 1)", 2, 20), ("atr(14)", 15, 281),
            ("sma(ema(close, 10), 5)", 14, 104),
            ("percent_rank(close, 20)", 21, 21), ("count(close > open, 5)", 5, 5),
            ("since(close > open, 5)", 1, 5),
            ("value_when(close > open, close[2], 5)", 3, 7), ("kama(close, 10, 2, 30)", 11, 600),
            ("psar(0.02, 0.2)", 2, 500),
            ("supertrend(10, 3)", 11, 200), ("ha_open", 1, 50),
            ("recur(close, self + open - open[1], 50)", 1, 51),
            ("noise(1)", 1, 1), ("vwap", 24, 24), ("day_high@4h", 28, 28), ("day_open@1d", 48, 48),
            ("sma(close, 20)@4h", 84, 84), ("ema(close, 20)@4h", 84, 804),
            ("sma(close@4h, 20)", 27, 27),
            ("close[3]@4h", 20, 20), ("if(close > open, ema(close, 2), close)", 2, 20),
            ("correlation(close, volume, 9)", 9, 9),
            ("if(known(sma(close, 9)), 1, 0)", 9, 9), ("span_b", 77, 77), ("adx(14)", 28, 560),
        ])
    func `needs so many candles`(_ text: String, _ needs: Int, _ warm: Int) throws {
        #expect(try measures(text) == [needs, warm])
    }

    @Test func `crosses needs a candle more`() throws {
        let strategy = try RuleStrategy(
            entering("sma(close, 7) crosses above sma(close, 25)"), timeframe: .oneHour)
        #expect(strategy.needs == 26)
    }

    @Test func `needs of over 100,000 candles are refused with the part`() {
        let found = refusal(of: "sma(close, 1000)@1w > close", timeframe: .oneHour)
        #expect(
            found?.words.hasPrefix("this needs 168168 candles, and 100000 are the most | ") == true)
        #expect(found?.mark == "sma(close, 1000)@1w")
        #expect(refusal(of: "sma(close, 1000)@1w > close", timeframe: .oneDay) == nil)
        #expect(refusal(of: "sma(close, 1000)@1w > close", timeframe: nil) == nil)
    }

    @Test func `require is met or no trader runs`() throws {
        var text = entering("close > sma(close, fast)", parameters: ["fast": "7", "slow": "25"])
        text.require = "fast < slow and not (slow > 100)"
        _ = try RuleStrategy(text, timeframe: .oneHour)
        do {
            _ = try RuleStrategy(text, parameters: ["fast": ExactNumber(30)], timeframe: .oneHour)
            Issue.record("accepted")
        } catch {
            #expect(error.isUnmet)
            #expect(error.hint == "fast is 30, slow is 25")
        }
        text.require = "close > fast"
        #expect(throws: RuleError.self) { try RuleStrategy(text, timeframe: .oneHour) }
    }

    @Test func `a parameter that a strategy has not is named with the nearest`() {
        let text = entering("close > sma(close, entry)", parameters: ["entry": "7"])
        do {
            _ = try RuleStrategy(text, parameters: ["entyr": ExactNumber(3)], timeframe: .oneHour)
            Issue.record("accepted")
        } catch { #expect(error.description.contains("did you mean 'entry'?")) }
    }

    @Test(arguments: [
        "sma", "atr", "and", "peak", "warmUp", "Fast", "a-b", "", "self", "floor", "ü",
        String(repeating: "a", count: 33),
    ])
    func `is no name of a parameter`(_ name: String) {
        #expect(refusal(of: "close > open", parameters: [name: "1"]) != nil)
    }

    @Test func `tags may be words of the language`() throws {
        let text = StrategyText(
            name: "tags",
            enter: [
                .init(tag: "rsi", "rsi(close, 14) < 30"), .init(tag: "macd", "macd(12, 26) > 0"),
            ],
            exit: [.init(tag: "late", "bars_held > 4")])
        let strategy = try RuleStrategy(text, timeframe: .oneHour)
        #expect(strategy.program.enter.map(\.tag) == ["rsi", "macd"])
        #expect(strategy.canonical.description.hasPrefix("enter rsi: rsi(close, 14) < 30\n"))
    }

    @Test func `equal parts are one node`() throws {
        let text = StrategyText(
            name: "shared",
            enter: [.init("close > sma(close, 20) and close[1] > sma(close, 20)[1]")],
            exit: [.init("close < sma(close, 20)")])
        let program = try RuleStrategy(text, timeframe: .oneHour).program
        let windows = program.nodes.filter {
            if case .exactWindow = $0.operation { true } else { false }
        }
        #expect(windows.count == 1)
        #expect(program.nodes.count == 8)
        #expect(
            program.nodes.allSatisfy { node in node.exact != nil ? !node.isReadAsDouble : true })
    }

    @Test(
        arguments: [
            ("close", 100_000_000 as Int128?), ("close[3]", 100_000_000),
            ("close + open", 100_000_000), ("-close", 100_000_000),
            ("hlc3", 300_000_000), ("sma(close, 7)", 700_000_000), ("sma(hlc3, 7)", 2_100_000_000),
            ("sum(volume, 9)", 100_000_000),
            ("sma(close, 6) - sma(close, 4)", 1_200_000_000), ("highest(hl2, 5)", 200_000_000),
            ("close * -3", 100_000_000),
            ("close / -3", 300_000_000), ("3 * close@4h", 100_000_000), ("close * 0", 100_000_000),
            ("close + 1", nil), ("close * 0.5", nil), ("close / 0", nil), ("close * 1000001", nil),
            ("close * open", nil),
            ("max(close, open)", nil), ("median(close, 3)", nil), ("abs(close)", nil),
            ("day_open", nil), ("vwap", nil),
            ("if(close > open, close, open)", nil), ("recur(close, self, 5)", nil),
            ("sum(sum(sum(sum(volume, 4000), 4000), 4000), 4000)", 100_000_000),
            ("sum(sum(sum(sum(volume, 4100), 4100), 4100), 4100)", nil),
        ])
    func `is exact over a denominator`(_ text: String, _ denominator: Int128?) throws {
        let (program, roots) = try Program.compile(expressions: [text], timeframe: .oneHour)
        #expect(program.nodes[Int(roots[0])].exact?.denominator == denominator)
    }

    @Test func `compares in the numbers that hold both`() throws {
        func comparing(_ text: String) throws -> Comparing? {
            let (program, roots) = try Program.compile(expressions: [text], timeframe: .oneHour)
            if case .comparison(_, _, _, let comparing) = program.nodes[Int(roots[0])].operation {
                return comparing
            }
            return nil
        }
        #expect(try comparing("close > open") == .numerators)
        #expect(try comparing("sma(close, 7) > sma(close, 25)") == .scaled(0))
        #expect(try comparing("close > 5") == .doubles)
        // Coprime denominators: 99 bits of numerators, and 33 of a factor.
        let sums = "sum(sum(sum(volume, 101), 103), 107)"
        #expect(
            try comparing("\(sums) / 99991 / 99989 > volume / 99971 / 99961") == .wide(0))
    }

    @Test func `a recur has its own self`() throws {
        let (program, roots) = try Program.compile(
            expressions: [
                "recur(close, 0.5 * self + 0.5 * close, 20)",
                "recur(open, 0.5 * self + 0.5 * close, 20)",
                "recur(close, 0.5 * self + 0.5 * close, 20)",
                "recur(0, if(close > open, self + 1, 0), 20)",
            ], timeframe: .oneHour)
        #expect(roots[0] == roots[2] && roots[0] != roots[1])
        for (index, node) in program.nodes.enumerated() {
            if case .lastOfRecur(let recur) = node.operation {
                #expect(Int(recur) > index)
                if case .recur = program.nodes[Int(recur)].operation {
                } else {
                    Issue.record("no recur")
                }
            } else {
                #expect(node.operation.operands.allSatisfy { Int($0) < index })
            }
        }
    }

    @Test func `tells the parts of its rules`() throws {
        let text = StrategyText(
            name: "parts",
            enter: [
                .init(
                    "close > sma(close, 20) and rsi(close, 14) < 70 and volume > sma(volume, 9)@4h")
            ],
            trail: ["peak - 3 * atr(20)"])
        let strategy = try RuleStrategy(text, timeframe: .oneHour)
        let enter = try #require(strategy.rules[0].part)
        #expect(
            strategy.parts(of: enter).map { strategy.text(of: $0) } == [
                "close > sma(close, 20)", "rsi(close, 14) < 70", "volume > sma(volume, 9)@4h",
            ])
        #expect(
            strategy.compared.map { strategy.text(of: $0) }.prefix(5) == [
                "close", "sma(close, 20)", "rsi(close, 14)", "volume", "sma(volume, 9)@4h",
            ])
        #expect(strategy.compared.count == 6)
        #expect(strategy.series.count == 5)
        #expect(strategy.series.map(\.kind) == [.price, .price, .plain, .volume, .volume])
    }

    @Test func `tells what has changed, in the words of the rules`() throws {
        var text = StrategyText(
            name: "changed",
            enter: [.init(tag: "a", "close > open"), .init(tag: "b", "close > low")],
            stop: "2%")
        let before = try RuleStrategy(text, timeframe: nil).canonical
        func told() throws -> [String] {
            before.differences(from: try RuleStrategy(text, timeframe: nil).canonical)
                .map { "\($0.place): \($0.mine) -> \($0.theirs)" }
        }
        #expect(try told() == [])
        text.stop = "3%"
        text.target = "close * 2"
        text.enter = [.init(tag: "b", "close > low")]
        #expect(
            try told() == [
                "enter a: close > open -> none", "stop: 2% -> 3%", "target: none -> close * 2",
            ])
        text = StrategyText(
            name: "changed",
            enter: [.init(tag: "b", "close > low"), .init(tag: "a", "close > open")],
            stop: "2%")
        #expect(
            try told() == [
                "the order of rules: enter a, enter b, exit, stop -> enter b, enter a, exit, stop"
            ])
    }
}
