internal import Market
internal import Record
internal import Rules
internal import Settings
internal import Store
package import Text
internal import Trading

/// Whether an `algom.json` is right, all of it, and what is odd about its strategies.
///
/// Strategies that no trader runs are looked at as well; nothing is changed.
package struct StrategyCheckJob: Sendable {
    private let path: String
    private let bytes: [UInt8]

    /// The file at a path.
    ///
    /// - Throws: ``JobError`` where there is none, or it cannot be read.
    package init(path: String) throws(JobError) {
        self.path = path
        let file: HomeFile?
        do throws(StoreError) {
            file = try HomeFile(path: path, atMost: Settings.largestFile)
        } catch .io(let operation, let path, let code) {
            throw JobError(StoreError.io(operation: operation, path: path, code: code))
        } catch {
            throw JobError(.configuration, "\(error)")
        }
        guard let file else { throw JobError(.configuration, "\(path): there is no such file") }
        bytes = file.bytes
    }

    /// Looks at everything; `progress` is told how many strategies were tried.
    package func run() -> StrategyCheck {
        // Which exchange a trader is on that names none is nothing that a rule could tell.
        let found = ConfigurationFile.examined(bytes, exchange: .sim)
        var check = StrategyCheck(
            path: path, strategies: found.shelf.own.count, traders: found.traders.count,
            errors: found.flaws.map(StrategyCheck.Finding.init))
        guard found.flaws.isEmpty else { return check }
        var budget = RecurTrial.budget
        for text in found.shelf.own { check.warnings += warnings(text, found, &budget) }
        for trader in found.traders { check.warnings += warnings(trader) }
        return check
    }

    private func warnings(
        _ text: StrategyText, _ found: ConfigurationExamination, _ budget: inout Int
    ) -> [StrategyCheck.Finding] {
        // Where it stands in no trader's way, its timeframe is that of most.
        let user = found.traders.first {
            $0.parameters.strategy.text?.name == text.name
        }
        let timeframe = user?.market.timeframe ?? .fiveMinutes
        for frame in [timeframe, nil] {
            // What its own parameters, or that timeframe, make impossible was told where it counts.
            guard
                let (rules, warnings, origins) = try? RuleStrategy.checked(
                    text, functions: found.shelf.functions, timeframe: frame)
            else { continue }
            let trial = RecurTrial(rules, timeframe, budget: &budget).flaws
            return
                (warnings
                + trial.compactMap {
                    origins.warning(about: $0.part, $0.message, hint: $0.hint)
                }).map(StrategyCheck.Finding.init)
        }
        return []
    }

    private func warnings(_ trader: TraderSettings) -> [StrategyCheck.Finding] {
        guard let rules = trader.parameters.strategy.text,
            trader.parameters.warmUp < rules.warm
        else { return [] }
        return [
            StrategyCheck.Finding(
                place: "trader \(trader.name)",
                message: "a warm-up of \(trader.parameters.warmUp) is shorter than the memory of "
                    + "'\(rules.name)', which forgets nothing before \(rules.warm) candles: it "
                    + "decides otherwise than one that began earlier")
        ]
    }
}
