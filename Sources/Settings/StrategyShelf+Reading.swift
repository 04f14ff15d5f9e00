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
        let reading = Self.read(strategies: strategies, functions: functions)
        if let flaw = reading.flaws.first { throw flaw.refusal }
        self = reading.shelf
    }

    /// What could be read of both sections, and what is wrong with the others.
    struct Reading {
        var shelf = StrategyShelf()
        var flawsOfFunctions: [ConfigurationFlaw] = []
        var flawsOfStrategies: [ConfigurationFlaw] = []
        /// What is wrong with each strategy, or with a function that it uses: what their traders say
        /// cannot be judged.
        var named: [String: ConfigurationFlaw] = [:]

        /// Functions first, which strategies are made of.
        var flaws: [ConfigurationFlaw] { flawsOfFunctions + flawsOfStrategies }
    }

    static func read(strategies: JSONValue?, functions: JSONValue?) -> Reading {
        var reading = Reading()
        let (ownFunctions, library) = Self.functions(functions, &reading.flawsOfFunctions)
        var own: [StrategyText] = []
        do throws(InputFlaw) {
            for member in try members(strategies, "strategies", atMost: maximumStrategies) {
                var flaws: [ConfigurationFlaw] = []
                let functions = library ?? .language
                let text = text(member, beside: own, functions, &flaws)
                reading.flawsOfStrategies += flaws
                if let text { own.append(text) }
                let isUnclear = text.map { RuleStrategy.usesBrokenFunction($0, of: functions) }
                reading.named[member.name] =
                    flaws.first ?? (isUnclear == true ? reading.flawsOfFunctions.first : nil)
            }
        } catch {
            reading.flawsOfStrategies.append(.other(error))
            for member in strategies?.members ?? [] { reading.named[member.name] = .other(error) }
        }
        reading.shelf = StrategyShelf(
            own: own.filter { reading.named[$0.name] == nil }, library: library,
            ownFunctions: ownFunctions, flaws: reading.named)
        return reading
    }

    /// A strategy, checked whether or not anybody runs it; `nil` of one that is wrong.
    private static func text(
        _ member: JSONMember, beside others: [StrategyText], _ functions: FunctionLibrary,
        _ flaws: inout [ConfigurationFlaw]
    ) -> StrategyText? {
        guard !others.contains(where: { $0.name == member.name }) else {
            flaws.append(
                .other(InputFlaw("there are two strategies '\(excerpt(of: member.name))'")))
            return nil
        }
        // Of each key what is wrong, in the order of the file.
        var found: [(key: Int, flaw: ConfigurationFlaw)] = []
        let text = Self.text(member, &found)
        let unread = found.map(\.key)
        let place = "strategies.\(excerpt(of: member.name))."
        for error in RuleStrategy.errors(in: text, functions: functions, timeframe: nil)
        // Its traders may give other parameters.
        where !error.isUnmet {
            let key = error.place.dropFirst(place.utf8.count).prefix { $0 != "." && $0 != "[" }
            let number = member.value.members?.firstIndex { $0.name == key }
            // What a key that could not be read lacks was told of it.
            if number.map(unread.contains) ?? (key == "enter" && !unread.isEmpty) { continue }
            found.append((number ?? -1, .rule(error)))
        }
        flaws += found.enumerated().sorted {
            ($0.element.key, $0.offset) < ($1.element.key, $1.offset)
        }.map(\.element.flaw)
        return found.isEmpty ? text : nil
    }

    private static func members(
        _ value: JSONValue?, _ place: String, atMost most: Int
    ) throws(InputFlaw) -> [JSONMember] {
        guard let value else { return [] }
        guard let members = value.members else {
            throw InputFlaw("'\(place)' is not an object")
        }
        guard members.count <= most else {
            throw InputFlaw(
                at: place, "there are \(members.count) of them, and \(most) are the most")
        }
        return members
    }

    private static func functions(
        _ value: JSONValue?, _ flaws: inout [ConfigurationFlaw]
    ) -> ([OwnFunction], FunctionLibrary?) {
        guard let value else { return ([], nil) }
        var own: [OwnFunction] = []
        do throws(InputFlaw) {
            for member in try members(value, "functions", atMost: maximumFunctions) {
                let place = "functions.\(excerpt(of: member.name))"
                do throws(InputFlaw) {
                    own.append(
                        OwnFunction(signature: member.name, body: try string(member.value, place)))
                } catch {
                    flaws.append(.other(error))
                    // It counts as one that says nothing, so that those who use it are read.
                    own.append(OwnFunction(signature: member.name, body: "unknown"))
                }
            }
        } catch {
            flaws.append(.other(error))
        }
        let (library, errors) = FunctionLibrary.read(own.map { ($0.signature, $0.body) })
        flaws += errors.map { .rule($0) }
        return (own, library)
    }

    private static func text(
        _ member: JSONMember, _ flaws: inout [(key: Int, flaw: ConfigurationFlaw)]
    ) -> StrategyText {
        let place = "strategies.\(excerpt(of: member.name))"
        var text = StrategyText(name: member.name, enter: [])
        guard let fields = member.value.members else {
            flaws.append((-1, .other(InputFlaw("'\(place)' is not an object"))))
            return text
        }
        for (number, field) in fields.enumerated() {
            do throws(InputFlaw) {
                try take(field, into: &text, of: place)
            } catch {
                flaws.append((number, .other(error)))
            }
        }
        return text
    }

    private static func take(
        _ field: JSONMember, into text: inout StrategyText, of strategy: String
    ) throws(InputFlaw) {
        let place = "\(strategy).\(excerpt(of: field.name))"
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
        default: throw ConfigurationFile.unknown(field.name, in: strategy, among: keys)
        }
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
        guard elements.count <= 50 else {
            throw InputFlaw(at: place, "there are \(elements.count) of them, and 50 are the most")
        }
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
