package import Market
internal import Rules
internal import Settings
package import Text
internal import Trading

/// The strategies that can be named, and what they say; reads `algom.json` and nothing else.
package struct StrategiesJob: Sendable {
    private let known: HomeStrategies

    /// Those of a home's `algom.json`, and the built-in ones; without a home the built-in ones alone.
    ///
    /// - Throws: ``JobError`` where the file cannot be read at all.
    package init(home: String?) throws(JobError) {
        known = try HomeStrategies(home: home)
    }

    var shelf: StrategyShelf { known.shelf }

    /// What is wrong with some, in lines; the others are there all the same.
    package var warnings: [String] { known.warnings }

    /// All strategies, judged as those of candles so long.
    package func list(_ timeframe: Timeframe) -> StrategyListing {
        StrategyListing(
            entries: shelf.names.compactMap { name in
                shelf.text(named: name).map { entry($0, timeframe) }
            }, path: known.path)
    }

    private func entry(_ text: StrategyText, _ timeframe: Timeframe) -> StrategyListing.Entry {
        let rules = Result { () throws(RuleError) in
            try shelf.strategy(text, [:], timeframe)
        }
        return StrategyListing.Entry(
            text: text, source: source(of: text.name), hidesBuiltin: shelf.hidesBuiltin(text.name),
            rules: rules)
    }

    /// Who described it first; `nil` of one of the file.
    private func source(of name: String) -> String? {
        shelf.own.contains { $0.name == name } ? nil : BuiltinStrategy.named(name)?.source
    }

    /// One strategy whole, with parameters as `KEY=VALUE` gives them.
    ///
    /// - Throws: ``JobError`` where there is none of this name, or it cannot be with those.
    package func show(
        _ name: String, set: [String], _ timeframe: Timeframe
    ) throws(JobError) -> StrategyPage {
        let text = try known.text(named: name)
        let given = try values(set, of: text)
        do throws(RuleError) {
            let rules = try shelf.strategy(text, given, timeframe)
            return StrategyPage(
                text: text, given: given, rules: rules, source: source(of: name),
                hidesBuiltin: shelf.hidesBuiltin(name), timeframe: timeframe)
        } catch {
            // Without parameters of the command line it is the text that is wrong.
            throw JobError(
                given.isEmpty && source(of: name) == nil ? .configuration : .usage,
                [error.place, error.message].joined(separator: ": ")
                    + (error.hint.map { "; \($0)" } ?? ""),
                quotation: error.quotation)
        }
    }

    private func values(
        _ set: [String], of text: StrategyText
    ) throws(JobError) -> [String: ExactNumber] {
        var values: [String: ExactNumber] = [:]
        for (name, value) in try SetOption.pairs(set) {
            guard text.parameters.contains(where: { $0.name == name }) else {
                throw JobError(
                    .usage,
                    "--set: '\(text.name)' has no parameter '\(excerpt(of: name))'; "
                        + hint(forUnknown: name, among: text.parameters.map(\.name)))
            }
            guard let number = ExactNumber(value) else {
                throw JobError(
                    .usage, "--set \(name): expected a number, but '\(excerpt(of: value))'")
            }
            values[name] = number
        }
        return values
    }
}

extension StrategiesJob {
    /// The names of all strategies, for who completes a command line.
    package var names: [String] { shelf.names }

    /// The keys of `--set` that every trader has, whatever its strategy.
    package static let traderKeys: [String] = Names.traderKeys.filter {
        !["name", "exchange", "symbol", "timeframe"].contains($0)
    }

    /// The parameters of the strategies that a command line names; of all where it names none.
    package func parameters(namedIn words: [String]) -> [String] {
        let parts = Set(words.flatMap { $0.split { "=,".contains($0) }.map(String.init) })
        let named = shelf.names.filter { parts.contains($0) }
        let all = (named.isEmpty ? shelf.names : named).flatMap { shelf.parameters(of: $0) }
        return all.enumerated().filter { !all[..<$0].contains($1) }.map(\.element)
    }
}
