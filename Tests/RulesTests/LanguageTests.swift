import Market
import Testing

@testable import Rules

struct LanguageTests {
    @Test func `every line of the language's text is read, and its names are known`() throws {
        let definitions = LanguageText.definitions
        #expect(definitions.count == LanguageText.text.split(separator: "\n").count)
        for (head, body) in definitions {
            _ = try FunctionHead.read(head)
            _ = try Parser.syntax(of: body)
        }
        #expect(FunctionLibrary.language.names.count == definitions.count)
        for (name, function) in FunctionLibrary.language.functions {
            for mention in function.body.names {
                let isKnown =
                    function.arguments.contains(mention.name)
                    || Names.language.contains(mention.name)
                    || FunctionLibrary.language.functions[mention.name] != nil
                #expect(isKnown, "\(name) uses \(mention.name)")
            }
        }
    }

    /// Values for the arguments of a function, by the names that the language's text has for them.
    private static func call(_ signature: String) -> String {
        let names = signature.drop { $0 != "(" }.dropFirst().dropLast().split(separator: ", ")
        guard !names.isEmpty else { return signature }
        let values: [Substring: String] = [
            "x": "close", "y": "open", "c": "close > open", "n": "14", "k": "2", "m": "5", "d": "3",
            "f": "3", "s": "10", "g": "4", "step": "0.02", "most": "0.2", "…": "high",
        ]
        return signature.prefix { $0 != "(" }
            + "(\(names.map { values[$0] ?? "1" }.joined(separator: ", ")))"
    }

    @Test(arguments: FunctionDocumentation.all.map(\.name))
    func `every function compiles, and is of the kind it is said to be`(_ name: String) throws {
        let function = try #require(FunctionDocumentation.all.first { $0.name == name })
        if PositionWord(rawValue: name) != nil { return }
        var expander = Expander(functions: .language, parameters: [:])
        let syntax = try Parser.syntax(of: Self.call(function.signature))
        let term = try expander.term(of: syntax, in: .expression)
        let kind = expander.table[term].kind
        let said = function.kind
        switch said {
        case "as x", "as x, y": #expect(kind == .price)
        case "√ of x": #expect(kind == Kind.price.squareRoot)
        case "condition": #expect(kind == .condition)
        default: #expect(kind.description == "a \(said)")
        }
    }

    /// An argument takes what it is said to take, and refuses what it is not.
    @Test(arguments: FunctionDocumentation.all.filter { !$0.arguments.isEmpty }.map(\.name))
    func `every argument is of the kind it is said to be`(_ name: String) throws {
        let function = try #require(FunctionDocumentation.all.first { $0.name == name })
        let usual: [FunctionDocumentation.ArgumentKind: String] = [
            .number: "close", .condition: "close > open", .period: "6", .constant: "0.5",
        ]
        let taken: [FunctionDocumentation.ArgumentKind: [String]] = [
            .number: ["open"], .condition: ["known(close)"], .period: ["16"], .constant: ["2"],
        ]
        let refused: [FunctionDocumentation.ArgumentKind: [String]] = [
            .number: ["close > open"], .condition: ["close", "2"],
            .period: ["close", "0.5", "close > open"],
            // A formula of the language itself may do more with one than it promises.
            .constant: ["close > open"] + (function.definition == nil ? ["close"] : []),
        ]
        // What takes a whole constant from 0 on refuses a half.
        let isWhole = name == "noise"
        func error(_ number: Int, _ value: String) -> String? {
            let values = function.arguments.enumerated().map { place, argument in
                place == number ? value : isWhole ? "1" : usual[argument.kind] ?? ""
            }
            do {
                var expander = Expander(functions: .language, parameters: [:])
                let syntax = try Parser.syntax(of: "\(name)(\(values.joined(separator: ", ")))")
                _ = try expander.term(of: syntax, in: .expression)
                return nil
            } catch { return error.message }
        }
        for (number, argument) in function.arguments.enumerated() where argument.name != "…" {
            for value in taken[argument.kind] ?? [] {
                #expect(error(number, value) == nil, "\(argument) \(value)")
            }
            for value in refused[argument.kind] ?? [] {
                #expect(error(number, value) != nil, "\(argument) \(value)")
            }
        }
    }

