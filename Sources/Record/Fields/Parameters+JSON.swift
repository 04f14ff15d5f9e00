package import JSON
internal import Market
internal import Text
package import Trading

/// The parameters by the names that people write, each of them named here and nowhere else.
extension Parameters: JSONRecord {
    package static var blank: Parameters { Parameters() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var text = StrategyRecord(strategy)
        try fields(&visitor, &text)
        guard (text == nil) == (strategy.text == nil) else {
            throw .field(name: "strategy", expected: "where a timeframe is known")
        }
    }

    /// Visits the fields, those of a strategy in text as it is kept.
    fileprivate mutating func fields(
        _ visitor: inout some FieldVisitor, _ text: inout StrategyRecord?
    ) throws(JSONError) {
        try visitor.optionalField("strategy", &text)
        if text == nil, var rules = strategy.crossover {
            try visitor.field("fast", &rules.fast)
            try visitor.field("slow", &rules.slow)
            try visitor.field("rsiPeriod", &rules.rsiPeriod)
            try visitor.field("overbought", &rules.overbought)
            try visitor.field("warmUp", &warmUp)
            try visitor.field("initialBalance", &initialBalance)
            try visitor.field("positionSizePercent", &positionSize)
            try visitor.field("stopLossPercent", &rules.stopLoss)
            try visitor.field("takeProfitPercent", &rules.takeProfit)
            strategy = .crossover(rules)
        } else {
            try visitor.field("warmUp", &warmUp)
            try visitor.field("initialBalance", &initialBalance)
            try visitor.field("positionSizePercent", &positionSize)
        }
        try visitor.field("feePercent", &fee)
        try visitor.field("slippagePercent", &slippage)
        try visitor.field("quantityStep", &quantityStep)
        try visitor.field("minimumNotional", &minimumNotional)
        try visitor.field("maxDailyLossPercent", &maxDailyLoss)
        try visitor.field("maxConsecutiveLosses", &maxConsecutiveLosses)
        try visitor.field("minWinRatePercent", &minWinRate)
        try visitor.field("winRateTrades", &winRateTrades)
        try visitor.field("maxDrawdownPercent", &maxDrawdown)
    }
}

extension Parameters {
    /// Refuses numbers of candles that no window of prices could be made for.
    func checkPeriods() throws(JSONError) {
        guard
            (strategy.periods + [warmUp, winRateTrades]).allSatisfy((0...1_000_000).contains),
            maxConsecutiveLosses.map((0...1_000_000).contains) ?? true
        else { throw .field(name: "parameters", expected: "numbers of candles that can be") }
    }

    /// The names of all parameters, in their order.
    package static let names: [String] = {
        var collector = NameCollector()
        var parameters = Parameters()
        do {
            try parameters.fields(&collector)
        } catch {
            // In range: a collector of names reads nothing.
            preconditionFailure("collecting names failed: \(error)")
        }
        return collector.names
    }()

    /// Sets the parameter of this name, by a number or the same as a string; returns whether there
    /// is one.
    ///
    /// - Throws: ``JSONError`` where the value is of another kind.
    package mutating func set(_ name: String, to value: JSONValue) throws(JSONError) -> Bool {
        var setter = FieldSetter(name: name, value: value)
        try fields(&setter)
        return setter.isFound
    }

    /// The parameters in which two sets differ: the name, the value here and the value there; of
    /// strategies in text the rules, or which strategy it is.
    package func differences(
        from other: Parameters
    ) -> [(name: String, mine: String, theirs: String)] {
        let (mine, theirs) = (spelled, other.spelled)
        let shared = mine.compactMap { member in
            theirs.first { $0.name == member.name && $0.name != "strategy" }.map { (member, $0) }
        }
        return strategy.differences(from: other.strategy)
            + shared.filter { $0.value != $1.value }.map { mine, theirs in
                (mine.name, mine.value.scalarText ?? "null", theirs.value.scalarText ?? "null")
            }
    }

    /// The parameters as members of a JSON object, in their order.
    package var spelled: [JSONMember] {
        var writer = JSONWriter()
        write(to: &writer)
        do {
            return try JSONReader.parse(writer.bytes).members ?? []
        } catch {
            // In range: it was written a line above.
            preconditionFailure("what was written does not read: \(error)")
        }
    }
}

/// Sees the fields' names go by.
private struct NameCollector: FieldVisitor {
    var names: [String] = []

    mutating func field<Value: JSONCodable>(_ name: String, _: inout Value) {
        names.append(name)
    }

    /// What stands there only sometimes is no parameter that is set by its name.
    mutating func optionalField<Value: JSONCodable>(_: String, _: inout Value?) {}
}

/// Fills in the one field of its name.
private struct FieldSetter: FieldVisitor {
    let name: String
    let value: JSONValue
    var isFound = false

    mutating func optionalField<Value: JSONCodable>(_: String, _: inout Value?) {}

    mutating func field<Value: JSONCodable>(
        _ name: String, _ value: inout Value
    ) throws(JSONError) {
        guard name == self.name else { return }
        isFound = true
        do {
            // People write a figure with quotation marks or without.
            value = try Value(json: self.value.string.map { .number($0) } ?? self.value)
        } catch {
            throw error.quoting(self.value)
        }
    }
}

extension JSONError {
    /// The same error with the figure that was written in place of its kind.
    fileprivate func quoting(_ value: JSONValue) -> JSONError {
        guard case .field(let name, let expected) = self, let text = value.scalarText,
            let kind = expected.firstRange(of: ", but ")
        else { return self }
        let quote = value.string == nil ? "" : "'"
        return .field(
            name: name,
            expected: "\(expected[..<kind.upperBound])\(quote)\(excerpt(of: text))\(quote)")
    }
}

/// Parameters as a record holds them, before the timeframe of their strategy is known.
struct ParametersRecord {
    private var parameters: Parameters
    private var text: StrategyRecord?

    init(_ parameters: Parameters, isNamed: Bool = true) {
        self.parameters = parameters
        text = StrategyRecord(parameters.strategy, isNamed: isNamed)
    }

    /// The parameters, their strategy compiled for a timeframe.
    ///
    /// - Throws: ``JSONError`` where it says something that no strategy says.
    func parameters(_ timeframe: Timeframe) throws(JSONError) -> Parameters {
        var parameters = parameters
        if let text, parameters.strategy.text == nil {
            parameters.strategy = try text.strategy(timeframe)
        }
        return parameters
    }
}

extension ParametersRecord: JSONRecord {
    static var blank: ParametersRecord { ParametersRecord(Parameters()) }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try parameters.fields(&visitor, &text)
    }
}
