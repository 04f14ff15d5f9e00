internal import JSON
internal import Rules
internal import Text

extension StrategyShelf {
    /// The most strategies and functions that a file may have.
    private static let (maximumStrategies, maximumFunctions) = (200, 500)
    private static let keys = [
        "about", "parameters", "require", "enter", "exit", "stop", "target", "trail", "size",
    ]

    /// Those of a file's sections `strategies` and `functions`, and the built-in ones.
    ///
    /// - Throws: ``InputFlaw`` with the place in the file, what is wrong there, and what helps.
    init(strategies: JSONValue?, functions: JSONValue?) throws(InputFlaw) {
        let (shelf, flaws) = Self.read(strategies: strategies, functions: functions)
        if let flaw = flaws.first { throw flaw.refusal }
        self = shelf
    }

    /// The same as far as they can be read, and what is wrong with the others.
    ///
    /// Of functions that are wrong none counts, and strategies that use one are as wrong.
    static func read(
        strategies: JSONValue?, functions: JSONValue?
    ) -> (shelf: StrategyShelf, flaws: [ConfigurationFlaw]) {
        var (ownFunctions, library): ([OwnFunction], FunctionLibrary?) = ([], nil)
        var functionFlaw: ConfigurationFlaw?
        do throws(ConfigurationFlaw) {
            (ownFunctions, library) = try Self.functions(functions)
        } catch {
            functionFlaw = error
        }
        var own: [StrategyText] = []
        var flaws: [ConfigurationFlaw] = []
        var named: [String: ConfigurationFlaw] = [:]
        do throws(InputFlaw) {
            for member in try members(strategies, "strategies", atMost: maximumStrategies) {
                do throws(ConfigurationFlaw) {
                    own.append(try text(member, beside: own, library ?? .language))
                } catch {
                    flaws.append(error)
                    named[member.name] = functionFlaw ?? error
                }
            }
        } catch {
            flaws.append(.other(error))
            for member in strategies?.members ?? [] { named[member.name] = .other(error) }
        }
        let shelf = StrategyShelf(
            own: own.filter { named[$0.name] == nil }, library: library,
            ownFunctions: ownFunctions, flaws: named)
        // Strategies that use them could only be found wrong for that.
        return (shelf, functionFlaw.map { [$0] } ?? flaws)
    }

    /// A strategy, checked whether or not anybody runs it.
    private static func text(
        _ member: JSONMember, beside others: [StrategyText], _ functions: FunctionLibrary
    ) throws(ConfigurationFlaw) -> StrategyText {
        let text: StrategyText
        do throws(InputFlaw) {
            guard !others.contains(where: { $0.name == member.name }) else {
                throw InputFlaw(
                    "there are two strategies '\(excerpt(of: member.name))'")
            }
            text = try Self.text(member)
        } catch {
            throw .other(error)
        }
        do throws(RuleError) {
            _ = try RuleStrategy(text, functions: functions, timeframe: nil)
        } catch  where error.isUnmet {
            // Its traders may give other parameters.
        } catch {
            throw .rule(error)
        }
        return text
    }

    private static func members(
        _ value: JSONValue?, _ place: String, atMost most: Int
    ) throws(InputFlaw) -> [JSONMember] {
        guard let value else { return [] }
        guard let members = value.members else {
            throw InputFlaw("'\(place)' is not an object")
        }
        guard members.count <= most else { throw InputFlaw("over \(most) \(place)") }
        return members
    }

    private static func functions(
        _ value: JSONValue?
    ) throws(ConfigurationFlaw) -> ([OwnFunction], FunctionLibrary?) {
        guard let value else { return ([], nil) }
        var own: [OwnFunction] = []
        do throws(InputFlaw) {
            for member in try members(value, "functions", atMost: maximumFunctions) {
                let place = "functions.\(excerpt(of: member.name))"
                own.append(
                    OwnFunction(signature: member.name, body: try string(member.value, place)))
            }
        } catch {
            throw .other(error)
        }
        do throws(RuleError) {
            let library = try FunctionLibrary(functions: own.map { ($0.signature, $0.body) })
            return (own, library)
        } catch {
            throw .rule(error)
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
