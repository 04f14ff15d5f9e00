package import JSON
internal import Market
internal import Text
package import Trading

/// The parameters by the names that people write, each of them named here and nowhere else.
extension Parameters: JSONRecord {
    package static var blank: Parameters { Parameters() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        switch strategy {
        case .crossover(var rules):
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

    /// The parameters in which two sets differ: the name, the value here and the value there.
    package func differences(
        from other: Parameters
    ) -> [(name: String, mine: String, theirs: String)] {
        zip(spelled, other.spelled).filter { $0.value != $1.value }.map { mine, theirs in
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
}

/// Fills in the one field of its name.
private struct FieldSetter: FieldVisitor {
    let name: String
    let value: JSONValue
    var isFound = false

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
