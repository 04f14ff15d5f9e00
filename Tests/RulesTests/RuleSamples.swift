import Market
import Testing

@testable import Rules

/// A strategy with one condition.
func entering(_ text: String, parameters: [String: String] = [:]) -> StrategyText {
    StrategyText(
        name: "tried",
        parameters: parameters.sorted { $0.key < $1.key }.compactMap { name, value in
            ExactNumber(value).map { .init(name: name, value: $0) }
        }, enter: [TaggedText(text)])
}

/// The canonical spelling of a condition.
func spelled(_ text: String, functions: FunctionLibrary = .language) throws -> String {
    try RuleStrategy(entering(text), functions: functions, timeframe: .oneHour).canonical.enter[0]
        .text
}

/// What is wrong with a condition, as `message | hint`, and what is marked.
func refusal(
    of text: String, parameters: [String: String] = [:], functions: FunctionLibrary = .language,
    timeframe: Timeframe? = .oneHour
) -> (words: String, mark: String)? {
    do {
        _ = try RuleStrategy(
            entering(text, parameters: parameters), functions: functions, timeframe: timeframe)
        return nil
    } catch {
        let bytes = Array(error.text.utf8)
        let mark = String(decoding: bytes[error.span], as: UTF8.self)
        return (error.message + (error.hint.map { " | \($0)" } ?? ""), mark)
    }
}

/// The warnings about a condition, as `message | hint`.
func warnings(about text: String) throws -> [String] {
    try RuleStrategy.checked(entering(text), timeframe: .oneHour).warnings.map {
        $0.message + ($0.hint.map { " | \($0)" } ?? "")
    }
}