    @Test func `all words and signs are documented, and what they are written as is read`() throws {
        let words = FunctionDocumentation.words
        let told = words.flatMap { [$0.name] + $0.aliases }
        #expect(Set(told).count == told.count)
        let signs: [Sign] = [
            .plus, .minus, .times, .divided, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .equal, .notEqual,
        ]
        for name in Keyword.allCases.map(\.rawValue) + signs.map(\.rawValue) {
            #expect(told.contains(name), "\(name)")
        }
        let library = try FunctionLibrary(functions: [
            ("x", "close"), ("y", "open"), ("c", "close > open"), ("d", "close < open"),
        ])
        for word in words where word.name != "%" {
            for text in word.signature.split(separator: ", ") {
                var expander = Expander(functions: library, parameters: ["n": 5])
                let text = word.name == "self" ? "recur(x, self, n)" : String(text)
                let term = try expander.term(of: try Parser.syntax(of: text), in: .expression)
                let kind = expander.table[term].kind
                switch word.kind {
                case "condition": #expect(kind == .condition)
                case "as x", "as x, y": #expect(kind == .price)
                default: #expect(kind == .any)
                }
            }
        }
    }

    @Test func `everything is documented once`() {
        let names = FunctionDocumentation.all.map(\.name)
        #expect(Set(names).count == names.count)
        let wanted =
            Primitive.allCases.map(\.rawValue) + PositionWord.allCases.map(\.rawValue) + [
                "floor", "round",
            ]
            + FunctionLibrary.language.names
        #expect(Set(names) == Set(wanted))
        #expect(
            FunctionDocumentation.all.allSatisfy {
                $0.sentence.hasSuffix(".") && $0.sentence.first?.isUppercase == true
                    || $0.sentence.first == "√" || $0.sentence.hasPrefix("x ")
                    || $0.sentence.hasPrefix("−1")
            })
        #expect(FunctionLibrary.language.text(of: "atr") == "rma(tr, n)")
    }

    @Test(arguments: BuiltinStrategy.all.map(\.text.name))
    func `a built-in strategy compiles on every timeframe, without a warning`(_ name: String) throws
    {
        let builtin = try #require(BuiltinStrategy.named(name))
        for timeframe in Timeframe.allCases {
            let (strategy, warnings, _) = try RuleStrategy.checked(
                builtin.text, timeframe: timeframe)
            #expect(warnings == [])
            #expect(strategy.needs < 500)
            let again = try RuleStrategy(
                canonical: strategy.canonical, name: name, timeframe: timeframe)
            #expect(again == strategy)
        }
        #expect(builtin.text.about?.hasSuffix(".") == true && !builtin.source.isEmpty)
    }

    @Test func `there are fourteen`() {
        #expect(Set(BuiltinStrategy.all.map(\.text.name)).count == 14)
        #expect(BuiltinStrategy.all[0].text.name == "ma-crossover")
    }

    @Test func `ma-crossover says what it always did`() throws {
        let strategy = try RuleStrategy(
            try #require(BuiltinStrategy.named("ma-crossover")).text, timeframe: .fiveMinutes)
        #expect(
            strategy.canonical.description == """
                enter: (sma(close, 7) crosses above sma(close, 25)) and (rsi(close, 14) < 70)
                exit: sma(close, 7) crosses below sma(close, 25)
                stop: 2%
                target: 6%
                """)
        #expect(strategy.needs == 26 && strategy.warm == 280)
    }

    @Test(
        arguments: [
            ("2", "2"), ("2.0", "2"), ("20e-1", "2"), ("-0", "0"), ("-0.50", "-0.5"),
            ("1e3", "1000"), ("+7", "7"), (".5", "0.5"),
            ("007", "7"), ("1e-3", "0.001"), ("0.1", "0.1"),
        ])
    func `parameters are exact decimals`(_ text: String, _ plain: String) {
        #expect(ExactNumber(text)?.description == plain)
    }

    @Test(arguments: [
        "", "-", "1e", "1e999", "e5", "1.2.3", "0x10", "nan", "inf", "1 ", "1e400", ".",
        String(repeating: "1", count: 101),
    ])
    func `is no parameter`(_ text: String) {
        #expect(ExactNumber(text) == nil)
    }

    @Test(arguments: [
        ("sma(x)", "x"), ("f(x, x)", "x"), ("f(", "1"), ("f()", "1"), ("F", "1"), ("f x", "1"),
        ("f(peak)", "1"),
        ("f(x)", "y"), ("f(x)", "sma(x"), ("f(x)", "atr(x, 2)"), ("f", "rsi"), ("f(x)", "x(3)"),
        ("", "1"), ("f(x,)", "1"),
    ])
    func `is no function`(_ head: String, _ body: String) {
        if head == "f", body == "rsi" {
            // Kinds and the arguments of primitives are checked where a function is used.
            return
        }
        #expect(throws: RuleError.self) { try FunctionLibrary(functions: [(head, body)]) }
    }
}
