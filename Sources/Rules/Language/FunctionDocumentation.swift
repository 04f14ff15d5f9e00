/// A function or word of the language, for who looks it up.
package struct FunctionDocumentation: Equatable, Sendable {
    package let name: String
    /// Other words that lead to it.
    package var aliases: [String] = []
    /// As it is written: `sma(x, n)`.
    package let signature: String
    /// What its arguments have to be, in their order.
    package var arguments: [Argument] = []
    /// What kind of value it is.
    package let kind: String
    /// Who said it first, or whose definition it follows.
    package let source: String
    package let sentence: String
    /// What it means in the language itself; `nil` of what is computed by the program.
    package var definition: String?

    /// What stands in the parentheses of a call.
    package struct Argument: Equatable, Sendable {
        package let name: String
        package let kind: ArgumentKind
    }

    package enum ArgumentKind: String, Sendable {
        case number, condition
        case period = "whole constant from 1 to 10,000"
        case constant
    }

    /// All functions there are: first what is computed, then words about the position, then what is
    /// written in the language, each in the order in which it is told.
    package static let all: [FunctionDocumentation] = FunctionText.text.split(separator: "\n")
        .compactMap { line in
            let parts = cells(of: line)
            guard parts.count == 4 else { return nil }
            let name = parts[0]
            let function = FunctionLibrary.language.functions[name]
            let primitive = Primitive(rawValue: name)
            let signature =
                function?.signature ?? primitive?.signature
                ?? (ConstantFunction(rawValue: name) == nil ? name : "\(name)(k)")
            return FunctionDocumentation(
                name: name, signature: signature,
                arguments: primitive?.arguments ?? arguments(of: signature, name),
                kind: parts[1], source: parts[2], sentence: parts[3], definition: function?.text)
        }

    /// The words and signs of the grammar.
    package static let words: [FunctionDocumentation] = WordText.text.split(separator: "\n")
        .compactMap { line in
            let parts = cells(of: line)
            guard parts.count == 4 else { return nil }
            let names = parts[0].split(separator: " ").map(String.init)
            return FunctionDocumentation(
                name: names[0], aliases: Array(names.dropFirst()), signature: parts[1],
                kind: parts[2], source: "–", sentence: parts[3])
        }

    private static func cells(of line: Substring) -> [String] {
        line.split(separator: "|", maxSplits: 3).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// What the text of the language calls arguments by.
    private static func arguments(of signature: String, _ name: String) -> [Argument] {
        signature.drop { $0 != "(" }.dropFirst().dropLast().split(separator: ", ").map { argument in
            let kind: ArgumentKind =
                switch argument {
                case "x", "y": .number
                case "c": .condition
                case "k" where name != "stoch_rsi": .constant
                default: .period
                }
            return Argument(name: String(argument), kind: kind)
        }
    }
}

extension Primitive {
    fileprivate var arguments: [FunctionDocumentation.Argument] {
        zip(argumentNames, roles).map { name, role in
            let kind: FunctionDocumentation.ArgumentKind =
                switch role {
                case .series: .number
                case .condition: .condition
                case .period: .period
                case .constant: self == .kama ? .period : .constant
                }
            return FunctionDocumentation.Argument(name: name, kind: kind)
        }
    }
}

/// The words and signs of the grammar, for people: names that lead to it | as it is written | kind |
/// sentence.
private enum WordText {
    static let text = """
        and | c and d | condition | True where both are, false where either is.
        or | c or d | condition | True where either is, false where both are.
        not | not c | condition | True where c is false; unknown where c is.
        true | true | condition | What always holds.
        false | false | condition | What never holds.
        unknown | unknown | as what stands beside it | What is not known: not warm yet, divided by 0, or not finite. No rule holds by it.
        self | self | as x, y | In the second part of recur(x, y, n): its own value a candle before.
        crosses above below | x crosses above y, x crosses below y | condition | Whether x > y and x[1] <= y[1]; below likewise.
        < <= > >= == != | x < y | condition | So are < <= > >= == != between numbers of one kind; they do not chain.
        + - * / | x + y | as x, y | So are + - * / between numbers: sums want those of one kind, products and quotients make kinds of their own.
        [n] x[n] [1] [ | x[n] | as x | What x was n candles before, a constant from 0 to 10,000; also of conditions.
        @ x@1h @1h @4h @1d | x@1h | as x | What x was on the last complete candle of an hour: 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 1w.
        % N% | 2% | – | A percentage that stands alone, as stop, target or size: of the fill price, or of the balance.
        """
}
