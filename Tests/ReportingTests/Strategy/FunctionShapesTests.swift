import Market
import Rules
import Testing

@testable import Reporting

struct FunctionShapesTests {
    /// Numbers that stand for arguments: the language's text has neither them nor the next, nor
    /// twice of any.
    private static let numbers: [Double] = [47, 43, 41, 37]
    private static let series = ["x": "noise(900000001)", "y": "noise(900000002)"]
    private static let condition = ["c": "noise(900000003) < noise(900000004)"]

    /// Functions that say less than what they are made of, and one whose numbers are reckoned of its
    /// argument, so that they do not tell it.
    private static let left: Set = [
        "change", "donchian_upper", "donchian_lower", "ha_close", "hma",
    ]

    /// A function expanded with arguments that no rule has.
    private struct Sample {
        let name: String
        let arguments: [String]
        let terms: [Term]
        let root: TermIndex

        init?(_ function: FunctionDocumentation) throws {
            guard function.definition != nil, !left.contains(function.name) else { return nil }
            name = function.name
            let parts = function.signature.split(whereSeparator: { "(), ".contains($0) })
            var numbers = FunctionShapesTests.numbers.makeIterator()
            arguments = parts.dropFirst().map { part in
                series[String(part)] ?? condition[String(part)]
                    ?? numbers.next().map { FamiliarSpelling.number($0) } ?? ""
            }
            let call = FamiliarSpelling.call(name, arguments)
            let expanded = try? Self.expanded("known(\(call))")
            let strategy = try expanded ?? Self.expanded(call)
            let part = try #require(strategy.rules.first?.part)
            terms = strategy.terms
            if case .call(.known, let inner) = terms[part.term].form,
                case .term(let term)? = inner.first
            {
                root = term
            } else {
                root = part.term
            }
        }

        private static func expanded(_ text: String) throws -> RuleStrategy {
            try RuleStrategy(
                StrategyText(name: "sample", enter: [TaggedText(text)]), timeframe: nil)
        }

        var line: String { "\(name) \(arguments.count) \(words(root).joined(separator: " "))" }

        /// How much of it is not arguments.
        var size: Int { words(root).count { $0.first != FunctionShapes.series } }

        private func words(_ term: TermIndex) -> [String] {
            if let place = arguments.firstIndex(where: { self.term(of: $0) == term }) {
                return ["\(FunctionShapes.series)\(place)"]
            }
            let form = terms[term].form
            switch form {
            case .number(let value): return [word(value)]
            case .shifted(let inner, let count):
                return [FamiliarName.word(of: form), word(Double(count))] + words(inner)
            case .call(_, let arguments):
                return [FamiliarName.word(of: form)]
                    + arguments.flatMap { argument in
                        switch argument {
                        case .term(let term): words(term)
                        case .constant(let value): [word(value)]
                        }
                    }
            default: return [FamiliarName.word(of: form)] + form.operands.flatMap(words)
            }
        }

        private func word(_ value: Double) -> String {
            for (place, argument) in arguments.enumerated() {
                guard let number = Double(argument) else { continue }
                if value == number { return "\(FunctionShapes.number)\(place)" }
                if value == number + 1 { return "\(FunctionShapes.next)\(place)" }
                if value == 2 * number { return "\(FunctionShapes.double)\(place)" }
            }
            return FamiliarSpelling.number(value)
        }

        /// The term that stands for a series or a condition.
        private func term(of text: String) -> TermIndex? {
            let noises = text.matches(of: #/\d{9}/#).compactMap { Double($0.output) }.compactMap {
                seed in terms.firstIndex { $0.form == .call(.noise, [.constant(seed)]) }
            }
            guard noises.count == 2 else { return noises.first }
            return terms.firstIndex {
                $0.form == .infix(.comparison(.less), noises[0], noises[1])
            }
        }
    }

    @Test func `the shapes are those of the language's functions`() throws {
        let samples = try FunctionDocumentation.all.compactMap { try Sample($0) }
        #expect(samples.count > 40)
        // What fixes the most comes first.
        let lines = samples.sorted {
            ($0.size, $1.arguments.count, $0.name) > ($1.size, $0.arguments.count, $1.name)
        }.map(\.line)
        #expect(
            FunctionShapes.text.split(separator: "\n").map(String.init) == lines,
            "it should be:\n\(lines.joined(separator: "\n"))")
    }

    @Test func `a function whose numbers are reckoned is not guessed`() throws {
        let strategy = try RuleStrategy(
            StrategyText(
                name: "near",
                enter: [TaggedText("wma(2 * wma(close, 23) - wma(close, 30), 6) > close")]),
            timeframe: .fiveMinutes)
        let part = try #require(strategy.rules[0].part)
        #expect(
            FamiliarSpelling(strategy).text(of: part, in: strategy.program)
                == "wma(2 * wma(close, 23) - wma(close, 30), 6) > close")
    }
}
