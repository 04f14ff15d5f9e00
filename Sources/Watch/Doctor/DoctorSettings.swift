internal import Feeds
internal import HTTP
internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text

/// The settings as far as they can be read, and what is wrong with the rest: one mistake must not hide
/// others.
struct DoctorSettings {
    let home: String
    let settings: Settings?
    /// Whether `algom.json` is refused, so that nobody knows which traders are meant.
    let isRefused: Bool
    /// The variables that are read, `.env` included, whatever became of the settings.
    let value: (String) -> String?
    let checks: [DoctorCheck]

    /// The variables that are read.
    static let variables = VariableTable.names()

    init(home: String, environment: [String: String]) {
        self.home = home
        let path = "\(home)/.env"
        var checks: [DoctorCheck] = []
        let written = Result { () throws(JobError) in
            try Settings.environmentFile(home).variables
        }
        // Where it cannot be examined, reading it has said so.
        let facts = (try? FileStatus(of: path)) ?? nil
        let isThere = facts != nil || (try? written.get()) == nil
        checks += EnvironmentFindings.checks(
            isThere ? written : nil, facts, path: path, known: Self.variables)
        let value = Settings.values(
            environment, (try? written.get()) ?? Settings.understoodVariables(home))
        self.value = value
        let read = Self.read(home, value)
        settings = read.settings
        isRefused = read.checks.contains { $0.id == Self.fileID && $0.verdict == .wrong }
        self.checks = checks + read.checks + Self.watches(value)
    }

    /// Whether the addresses of dead man's switches are some; a ping would be taken for a run.
    private static func watches(_ value: (String) -> String?) -> [DoctorCheck] {
        Settings.watchVariables.values.sorted().compactMap { name in
            guard let text = value(name) else { return nil }
            do throws(HTTPURLError) {
                let host = try HTTPURL(text).host
                return DoctorCheck(
                    .configuration, name, "dead man", .ok, "\(name) leads to \(host)")
            } catch {
                return DoctorCheck(
                    .configuration, name, "dead man", .wrong, "\(name): \(error)",
                    "put it right in .env")
            }
        }
    }

    private static func read(
        _ home: String, _ value: @escaping (String) -> String?
    ) -> (settings: Settings?, checks: [DoctorCheck]) {
        let path = "\(home)/algom.json"
        let options = Settings.Options(home: home)
        var checks: [DoctorCheck] = []
        var exchange = Exchange.bybit
        do throws(JobError) {
            exchange = try Settings.exchange(options, value)
        } catch {
            checks.append(wrong("EXCHANGE", error, "set EXCHANGE to binance, bybit or sim"))
        }
        var file: ConfigurationFile?
        do throws(JobError) {
            file = try Settings.configuration(home, exchange: exchange)
            checks.append(told(file, in: home))
            if let report = file?.report, let link = PostLink.first(in: report.brand) {
                checks.append(
                    DoctorCheck(
                        .configuration, "report.brand", "report.brand", .warning,
                        report.words(on: link), "leave the point out of it in \(path)"))
            }
        } catch {
            checks.append(wrong("algom.json", error, "put it right: \(path)"))
        }
        let bare = { (name: String) in name.hasSuffix("_BASE_URL") ? nil : value(name) }
        for (index, value) in [value, bare].enumerated() {
            do throws(JobError) {
                let settings = try Settings(
                    home: home, exchange: exchange, file: file, warnings: [], options: options,
                    value)
                return (settings, checks)
            } catch {
                guard index == 0 else { break }
                checks.append(wrong("settings", error, "put it right in .env or the environment"))
            }
        }
        return (nil, checks)
    }

    private static let fileID = "configuration/algom.json"

    private static func wrong(
        _ subject: String, _ error: JobError, _ remedy: Remedy
    ) -> DoctorCheck {
        DoctorCheck(
            .configuration, subject, subject, .wrong, error.problem, error.remedy ?? remedy)
    }

    private static func told(_ file: ConfigurationFile?, in home: String) -> DoctorCheck {
        let make = DoctorCheck.maker(.configuration, "algom.json", "algom.json")
        guard let file else {
            return make(
                .ok, "there is none, and the defaults serve",
                "'\(Command("algom init", home: home))' writes one")
        }
        let names = file.traders.map(\.name)
        let more = names.count > 6 ? " and \(names.count - 6) more" : ""
        let who = names.count == 1 ? "trader" : "traders"
        return make(
            .ok,
            "valid, \(names.count) \(who): \(names.prefix(6).joined(separator: ", "))\(more)", nil)
    }

    /// The markets to ask for, and the exchanges they are on.
    ///
    /// Where `algom.json` names no traders and nothing an exchange, `algom cron install` starts one on
    /// each.
    func markets() -> [Market] {
        guard let settings else { return [] }
        guard let first = settings.traders.first, !settings.isConfigured, value("EXCHANGE") == nil
        else {
            var seen: Set<String> = []
            return settings.traders.map(\.market).filter {
                seen.insert("\($0.exchange)/\($0.symbol)/\($0.timeframe)").inserted
            }
        }
        return Exchange.asked.map {
            Market(
                exchange: $0, symbol: first.market.symbol, timeframe: first.market.timeframe)
        }
    }
}
