import Foundation
import Testing

/// A real cron daemon with the crontab that is installed, every minute, on the embedded market.
///
/// It takes two starts and so up to 150 seconds, and root for a mount namespace of its own: the
/// machine's own crontabs are hidden from the daemon, not touched. `ALGOM_TEST_CRON=1` switches it
/// on.
struct CronTests {
    private static let isWanted = ProcessInfo.processInfo.environment["ALGOM_TEST_CRON"] == "1"

    @Test(.enabled(if: isWanted, "ALGOM_TEST_CRON=1 is not set"), .timeLimit(.minutes(4)))
    func `cron starts two clean ticks in an empty environment`() throws {
        let home = try TemporaryHome()
        try home.write(try Self.table(for: home.path), to: "crontab")
        // A warning of each tick, which is to reach log and mail; and what stands for the log.
        try home.write("", to: ".env", mode: 0o644)
        try home.write(
            """
            #!/bin/sh
            [ "$1" = -t ] && file=output || file=logged
            { cat; echo; } >> '\(home.path)'/$file
            """, to: "logger", mode: 0o755)
        // cron runs tables named after a user; its own directories are covered by empty ones.
        try home.write(
            """
            set -e
            mount -t tmpfs none /var/spool/cron
            mkdir -m 1730 /var/spool/cron/crontabs
            install -m 600 "$1/crontab" "/var/spool/cron/crontabs/$(id -un)"
            mount -t tmpfs none /etc/cron.d
            mount --bind /dev/null /etc/crontab
            mount -t tmpfs none /run
            exec cron -f
            """, to: "daemon.sh")
        let daemon = Process()
        daemon.executableURL = URL(filePath: "/usr/bin/unshare")
        daemon.arguments = [
            "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh",
            home.path + "/daemon.sh", home.path,
        ]
        daemon.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        try daemon.run()
        defer {
            // Its child dies with it, and with that the namespace and all that runs in it.
            if daemon.isRunning { kill(daemon.processIdentifier, SIGKILL) }
            daemon.waitUntilExit()
        }
        let deadline = Date(timeIntervalSinceNow: 150)
        var codes: [Substring] = []
        while codes.count < 2, Date() < deadline, daemon.isRunning {
            Thread.sleep(forTimeInterval: 0.5)
            codes = (try? home.text("codes"))?.split(separator: "\n") ?? []
        }
        #expect(daemon.isRunning, "the daemon ended by itself; is the package 'cron' installed?")
        kill(daemon.processIdentifier, SIGKILL)
        daemon.waitUntilExit()
        codes = try home.text("codes").split(separator: "\n")
        #expect(codes.count >= 2 && codes.allSatisfy { $0 == "0" }, "\(codes)")
        let warning =
            "algom-tick: warning: \(home.path)/.env can be read by others; run: chmod 600"
            + " \(home.path)/.env\n"
        // On a machine that is busy more than two have ended by now, and one may have been at work.
        let counts = [codes.count, codes.count + 1]
        let warnings = counts.map { String(repeating: warning, count: $0) }
        #expect(warnings.contains(try home.text("errors")))
        #expect(warnings.contains(try home.text("logged")))
        let output = try home.text("output").split(separator: "\n")
        #expect(counts.contains(output.count))
        #expect(output.allSatisfy { $0.hasPrefix("sim BTC/USDT 5m | ") })
        let names = try home.text("environment").split(separator: "\n").map {
            $0.prefix { $0 != "=" }
        }
        #expect(
            Set(names).isSubset(of: [
                "HOME", "LOGNAME", "PATH", "PWD", "SHELL", "USER",
            ]))
        #expect(FileManager.default.fileExists(atPath: home.path + "/state/sim_trading_stats.json"))
    }

    /// The crontab that is installed, but every minute, on the embedded market, and with what a
    /// tick is given and says kept in files.
    private static func table(for home: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shipped = try String(contentsOf: root.appending(path: "crontab"), encoding: .utf8)
        let binaries = Command.directory.path
        let lines = shipped.split(separator: "\n").filter {
            !$0.hasPrefix("#") && !$0.contains("bybit")
        }
        let table = (lines.joined(separator: "\n") + "\n")
            .replacing(
                "*/5 * * * * ",
                with: "* * * * * env > \(home)/environment; exec 2>> \(home)/errors; "
            )
            .replacing("/opt/algom/bin", with: binaries)
            .replacing("--home /opt/algom", with: "--home \(home)")
            .replacing("--exchange binance", with: "--exchange sim")
            .replacing("logger ", with: "\(home)/logger ")
            .replacing("; exit $s\n", with: "; echo $s >> \(home)/codes; exit $s\n")
        try #require(table.contains("echo $s") && table.contains("PATH=/usr/bin:/bin"))
        return table
    }
}
