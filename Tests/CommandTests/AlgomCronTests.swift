import Foundation
import Testing

/// `cron install`, `show` and `remove` with a `crontab` program that keeps its table in a file.
struct AlgomCronTests {
    private static let mine = "MAILTO=me\n\n# mine\n0 5 * * 1 tar czf /backup/%s.tgz /home\n"

    /// A home whose name needs quotes, and beside it a stand-in `crontab` with its table.
    private struct Desk {
        let scratch: TemporaryHome
        var home: String { scratch.path + "/a home" }

        init(table: String?) throws {
            scratch = try TemporaryHome()
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/a home/state", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            if let table { try scratch.write(table, to: "table") }
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/bin", withIntermediateDirectories: true)
            try crontab(
                """
                case "$1" in
                -l) cat "$table" 2>/dev/null || { echo "no crontab for me" >&2; exit 1; } ;;
                -r) rm "$table" ;;
                -) cat > "$table.new" && mv "$table.new" "$table" ;;
                *) exit 2 ;;
                esac
                """)
        }

        func crontab(_ body: String) throws {
            try scratch.write(
                "#!/bin/sh\ntable='\(scratch.path)/table'\n\(body)\n", to: "bin/crontab",
                mode: 0o755)
        }

        var table: String? { try? scratch.text("table") }

        func cron(_ arguments: String...) throws -> Command.Outcome { try cron(arguments) }

        func cron(_ arguments: [String]) throws -> Command.Outcome {
            try Command(name: "algom").run(
                ["cron"] + arguments + ["--home", home],
                environment: ["PATH": scratch.path + "/bin:/usr/bin:/bin"])
        }
    }

