import Market
import Seeds
import Testing

@testable import Rules

/// What is deep, long, huge or no rule at all is refused at once.
struct HostileRulesTests {
    private func isRefused(
        _ text: String, _ functions: [(head: String, body: String)] = []
    ) -> String? {
        do {
            let library = try FunctionLibrary(functions: functions)
            _ = try RuleStrategy(entering(text), functions: library, timeframe: .oneHour)
            return nil
        } catch { return error.message }
    }

    @Test(arguments: [
        ("(", "close", ")"), ("not ", "close > 5 or 5 > close", ""), ("-", "close", ""),
        ("", "close", "[1]"),
        ("abs(", "close", ")"), ("min(5, ", "close", ")"), ("2 * (", "close", " + 1)"),
    ])
    func `levels are counted`(_ front: String, _ middle: String, _ back: String) {
        func nested(_ count: Int) -> String? {
            let text =
                String(repeating: front, count: count) + middle
                + String(repeating: back, count: count)
            return isRefused(middle == "close" ? "\(text) > 5" : text)
        }
        #expect(nested(64) == nil)
        #expect(nested(65)?.contains("64 levels") == true)
        #expect(nested(300)?.contains("64 levels") == true)
        #expect(nested(4_096)?.contains("bytes") == true)
    }

    @Test func `what follows a closed pair stands in one pair less`() {
        let deep = String(repeating: "(", count: 62) + "open" + String(repeating: ")", count: 62)
        #expect(isRefused("((((close)) > \(deep)))") == nil)
        #expect(isRefused("((((close)) > (\(deep))))")?.contains("64 levels") == true)
    }

    @Test func `what doubles without end is refused`() {
        var functions: [(head: String, body: String)] = [("f0(x)", "x + x[1]")]
        for index in 1...60 {
            functions.append(("f\(index)(x)", "f\(index - 1)(f\(index - 1)(x))"))
        }
        #expect(isRefused("f60(close) > 5", functions) != nil)
        functions[0].body = "x"
        #expect(isRefused("f60(close) > 5", functions) == nil)
        functions[0].body = "x + 1"
        #expect(isRefused("close > f60(1)", functions)?.contains("functions put in") == true)
    }

    @Test func `a function that is deep in others is refused`() {
        var functions: [(head: String, body: String)] = [("f0", "close")]
        for index in 1...5_000 { functions.append(("f\(index)", "f\(index - 1)")) }
        #expect(isRefused("f5000 > 5", functions)?.contains("deeper") == true)
    }

    @Test(arguments: [
        [("f", "f + 1")], [("f", "g"), ("g", "f")], [("a", "b"), ("b", "c"), ("c", "b")],
    ])
    func `a function cannot use itself`(_ functions: [(String, String)]) {
        #expect(isRefused("close > 5", functions) == "a function cannot use itself")
    }

    @Test func `nodes, memory and spelling have limits`() {
        let many = (0..<90).map { "close > \($0).5 * open + \($0 + 1)" }
        #expect(isRefused(many.joined(separator: " or "))?.contains("512 different nodes") == true)
        #expect(
            isRefused("sma(close, 10000) > sma(close, 9999) and close > close[2]")?.contains(
                "remember") == true)
        #expect(isRefused("sma(close, 10000) > sma(close, 9999)") == nil)
        #expect(isRefused("wma(close, 10000) > wma(close, 9999)") == nil)
        let double: [(head: String, body: String)] = [
            ("a(x)", "if(x > open, x, 0 - x)"), ("b(x)", "a(a(a(a(x))))"),
            ("c(x)", "b(b(b(b(x))))"),
        ]
        #expect(isRefused("c(close) > 5", double)?.contains("65536 bytes") == true)
    }

    @Test(arguments: 0..<3_000)
    func `any bytes are read or refused`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let words = [
            "close", "(", ")", "[", "]", "@4h", "sma", ",", "1", "0.5", "and", "or", "not",
            "crosses", "above",
            ">", "==", "+", "-", "*", "/", "recur", "self", "unknown", "true", "if", "rsi", "é",
            "%", "\u{0}",
            "10000", " ", "\n", "99999999999999999999999999", "entry_price", "noise", "🙂", "@",
            "max", "atr",
        ]
        let count = Int.random(in: 0...60, using: &random)
        let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
            .joined(separator: seed % 3 == 0 ? "" : " ")
        do {
            let strategy = try RuleStrategy(entering(text), timeframe: .oneHour)
            #expect(
                try RuleStrategy(canonical: strategy.canonical, name: "tried", timeframe: .oneHour)
                    == strategy)
        } catch {
            #expect(!error.description.isEmpty)
            #expect(!error.description.unicodeScalars.contains("\u{0}"))
            #expect(error.place != "strategy", "a spelling did not read back: \(text)")
        }
    }

    @Test(arguments: 0..<1_000)
    func `a rule with a few bytes changed is read or refused`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var rules = RandomRules(seed: UInt64(seed))
        var bytes = Array(rules.condition(4).utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            default: bytes[place] = UInt8.random(in: 32...126, using: &random)
            }
        }
        do {
            _ = try RuleStrategy(
                entering(String(decoding: bytes, as: UTF8.self)), timeframe: .oneHour)
        } catch { #expect(!error.description.isEmpty) }
    }

    @Test(arguments: [
        String(repeating: "(", count: 65_000), String(repeating: "not ", count: 16_000),
        String(repeating: "-", count: 65_000), String(repeating: "abs(", count: 16_000),
        "close" + String(repeating: "[1]", count: 20_000),
        String(repeating: "close + ", count: 8_000) + "close",
        String(repeating: "(", count: 6_000) + "close"
            + String(repeating: " + open)", count: 6_000),
        String(repeating: "close + (", count: 6_000) + "close"
            + String(repeating: ")", count: 6_000),
        String(repeating: "a", count: 70_000), String(repeating: "if(", count: 20_000),
    ])
    func `a spelling that no strategy has is refused`(_ text: String) {
        let clock = ContinuousClock()
        let duration = clock.measure {
            #expect(throws: RuleError.self) {
                try RuleStrategy(
                    canonical: CanonicalStrategy(
                        enter: [TaggedText(text)], exit: [], stop: nil, target: nil, trail: [],
                        size: nil),
                    timeframe: nil)
            }
        }
        #expect(duration < .seconds(2))
    }
}
