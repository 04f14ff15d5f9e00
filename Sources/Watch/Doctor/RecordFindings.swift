internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text
internal import Trading

/// Whether each trader's record is whole, ours, and made with the parameters that count now.
enum RecordFindings {
    /// So many traders are told of one by one.
    private static let maximumTraders = 20

    static func checks(
        of traders: [TraderSettings], fallback: Settings.Fallback?, in directory: StateDirectory,
        at now: Timestamp
    ) -> [DoctorCheck] {
        var told: [DoctorCheck] = []
        var well = 0
        for trader in traders {
            let check = check(trader, fallback, in: directory, at: now)
            if check.verdict == .ok { well += 1 }
            if check.verdict != .ok || well <= maximumTraders { told.append(check) }
        }
        if well > maximumTraders {
            told.append(
                DoctorCheck(
                    .record, "others", "others", .ok, "\(well - maximumTraders) more are whole"))
        }
        return told
    }

    private static func check(
        _ trader: TraderSettings, _ fallback: Settings.Fallback?, in directory: StateDirectory,
        at now: Timestamp
    ) -> DoctorCheck {
        let make = DoctorCheck.maker(.record, trader.name, trader.name)
        let wrong = { (error: JobError) in make(.wrong, error.problem, error.remedy) }
        do {
            try directory.checkOwnership(in: StateFiles.directory(of: trader.name))
            let held = try directory.holding(recordOf: trader.name)
            guard let found = try Checkpoint.readNewest(trader.name, in: held) else {
                try LostRecord.refuse(trader.name, in: directory, fallback: fallback)
                return make(.ok, "none yet; its first tick begins one", nil)
            }
            try found.checkpoint.belongs(to: trader, in: directory)
            if let asOf = found.checkpoint.state.asOf(trader.market.timeframe),
                let words = Figures.ahead(asOf, of: now)
            {
                return make(
                    .wrong, "whole; its last candle is \(words)",
                    "\(Command("timedatectl set-ntp true", home: nil))")
            }
            if let price = found.checkpoint.state.lastClose,
                let coarse = Coarseness.running(trader.parameters, at: price)
            {
                return make(
                    .warning, "whole; \(coarse.warning(at: price))",
                    "a trader of its own on another market, or with a larger \(coarse.name)")
            }
            return make(.ok, "whole, and of these parameters", nil)
        } catch let error as StoreError {
            return wrong(JobError(error, trader: trader.name))
        } catch let error as JobError {
            return wrong(error)
        } catch {
            return make(.wrong, "\(error)", nil)
        }
    }

    /// What the last look at everything has left.
    static func health(in directory: StateDirectory, home: String) -> DoctorCheck {
        let make = DoctorCheck.maker(.record, "health", "health")
        let look = Command("algom-health", home: home)
        let install = Command("algom cron install", "--health", home: home)
        let hint: Remedy = "\(look); '\(install)' has it run"
        do throws(StoreError) {
            guard try directory.exists(StateFiles.health) else {
                return make(.warning, "algom-health has not run here yet", hint)
            }
            let (memory, warning) = try HealthMemory.read(in: directory)
            if let warning { return make(.warning, warning, hint) }
            guard let first = memory.wrong.first else {
                return make(.ok, "algom-health found nothing wrong at its last look", nil)
            }
            return make(
                .warning, "\(memory.wrong.count) wrong at its last look: \(first.words)",
                "\(look)")
        } catch {
            return make(.wrong, "\(error)", hint)
        }
    }
}
