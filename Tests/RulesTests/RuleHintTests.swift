import Market
import Testing

@testable import Rules

/// What a message tells to write can be written.
struct RuleHintTests {
    private static let parameters: [String: Double] = [
        "n": 14, "k": 2, "m": 5, "d": 3, "f": 3, "s": 10, "step": 0.02, "most": 0.2, "z": 100_000,
    ]

    private static func error(_ text: String) -> RuleError? {
        do {
            _ = try RuleStrategy(entering(text), timeframe: .fiveMinutes)
            return nil
        } catch { return error }
    }

    /// The text with what is meant in the place of the mark, until nothing is wrong or meant.
    private static func mended(_ text: String) -> String {
        var text = text
        for _ in 0..<6 {
            guard let error = error(text), let fix = error.fix else { break }
            let bytes = Array(text.utf8)
            text = String(
                decoding: bytes[..<error.span.lowerBound] + Array(fix.utf8)
                    + bytes[error.span.upperBound...], as: UTF8.self)
        }
        return text
    }

    @Test(
        arguments: [
            ("close > open AND open > 3", "close > open and open > 3"),
            ("NOT (close > open) Or TRUE", "not (close > open) or true"),
            ("close Crosses Above open", "close crosses above open"),
            ("close>open&&open>3", "close>open and open>3"),
            ("close > open || open > 3", "close > open or open > 3"),
            ("close > 1|close < 9", "close > 1 or close < 9"),
            ("!(close > open)", "not(close > open)"), ("!known(close)", "not known(close)"),
            ("close = open", "close == open"), ("close === open", "close == open"),
            ("close !== open", "close != open"), ("close <> open", "close != open"),
            ("close => open", "close >= open"), ("close ≥ open − 3", "close >= open - 3"),
            ("close × 2 > open ÷ 3", "close * 2 > open / 3"),
            ("close > \"sma(close, 3)\"", "close > sma(close, 3)"),
            ("“close” > 'open'", "close > open"), ("close > 1_000", "close > 1000"),
            ("close > 1_000_000.5", "close > 1000000.5"),
            ("close > 1,000", "close > 1000"), ("close > 0,5", "close > 0.5"),
            ("close > 1e5", "close > 100000"), ("close > 2.5E-3", "close > 0.0025"),
            ("close > .5 * open", "close > 0.5 * open"), ("close > 5. * open", "close > 5 * open"),
            ("close > 2open", "close > 2 * open"),
            ("close > open * 3%", "close > open * 0.03"),
            ("ta.sma(close, 3) > ta.ema(close, 4)", "sma(close, 3) > ema(close, 4)"),
            ("Close > OPEN", "close > open"), ("RSI(close, 14) < 30", "rsi(close, 14) < 30"),
            ("cloes > opne", "close > open"), ("close > tenkan()", "close > tenkan"),
            ("close > open(1)", "close > open"), ("close > +5", "close > 5"),
            ("close > 5)", "close > 5"), ("close > 5 not open > 3", "close > 5 and not open > 3"),
            ("close > 5 > 3", "close > 5 and 5 > 3"), ("close > open;", "close > open"),
            ("close@60m > open@24h", "close@1h > open@1d"),
            ("close@4H > open@D", "close@4h > open@1d"),
            ("{close > open}", "(close > open)"),
        ])
    func `what is put in place of the mark is right`(_ text: String, _ meant: String) {
        #expect(Self.mended(text) == meant)
        if text != meant {
            #expect(Self.error(meant) == nil, "\(Self.error(meant)?.message ?? "")")
        }
    }

