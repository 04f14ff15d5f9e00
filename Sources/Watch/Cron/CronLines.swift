internal import Settings
internal import Text

/// The lines of the project's `crontab` for a home and the place where the programs lie.
///
/// Unlike that file they set no variable, which would hold for a person's own lines further down:
/// every program is named by its path and told its home.
enum CronLines {
    /// Cron takes commands of up to 1,000 bytes and cuts longer ones or refuses the whole table.
    static let longestLine = 900

    /// The lines, those of ticks first; `home` and `programs`, where the programs lie, are absolute.
    ///
    /// Ticks start by the schedule, what follows them a minute after every fifth. Where `algom.json`
    /// does not name the traders, there is one on each exchange.
    ///
    /// - Throws: ``JobError`` where cron cannot be given a path.
    static func lines(
        home: String, programs: String, isConfigured: Bool, schedule: TickSchedule,
        extras: CronExtras
    ) throws(JobError) -> [String] {
        let ticks = isConfigured ? [""] : [" --exchange binance", " --exchange bybit"]
        var entries = ticks.map { ("\(schedule.cronMinutes) * * * *", "algom-tick", $0) }
        entries.append(("7 * * * *", "algom-report", ""))
        if extras.health { entries.append(("3-59/15 * * * *", "algom-health", "")) }
        if extras.alerts { entries.append(("1-59/5 * * * *", "algom", " alert")) }
        if extras.dashboard { entries.append(("1-59/5 * * * *", "algom", " dashboard")) }
        let place = try word(home)
        let tag = tag(of: home)
        var lines: [String] = []
        for (minutes, program, rest) in entries {
            let path = try word("\(programs)/\(program)")
            let line = "\(minutes) \(logged("\(path)\(rest) --home \(place)", as: tag))"
            guard line.utf8.count <= longestLine else {
                throw JobError(
                    .configuration,
                    "a line of \(line.utf8.count) bytes is too long for cron",
                    remedy: "use shorter paths")
            }
            lines.append(line)
        }
        return lines
    }

    /// A command whose output goes to the system's log, and whose standard error goes there as errors
    /// and to cron, which mails it where there is a mail system.
    ///
    /// It ends as the command did, and what the log does not take is left to cron. Every POSIX shell
    /// understands it; no backslash is in it but the one before `%`.
    private static func logged(_ command: String, as tag: String) -> String {
        let (say, log) = (#"printf \%s"#, "/usr/bin/logger")
        return "o=$({ e=$(\(command) 2>&1 >&3 3>&-); s=$?;"
            + " [ -z \"$e\" ] || { \(say) \"$e\"; echo; \(say) \"$e\" | \(log) -p user.err -t \(tag); }"
            + " >&2; exit $s; } 3>&1); s=$?;"
            + " [ -z \"$o\" ] || \(say) \"$o\" | \(log) -t \(tag) || \(say) \"$o\"; exit $s"
    }

    /// What the log calls all that is said of a home: `algom-opt-algom` of `/opt/algom`, so that two
    /// homes of one machine are told apart.
    static func tag(of home: String) -> String {
        let words = home.split {
            !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_"))
        }
        // The end of a path tells more than its beginning.
        let place = words.joined(separator: "-").suffix(longestPlace).drop { $0 == "-" }
        return place.isEmpty ? "algom" : "algom-\(place)"
    }

    private static let longestPlace = 56

    /// A path as one word of cron's shell, in quotes where it needs them.
    ///
    /// Cron sees the line before the shell does: it ends a command at `%` unless a backslash stands
    /// before it, which it takes away, and what it makes of other backslashes differs from one cron
    /// to the next, so that none is written. Busybox's cron takes none away: outside of quotes the
    /// shell does.
    ///
    /// - Throws: ``JobError`` where the path holds a backslash or a control character.
    static func word(_ path: String) throws(JobError) -> String {
        guard path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "\\") }) else {
            throw JobError(
                .configuration,
                "'\(excerpt(of: path))' holds a backslash or a control character, which cannot stand"
                    + " in a crontab")
        }
        return shellWord(path).replacing("%", with: "'\\%'")
    }
}