    @Test(arguments: [nil, Self.mine, "@daily without-an-end"])
    func `install and remove leave the table as it was`(table: String?) throws {
        let desk = try Desk(table: table)
        let printed = try desk.cron("install", "--print", "--health")
        #expect(printed.status == 0 && printed.errors == "")
        #expect(desk.table == table)
        let installed = try desk.cron("install", "--health")
        #expect(installed.status == 0 && installed.errors == "")
        #expect(installed.output == "installed in the crontab:\n" + printed.output)
        let now = try #require(desk.table)
        #expect(now.hasPrefix(table ?? "") && now.hasSuffix(printed.output))
        let programs = Command.directory.resolvingSymlinksInPath().path
        #expect(
            now.contains(
                "\n*/5 * * * * o=$({ e=$(\(programs)/algom-tick --exchange bybit --home "
                    + "'\(desk.home)' 2>&1 "))
        #expect(now.contains("algom-health --home "))
        let again = try desk.cron("install", "--health")
        #expect(again.status == 0 && desk.table == now)
        #expect(again.output.hasPrefix("the crontab holds these lines already:"))
        let shown = try desk.cron("show")
        #expect(shown.status == 0, "\(shown)")
        #expect(shown.output.hasSuffix("this is what install would write now\n"))
        let removed = try desk.cron("remove")
        #expect(removed.status == 0 && removed.output.hasSuffix(printed.output))
        #expect(desk.table == table)
        #expect(try desk.cron("show").status == 1)
        #expect(try desk.cron("remove").status == 0 && desk.table == table)
    }

    @Test func `an algom.json makes one line of the ticks, and show sees it`() throws {
        let desk = try Desk(table: Self.mine)
        #expect(try desk.cron("install").status == 0)
        try desk.scratch.write("{ traders: [{ exchange: \"sim\" }] }", to: "a home/algom.json")
        let shown = try desk.cron("show")
        #expect(shown.status == 1)
        #expect(shown.output.contains("written by an earlier install; install would write:"))
        let replaced = try desk.cron("install")
        #expect(replaced.status == 0 && replaced.output.hasPrefix("replaced in the crontab:"))
        let table = try #require(desk.table)
        #expect(table.split(separator: "\n").count { $0.contains("algom-tick --home ") } == 1)
        #expect(!table.contains("--exchange"))
        try desk.scratch.write("{ traders: [{ exchnge: \"sim\" }] }", to: "a home/algom.json")
        let refused = try desk.cron("install")
        #expect(refused.status == 78 && refused.errors.hasPrefix("algom cron install: "))
        #expect(desk.table == table)
    }

    @Test func `candles of a minute make a tick every minute, which show accepts`() throws {
        let desk = try Desk(table: Self.mine)
        try desk.scratch.write(
            "{ traders: [{ exchange: \"sim\" }, { name: \"fast\", exchange: \"sim\", timeframe: \"1m\" }],"
                + " alerts: { ntfy: {} } }",
            to: "a home/algom.json")
        try desk.scratch.write("NTFY_TOPIC=a-topic\n", to: "a home/.env")
        #expect(try desk.cron("install", "--alerts").status == 0)
        let table = try #require(desk.table)
        #expect(table.contains("\n* * * * * o=") && !table.contains("\n*/5 "))
        #expect(try desk.cron("show").status == 0)
        try desk.scratch.write("{ traders: [{ exchange: \"sim\" }] }", to: "a home/algom.json")
        #expect(try desk.cron("show").status == 1)
    }

    @Test func `alerts that would reach nobody are refused`() throws {
        let desk = try Desk(table: Self.mine)
        for more in [["--print"], []] {
            let refused = try desk.cron(["install", "--alerts"] + more)
            #expect(refused.status == 78 && refused.output == "", "\(refused)")
            #expect(refused.errors.contains("--alerts: algom.json names no channel"), "\(refused)")
            #expect(desk.table == Self.mine)
        }
        try desk.scratch.write("{ alerts: { ntfy: {}, slack: {} } }", to: "a home/algom.json")
        try desk.scratch.write("NTFY_TOPIC=a-topic\n", to: "a home/.env")
        let installed = try desk.cron("install", "--alerts")
        #expect(installed.status == 0, "\(installed)")
        #expect(
            installed.errors.contains("warning: alerts.slack: SLACK_WEBHOOK_URL is missing"),
            "\(installed)")
        // What was installed is told, whatever became of the channels.
        try desk.scratch.write("{}", to: "a home/algom.json")
        #expect(try desk.cron("show").output.contains("algom alert"))
    }

    @Test func `busybox's words for no table are understood`() throws {
        let desk = try Desk(table: nil)
        try desk.crontab(
            """
            case "$1" in
            -l) cat "$table" 2>/dev/null || {
                echo "crontab: can't open 'me': No such file or directory" >&2; exit 1; } ;;
            -r) rm -f "$table" ;;
            -) cat > "$table" ;;
            esac
            """)
        #expect(try desk.cron("install").status == 0)
        #expect(try desk.cron("remove").status == 0 && desk.table == nil)
    }

    @Test func `lines that a person changed are kept, unless by force`() throws {
        let desk = try Desk(table: Self.mine)
        #expect(try desk.cron("install").status == 0)
        let original = try #require(desk.table)
        let changed = original.replacing("\n7 * * * * ", with: "\n9 * * * * ") + "# after\n"
        try desk.scratch.write(changed, to: "table")
        let kept = try desk.cron("install")
        #expect(kept.status == 78 && kept.errors.contains("--force"))
        #expect(kept.output.contains("\n9 * * * * ") && kept.output.contains("\n7 * * * * "))
        #expect(desk.table == changed)
        #expect(try desk.cron("show").output.contains("changed by hand; install would write:"))
        #expect(try desk.cron("install", "--force").status == 0)
        #expect(desk.table == original + "# after\n")
    }

    @Test func `a line of its own that starts ticks is named`() throws {
        let desk = try Desk(table: "*/5 * * * * /opt/algom/bin/algom-tick\n")
        let outcome = try desk.cron("install")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("/opt/algom/bin/algom-tick"))
        #expect(outcome.errors.contains("crontab -e"))
    }

    @Test func `without a crontab program the package is named`() throws {
        let desk = try Desk(table: nil)
        for command in ["install", "show", "remove"] {
            let outcome = try Command(name: "algom").run(
                ["cron", command, "--home", desk.home],
                environment: ["PATH": desk.scratch.path])
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("install the package 'cron'"))
        }
    }

    @Test(arguments: [
        ("echo 'you are not allowed' >&2; exit 1", Int32(78), "you are not allowed"),
        ("echo '0 0 * * * half'; exit 1", 78, "ended with 1"),
        ("head -c 3000000 /dev/zero", 74, "more than"),
        ("[ \"$1\" = - ] || { cat \"$table\"; exit; }; cat >/dev/null", 74, "not what was written"),
        (
            "[ \"$1\" = - ] || { cat \"$table\"; exit; }; echo bad minute >&2; exit 1", 78,
            "bad minute"
        ),
        ("kill -9 $$", 78, "137"),
    ])
    func `what crontab refuses changes nothing`(
        body: String, status: Int32, words: String
    ) throws {
        let desk = try Desk(table: Self.mine)
        try desk.crontab(body)
        let outcome = try desk.cron("install")
        #expect(outcome.status == status, "\(outcome)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(desk.table == Self.mine)
    }

    @Test func `a home that is not there gets no lines, and can lose them`() throws {
        let desk = try Desk(table: Self.mine)
        #expect(try desk.cron("install").status == 0)
        try FileManager.default.removeItem(atPath: desk.home)
        let outcome = try desk.cron("install")
        #expect(outcome.status == 78 && outcome.errors.contains("algom init"))
        #expect(try desk.cron("remove").status == 0 && desk.table == Self.mine)
    }

    private static let isWanted = ProcessInfo.processInfo.environment["ALGOM_TEST_CRON"] == "1"

    /// In a mount namespace of its own: the user's table is hidden from it, not touched.
    @Test(.enabled(if: isWanted, "ALGOM_TEST_CRON=1 is not set"))
    func `the real crontab program takes the lines and gives the table back`() throws {
        let home = try TemporaryHome()
        try home.write(
            "{ traders: [{ exchange: \"sim\" }], alerts: { ntfy: {} } }", to: "algom.json")
        try home.write("NTFY_TOPIC=a-topic\n", to: ".env")
        try home.write(
            """
            set -e
            mount -t tmpfs none /var/spool/cron
            mkdir -m 1730 /var/spool/cron/crontabs
            chgrp crontab /var/spool/cron/crontabs
            cd "$2"
            "$1" cron install --home "$2" --health --dashboard --alerts > installed
            crontab -l > alone
            "$1" cron show --home "$2" > shown
            "$1" cron remove --home "$2" > removed
            if crontab -l 2> none; then exit 9; fi
            printf '# mine\\n0 5 * * 1 tar %%s\\n\\n' | crontab -
            crontab -l > before
            "$1" cron install --home "$2" > installed
            "$1" cron remove --home "$2" > removed
            crontab -l > after
            cmp before after
            """, to: "session.sh")
        let outcome = try Command(path: "/usr/bin/unshare").run(
            [
                "--mount", "sh", home.path + "/session.sh",
                Command.directory.appending(path: "algom").path, home.path,
            ], environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try home.text("alone").contains("\n*/5 * * * * "))
        #expect(try home.text("before") == "# mine\n0 5 * * 1 tar %s\n\n")
        #expect(try home.text("none").contains("no crontab for"))
    }
}