    @Test func `what is meant is told in the hint`() {
        for (text, hint) in [
            ("close > 1_000", "write 1000"), ("close AND open", "write 'and'"),
            ("close > open * 3%", "write 0.03: 2 % of x is 0.02 * x"),
            ("close > 5 % 2", "there is no remainder of a division; 2 % of x is 0.02 * x"),
            ("close@60m > 3", "write @1h"), ("close ** 2 > 3", "write x * x, as often as need be"),
            ("close > open ? 1 : 2", "write if(c, x, y)"),
        ] { #expect(Self.error(text)?.hint == hint, "\(text)") }
    }

    @Test(
        arguments: ForeignNames.hints.flatMap(\.instead) + [
            "x crosses above y", "x < y and y < z", "not c", "if(c, x, y)", "sqrt(x)", "x * x",
            "recur(x, y, n)", "value_when(c, x, n)", "(c and x > 1) or (not c and y > 1)",
            "if(c, 1, 0)", "floor(k)", "round(k)", "close * 1.02", "close * volume",
            "abs(x - y) < 0.01", "20 * close / atr(20)", "close > sma(close, 20)",
        ])
    func `what a hint tells to write is of the language`(_ code: String) throws {
        let library = try FunctionLibrary(functions: [
            ("x", "close"), ("y", "open"), ("c", "close > open"),
        ])
        var expander = Expander(
            functions: library, parameters: Self.parameters)
        let context: RuleContext = .exit
        let syntax = try Parser.syntax(of: code)
        #expect(throws: Never.self) { _ = try expander.term(of: syntax, in: context) }
    }

    @Test func `what x@1h[1] is meant to be is another rule, and no error`() throws {
        for text in ["close@1h[1] > 3", "(close + open)@4h[2] > 3", "sma(close, 3)@1d[1] > 3"] {
            let warning = try #require(
                try RuleStrategy.checked(entering(text), timeframe: .fiveMinutes).warnings.first)
            let bytes = Array(text.utf8)
            let meant = String(
                decoding: bytes[..<warning.span.lowerBound] + Array((warning.fix ?? "").utf8)
                    + bytes[warning.span.upperBound...], as: UTF8.self)
            #expect(
                try RuleStrategy.checked(entering(meant), timeframe: .fiveMinutes).warnings == [])
        }
    }

    // MARK: All at once

    @Test func `what is wrong with one part hides no other`() throws {
        var text = entering(
            "clse > open and volme > 3 or close > volume", parameters: ["Fast": "3"])
        text.exit = [TaggedText(tag: "a", "opn > 3"), TaggedText(tag: "a", "close >")]
        (text.stop, text.trail, text.size) = ("2", ["peek"], "0%")
        text.require = "fst > 3"
        let errors = RuleStrategy.errors(in: text, timeframe: nil)
        #expect(
            errors.map(\.place) == [
                "strategies.tried.parameters", "strategies.tried.exit",
                "strategies.tried.require", "strategies.tried.enter", "strategies.tried.enter",
                "strategies.tried.enter", "strategies.tried.exit.a", "strategies.tried.exit.a",
                "strategies.tried.stop", "strategies.tried.trail", "strategies.tried.size",
            ])
        for error in errors {
            #expect(error.quotation.count == 2 && error.quotation[1].contains("^"), "\(error)")
            #expect(error.hint != nil || error.message.contains("there are two"), "\(error)")
        }
        #expect(throws: errors[0]) { try RuleStrategy(text, timeframe: nil) }
    }

    @Test func `parameters that do not meet a require hide no mistake`() {
        var text = entering("clse > open", parameters: ["fast": "3"])
        text.require = "fast > 3"
        #expect(RuleStrategy.errors(in: text, timeframe: nil).map(\.isUnmet) == [false])
        text.enter = [TaggedText("close > open")]
        #expect(RuleStrategy.errors(in: text, timeframe: nil).map(\.isUnmet) == [true])
    }

    @Test func `functions are told all, and what uses one that is wrong is not`() {
        let functions: [(head: String, body: String)] = [
            ("wrong(x)", "x +* 2"), ("names", "clse"), ("Bad", "2"), ("atr(n)", "tr"),
            ("one", "two"), ("two", "one"), ("good(x)", "x * 2"), ("good(y)", "y"),
        ]
        let (library, errors) = FunctionLibrary.read(functions)
        #expect(
            errors.map(\.place) == [
                "functions.wrong(x)", "functions.names", "functions.Bad", "functions.atr(n)",
                "functions.one", "functions.good(y)",
            ])
        #expect(
            RuleStrategy.errors(
                in: entering("wrong(close) > names and good(close) > one and opn > 3"),
                functions: library, timeframe: nil
            ).map(\.message) == ["there is no name 'opn'"])
    }

    @Test(arguments: [
        String(repeating: "close > open and ", count: 241) + "close > 12",
        (0..<90).map { "close > \($0).5 * open + \($0 + 1)" }.joined(separator: " or "),
        "sma(close, 10000) > sma(close, 9999) and close > close[2]",
        "wma(close, 10000) > wma(close, 9999) and wma(close, 3) > 2",
        String(repeating: "(", count: 65) + "close" + String(repeating: ")", count: 65) + " > 5",
        "sma(sma(close, 10000), 9000)@1w > 3", "close > open@1m", "", "close >", "> close",
    ])
    func `whatever is refused has a text, a mark and a hint`(_ text: String) throws {
        let error = try #require(Self.error(text))
        #expect(error.place == "strategies.tried.enter")
        #expect(error.text == text)
        #expect(error.hint?.isEmpty == false, "\(error)")
        if !text.isEmpty {
            #expect(error.quotation.count == 2 && error.quotation[1].hasSuffix("^"), "\(error)")
        }
    }
}
