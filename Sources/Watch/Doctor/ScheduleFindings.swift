internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Text

/// Whether something starts the programs: lines in the crontab and a cron daemon, or systemd's timer.
enum ScheduleFindings {
    /// `crontab` is what `algom cron show` says, or why it cannot.
    static func checks(
        crontab: Result<CronResult, JobError>, hasCron: Bool, mailer: String?,
        hasChannels: Bool, timer: String?, home: String
    ) -> [DoctorCheck] {
        let isTimed = timer == "active"
        var checks = [
            table(crontab, isTimed: isTimed, home: home)
        ]
        let isNeeded = !isTimed || checks[0].verdict != .skipped
        if hasCron {
            checks.append(DoctorCheck(.schedule, "cron", "cron", .ok, "a cron daemon runs"))
        } else if isNeeded {
            checks.append(
                DoctorCheck(
                    .schedule, "cron", "cron", .wrong, "no cron daemon was found running",
                    "\(shell("apt-get install cron")); \(shell("systemctl enable --now cron")) (or: \(shell("service cron start")))"
                ))
        }
        if isNeeded { checks.append(mail(mailer, hasChannels: hasChannels, home: home)) }
        if let timer {
            checks.append(
                DoctorCheck(
                    .schedule, "timer", "timer", isTimed ? .ok : .warning,
                    "systemd's algom-tick.timer is \(excerpt(of: timer))",
                    isTimed ? nil : "\(shell("systemctl enable --now algom-tick.timer"))"))
        }
        return checks
    }

    /// A command of the system's.
    private static func shell(_ command: StaticString) -> Command { Command(command, home: nil) }

    /// Whether cron can mail what it is told.
    private static func mail(
        _ mailer: String?, hasChannels: Bool, home: String
    ) -> DoctorCheck {
        let make = DoctorCheck.maker(.schedule, "mail", "mail")
        if let mailer { return make(.ok, "cron mails warnings by \(mailer)", nil) }
        let seen =
            "no program sends mail here, so warnings are in the log alone: "
            + "\(Command("journalctl -t", CronLines.tag(of: home), home: nil))"
        guard !hasChannels else {
            return make(.ok, "\(seen); health goes out by the channels", nil)
        }
        return make(
            .warning, seen,
            "\(shell("apt-get install msmtp-mta")) (and set it up), or name a channel in \(home)/algom.json and:"
                + " \(Command("algom cron install", "--health", home: home))")
    }

    private static func table(
        _ crontab: Result<CronResult, JobError>, isTimed: Bool, home: String
    ) -> DoctorCheck {
        let make = DoctorCheck.maker(.schedule, "crontab", "crontab")
        let install: Remedy = "\(Command("algom cron install", home: home))"
        switch crontab {
        case .failure(let error):
            return isTimed
                ? make(.skipped, "not needed: systemd starts the ticks", nil)
                : make(.wrong, error.problem, error.remedy ?? "look: \(shell("crontab -l"))")
        case .success(let result):
            let hasStrays = !result.complaints.isEmpty
            let isThere = result.lines.count > 1
            switch (isThere, result.status == .ok, hasStrays) {
            case (true, _, true):
                return make(
                    .warning, "two lines or more start ticks, and not all are of 'algom cron'",
                    "\(shell("crontab -e")), and leave one of them")
            case (true, true, false):
                guard !isTimed else {
                    return make(
                        .warning, "crontab and systemd's timer both start ticks",
                        "\(Command("algom cron remove", home: home))")
                }
                return make(.ok, "the lines of this home are installed and current", nil)
            case (true, false, false):
                return make(
                    .warning, "the lines of this home are not what install would write now",
                    "\(Command("algom cron show", home: home)); then: \(install)")
            case (false, _, true):
                return make(.ok, "lines of your own start ticks; whose home is not told", nil)
            case (false, _, false):
                return isTimed
                    ? make(.skipped, "not needed: systemd starts the ticks", nil)
                    : make(.wrong, "nothing starts the ticks of this home", install)
            }
        }
    }

    // MARK: Runs

    /// Whether ticks start as often as the candles ask for, as far as the runs tell.
    static func pace(
        _ history: RunHistory, of settings: Settings, now: Timestamp, home: String
    ) -> [DoctorCheck] {
        let make = DoctorCheck.maker(.schedule, "pace", "pace")
        let asked = TickSchedule(for: settings.traders.map(\.market.timeframe))
        let meant = settings.tickSchedule
        if meant.minutes > asked.minutes {
            return [
                make(
                    .warning,
                    "alerts.tickMinutes means a tick \(meant.words), where the candles ask for one"
                        + " \(asked.words)",
                    "take tickMinutes out of \(home)/algom.json, then: "
                        + "\(Command("algom cron install", home: home))"
                )
            ]
        }
        let runs = RunChecks(
            history: history, now: now, schedule: meant, reportMinutes: 60, home: home)
        let missed = settings.traders.lazy.compactMap { runs.finding(ticksOf: $0.name) }
            .first { $0.key.hasPrefix("missed/") }
        guard let missed else { return [] }
        return [
            make(
                .warning, missed.words,
                "\(Command("algom cron show", home: home)); with systemd: \(shell("systemctl cat algom-tick.timer"))"
            )
        ]
    }

    /// When each program ran last, and how that ended.
    static func runs(_ history: RunHistory, now: Timestamp, home: String) -> [DoctorCheck] {
        DoctorMachine.names.map { name in
            let make = DoctorCheck.maker(.schedule, "runs/\(name)", name)
            guard
                let last = history.runs.last(where: {
                    $0.program == name && $0.at <= now && Timestamp.credible.contains($0.at)
                })
            else {
                return name == "algom-tick"
                    ? make(.warning, "no run on record yet", "\(Command("algom-tick", home: home))")
                    : make(.ok, "no run on record yet", nil)
            }
            let when = "ran \(Figures.duration(milliseconds: now.since(last.at))) ago"
            switch (last.status, name) {
            case (0, _): return make(.ok, "\(when), and ended well", nil)
            case (1, "algom-health"):
                return make(
                    .warning, "\(when), and found something wrong",
                    "\(Command("algom-health", home: home))")
            default:
                let why = last.error.map { ": \($0)" } ?? ""
                let isGrave = name == "algom-tick" && last.status != 75
                return make(
                    isGrave ? .wrong : .warning, "\(when), and ended with \(last.status)\(why)",
                    "\(Command(words: [name, "--home", home])), and read what it says")
            }
        }
    }
}
