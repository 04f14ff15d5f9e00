internal import JSON
package import Market
package import Rules
internal import Text
package import Trading

/// The strategies that can be named: those of `algom.json`, and behind them the built-in ones.
package struct StrategyShelf: Sendable {
    /// The most strategies and functions that a file may have.
    private static let (mostStrategies, mostFunctions) = (200, 500)
    private static let keys = [
        "about", "parameters", "require", "enter", "exit", "stop", "target", "trail", "size",
    ]

    /// The file's own, in their order.
    package let own: [StrategyText]
    /// The functions of the file over the language's; `nil` where it has none, so that the language's
    /// are read only where a strategy is.
    private let ownFunctions: FunctionLibrary?

    /// The functions of the file, over the language's.
    package var functions: FunctionLibrary { ownFunctions ?? .language }

    /// The built-in ones alone.
    package init() {
        own = []
        ownFunctions = nil
    }

    /// Those of a file's sections `strategies` and `functions`, and the built-in ones.
    ///
    /// - Throws: ``InputFlaw`` with the place in the file, what is wrong there, and what helps.
    init(strategies: JSONValue?, functions: JSONValue?) throws(InputFlaw) {
        ownFunctions = try functions.map { (value) throws(InputFlaw) in try Self.functions(value) }
        var own: [StrategyText] = []
        for member in try Self.members(strategies, "strategies", atMost: Self.mostStrategies) {
            guard !own.contains(where: { $0.name == member.name }) else {
                throw InputFlaw(
                    "there are two strategies '\(excerpt(of: member.name))'")
            }
            own.append(try Self.text(member))
        }
        self.own = own
        // One that nobody runs is checked too.
        for text in own {
            do throws(RuleError) {
                _ = try RuleStrategy(text, functions: self.functions, timeframe: nil)
            } catch  where error.isUnmet {
                // Its traders may give other parameters.
            } catch {
                throw InputFlaw("\(error)")
            }
        }
    }

    // MARK: What there is

    /// The names of all, the file's own first.
    package var names: [String] {
        let names = own.map(\.name)
        return names + BuiltinStrategy.all.map(\.text.name).filter { !names.contains($0) }
    }

    /// The text of a strategy; `nil` where there is none of this name.
    package func text(named name: String) -> StrategyText? {
        own.first { $0.name == name } ?? BuiltinStrategy.all.first { $0.text.name == name }?.text
    }

    /// Whether a strategy of the file hides a built-in one.
    package func hidesBuiltin(_ name: String) -> Bool {
        own.contains { $0.name == name }
            && BuiltinStrategy.all.contains { $0.text.name == name }
    }

    /// Whether a name means the built-in `ma-crossover`, whose parameters have a form of their own.
    package func isCrossover(_ name: String) -> Bool {
        name == Strategy.defaultName && !own.contains { $0.name == name }
    }

    /// The names of a strategy's parameters.
    package func parameters(of name: String) -> [String] {
        isCrossover(name)
            ? Crossover.parameterNames : text(named: name)?.parameters.map(\.name) ?? []
    }

    /// A strategy in text, compiled with the parameters that a trader gives.
    ///
    /// - Throws: ``RuleError`` where it cannot be.
    package func strategy(
        _ text: StrategyText, _ parameters: [String: ExactNumber], _ timeframe: Timeframe
    ) throws(RuleError) -> TextStrategy {
        TextStrategy(
            try RuleStrategy(
                text, functions: functions, parameters: parameters, timeframe: timeframe))
    }

    // MARK: Reading

    private static func members(
        _ value: JSONValue?, _ place: String, atMost most: Int
    ) throws(InputFlaw) -> [JSONMember] {
        guard let value else { return [] }
        guard let members = value.members else {
            throw InputFlaw("'\(place)' is not an object")
        }
        guard members.count <= most else {
            throw InputFlaw("over \(most) \(place)")
        }
        return members
    }

    private static func functions(_ value: JSONValue?) throws(InputFlaw) -> FunctionLibrary {
        var functions: [(head: String, body: String)] = []
        for member in try members(value, "functions", atMost: mostFunctions) {
            let place = "functions.\(excerpt(of: member.name))"
            functions.append((member.name, try string(member.value, place)))
        }
        do throws(RuleError) {
            return try FunctionLibrary(functions: functions)
        } catch {
            throw InputFlaw("\(error)")
        }
    }

    private static func text(_ member: JSONMember) throws(InputFlaw) -> StrategyText {
        let place = "strategies.\(excerpt(of: member.name))"
        var text = StrategyText(name: member.name, enter: [])
        for field in try members(member.value, place, atMost: keys.count) {
            let place = "\(place).\(excerpt(of: field.name))"
            switch field.name {
            case "about": text.about = try string(field.value, place)
            case "parameters":
                text.parameters = try parameters(field.value, place)
            case "require": text.require = try optional(field.value, place)
            case "enter": text.enter = try conditions(field.value, place)
            case "exit": text.exit = try conditions(field.value, place)
            case "stop": text.stop = try level(field.value, place)
            case "target": text.target = try level(field.value, place)
            case "trail": text.trail = try prices(field.value, place)
            case "size": text.size = try level(field.value, place)
            default:
                throw ConfigurationFile.unknown(
                    field.name, in: "strategies.\(excerpt(of: member.name))", among: keys)
            }
        }
        guard !text.enter.isEmpty else {
            throw InputFlaw("\(place): there is no 'enter', which says when to buy")
        }
        return text
    }

    private static func parameters(
        _ value: JSONValue, _ place: String
    ) throws(InputFlaw) -> [StrategyText.Parameter] {
        var parameters: [StrategyText.Parameter] = []
        for member in try members(value, place, atMost: 100) {
            guard let number = ExactNumber(member.value) else {
                throw InputFlaw(
                    "\(place).\(excerpt(of: member.name)) is not a number")
            }
            parameters.append(StrategyText.Parameter(name: member.name, value: number))
        }
        return parameters
    }

    /// A condition, or named ones.
    private static func conditions(
        _ value: JSONValue, _ place: String
    ) throws(InputFlaw) -> [TaggedText] {
        if value == .null { return [] }
        guard value.members != nil else { return [TaggedText(try string(value, place))] }
        var conditions: [TaggedText] = []
        for member in try members(value, place, atMost: 50) {
            let text = try string(member.value, "\(place).\(excerpt(of: member.name))")
            conditions.append(TaggedText(tag: member.name, text))
        }
        guard !conditions.isEmpty else {
            throw InputFlaw("\(place): it names no condition")
        }
        return conditions
    }

    /// A percentage or a price in text, or none.
    private static func level(_ value: JSONValue, _ place: String) throws(InputFlaw) -> String? {
        // A bare number is no price that anybody means.
        if case .number(let text) = value {
            throw InputFlaw(
                "\(place): \(excerpt(of: text)) is a number; did you mean \"\(excerpt(of: text))%\"?"
            )
        }
        return try optional(value, place)
    }

    private static func prices(_ value: JSONValue, _ place: String) throws(InputFlaw) -> [String] {
        guard let elements = value.elements else {
            return try optional(value, place).map { [$0] } ?? []
        }
        guard elements.count <= 50 else { throw InputFlaw("over 50 \(place)") }
        var prices: [String] = []
        for (index, element) in elements.enumerated() {
            prices.append(try string(element, "\(place)[\(index)]"))
        }
        return prices
    }

    private static func optional(_ value: JSONValue, _ place: String) throws(InputFlaw) -> String? {
        value == .null ? nil : try string(value, place)
    }

    private static func string(_ value: JSONValue, _ place: String) throws(InputFlaw) -> String {
        guard let text = value.string else {
            throw InputFlaw("\(place) is not text, but \(value.kind)")
        }
        return text
    }
}

extension ExactNumber {
    /// The number that a JSON value is, with quotation marks or without.
    init?(_ json: JSONValue) {
        guard let text = json.scalarText else { return nil }
        self.init(text)
    }
}
