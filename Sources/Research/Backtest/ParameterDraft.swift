internal import JSON
internal import Market
internal import Record
internal import Rules
internal import Settings
internal import Text
internal import Trading

/// What a new trader would go by, while a command line says it: a strategy, and the values of its
/// parameters and of every trader's.
struct ParameterDraft: Sendable {
    /// Those of every trader, and a strategy whose parameters are not put into a text.
    private var parameters: Parameters
    /// The strategy whose parameters can be given, where it is a text.
    private let text: StrategyText?
    private let shelf: StrategyShelf
    private let timeframe: Timeframe
    private let isOfRecord: Bool
    /// Whether it begins with what a trader runs by, and not with defaults.
    let isOwn: Bool
    private var values: [String: ExactNumber] = [:]
    private var hasWarmUp = false
    /// Whether a command line gave any value.
    private var isAssigned = false

    /// Parameters that nothing has been said about: the defaults, or those of a record.
    init(_ settings: TraderSettings, isOfRecord: Bool) {
        parameters = settings.parameters
        text = nil
        shelf = StrategyShelf()
        timeframe = settings.market.timeframe
        self.isOfRecord = isOfRecord
        isOwn = isOfRecord
    }

    /// The same with another strategy, or by name with the trader's own as `configured`.
    init(
        _ settings: TraderSettings, isOfRecord: Bool, _ text: StrategyText,
        of shelf: StrategyShelf, configured: TextStrategy? = nil
    ) {
        parameters = settings.parameters
        timeframe = settings.market.timeframe
        self.isOfRecord = isOfRecord
        self.shelf = shelf
        guard shelf.isCrossover(text.name) else {
            self.text = text
            isOwn = configured?.name == text.name
            if isOwn, let configured { values = configured.given }
            return
        }
        self.text = nil
        isOwn = isOfRecord && parameters.strategy.crossover != nil
        guard parameters.strategy.crossover == nil else { return }
        parameters.strategy = .crossover(Crossover())
        parameters.warmUp = Parameters().warmUp
    }

    /// The names that values can be given to, the strategy's own first.
    var names: [String] {
        guard parameters.strategy.crossover == nil || text != nil else { return Parameters.names }
        return (text?.parameters.map(\.name) ?? [])
            + Parameters.names.filter(Names.traderKeys.contains)
    }

    /// Sets the parameter of this name; `null` switches a risk control off.
    ///
    /// - Throws: ``JobError`` where there is no such parameter, or no such value of it.
    mutating func assign(_ name: String, _ value: String) throws(JobError) {
        isAssigned = true
        if text?.parameters.contains(where: { $0.name == name }) ?? false {
            guard let number = ExactNumber(value) else {
                throw JobError(
                    .usage, at: "--set \(name)", "'\(excerpt(of: value))' is not a number")
            }
            values[name] = number
            return
        }
        guard names.contains(name) else { throw unknown(name, value) }
        do {
            _ = try parameters.set(name, to: value == "null" ? .null : .string(value))
        } catch {
            throw JobError(.usage, at: "--set \(excerpt(of: name))", "\(error)")
        }
        if name == "warmUp" { hasWarmUp = true }
    }

    /// What the command line says of a trader by options of their own.
    static let options = ["strategy", "exchange", "symbol", "timeframe"]

    private func unknown(_ name: String, _ value: String) -> JobError {
        guard !Self.options.contains(name) else {
            let words = Command(words: ["--\(name)", value])
            return JobError(
                .usage, at: "--set \(name)", "it is no parameter",
                remedy: isOfRecord && name != "strategy"
                    ? "a record has its own; '--candles FILE \(words)' tries another"
                    : "write \(words)")
        }
        let known = hint(forUnknown: name, among: names)
        guard text == nil, let rules = parameters.strategy.text else {
            return JobError(
                .usage, at: "--set", "unknown key '\(excerpt(of: name))'; \(known)")
        }
        return JobError(
            .usage, at: "--set",
            "unknown key '\(excerpt(of: name))'; \(known); the record holds the rules with "
                + "their parameters put in: --strategy \(rules.name) takes them from algom.json")
    }

    /// What the parameter of this name is now; `nil` where there is none.
    func value(of name: String) -> String? {
        if let parameter = text?.parameters.first(where: { $0.name == name }) {
            return (values[name] ?? parameter.value).description
        }
        guard names.contains(name) else { return nil }
        return parameters.spelled.first { $0.name == name }?.value.scalarText ?? "null"
    }

    /// The strategy's name.
    var strategy: String { text?.name ?? parameters.strategy.name }

    /// The parameters, once they are known to be possible.
    ///
    /// - Throws: ``JobError`` naming the parameter, and what it must be, or the rule that they make
    ///   impossible.
    func finished() throws(JobError) -> Parameters {
        do {
            return try possible()
        } catch {
            throw JobError(
                .usage, at: isAssigned || text == nil ? "--set" : "--strategy", error.reason,
                quotation: error.quotation)
        }
    }

    /// The same, for those who go on without them.
    func possible() throws(Impossible) -> Parameters {
        var parameters = parameters
        if let text {
            do throws(RuleError) {
                let strategy = try shelf.strategy(text, values, timeframe)
                adopt(strategy, by: &parameters)
            } catch {
                throw Impossible(
                    reason: error.isUnmet
                        ? "'\(text.name)' requires \(error.text)"
                        : error.headline + (error.hint.map { "; \($0)" } ?? ""),
                    quotation: error.isUnmet ? [] : error.quotation)
            }
        }
        do {
            try parameters.validate()
        } catch {
            throw Impossible(reason: "\(error)", quotation: [])
        }
        return parameters
    }

    /// Over a record, the warm-up stays as it is where it warms the strategy.
    private func adopt(_ strategy: TextStrategy, by parameters: inout Parameters) {
        let own = parameters
        parameters.adopt(strategy, hasWarmUp: hasWarmUp)
        if isOfRecord, own.strategy == parameters.strategy || own.warmUp >= strategy.warm {
            parameters.warmUp = own.warmUp
        }
    }

    /// Values that no trader could run with.
    struct Impossible: Error {
        /// In a line.
        let reason: String
        /// The rule that they make impossible, and a mark under what is meant.
        let quotation: [String]
    }
}
