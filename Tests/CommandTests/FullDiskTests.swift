import Foundation
import Testing

/// Disks that are really full, read-only or limited, and output that nobody takes.
struct FullDiskTests {
    private static let before = "2026-01-05T12:00:00Z"
    private static let now = "2026-01-06T13:00:00Z"

    /// A file system of a test's own needs root, and a system that lets it mount.
    private static let canMount: Bool = {
        let outcome = try? Command(path: "/usr/bin/unshare").run(
            ["-m", "mount", "-t", "tmpfs", "none", "/mnt"], environment: path)
        return outcome?.status == 0
    }()
    private static let path = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]

    /// Runs a script in which `tick NOW` and `algom …` are the built programs, in a home, with file
    /// systems of its own if it is to mount some.
    private func script(
        _ text: String, _ home: TemporaryHome, mounting: Bool = false
    ) throws -> Command.Outcome {
        let functions = """
            home=$1; bin=$2
            tick() { "$bin/algom-tick" --exchange sim --home "$home" --now "$1"; }
            algom() { command=$1; shift; "$bin/algom" "$command" "$@" --home "$home"; }

            """
        try home.write(functions + text, to: "script.sh")
        let own = [home.path + "/script.sh", home.path, Command.directory.path]
        return mounting
            ? try Command(path: "/usr/bin/unshare").run(["-m", "sh"] + own, environment: Self.path)
            : try Command(path: "/bin/sh").run(own, environment: Self.path)
    }

    private func undisturbed() throws -> Record {
        let home = try TemporaryHome()
        let outcome = try script("tick \(Self.before) && tick \(Self.now)", home)
        try #require(outcome.status == 0, "\(outcome.errors)")
        try FileManager.default.removeItem(atPath: home.path + "/script.sh")
        return try Record(home, trader: "sim")
    }

    @Test(.enabled(if: canMount, "mounting needs root"), arguments: ["size=1m", "nr_inodes=30"])
    func `a file system that fills up ends ticks in 74, and space given back makes good`(
        limit: String
    ) throws {
        let home = try TemporaryHome()
        // Ballast fills the disk, and is taken away bit by bit until a tick has come to its end.
        let outcome = try script(
            """
            mount -t tmpfs -o \(limit),mode=700 none "$home/state"
            tick \(Self.before) >/dev/null || exit 99
            mkdir "$home/state/ballast"
            n=0
            while { head -c 4096 /dev/zero > "$home/state/ballast/$n"; } 2>/dev/null; do n=$((n + 1)); done
            [ -s "$home/state/ballast/$n" ] || rm -f "$home/state/ballast/$n"
            for round in $(seq 100); do
              tick \(Self.now) >/dev/null 2>"$home/errors"; status=$?
              echo $status
              [ $status = 0 ] && break
              [ $status = 74 ] && grep -q "No space left on device" "$home/errors" || cat "$home/errors" >&2
              n=$((n - 1)); rm -f "$home/state/ballast/$n"
            done
            rm -r "$home/state/ballast"
            tick \(Self.now) >/dev/null || exit 99
            algom verify
            cp -r "$home/state" "$home/kept"
            """, home, mounting: true)
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
        let codes = outcome.lines.filter { Int($0) != nil }
        #expect(codes.last == "0" && codes.dropLast().allSatisfy { $0 == "74" }, "\(codes)")
        #expect(codes.count > 1)
        #expect(outcome.lines.last?.hasPrefix("sim: proved: ") == true)
        let kept = try TemporaryHome()
        for (name, place) in [("kept", "state"), (".algom-record", ".algom-record")] {
            try FileManager.default.copyItem(
                atPath: "\(home.path)/\(name)", toPath: "\(kept.path)/\(place)")
        }
        let difference = try Record(kept, trader: "sim").difference(from: try undisturbed())
        #expect(difference == nil)
        print("a full file system (\(limit)): \(codes.count - 1) ticks refused, made good")
    }

    @Test(.enabled(if: canMount, "mounting needs root"))
    func `a read-only file system is told with 74, and status still reads it`() throws {
        let home = try TemporaryHome()
        let outcome = try script(
            """
            mount -t tmpfs -o mode=700 none "$home/state"
            tick \(Self.before) >/dev/null || exit 99
            mount -o remount,ro "$home/state"
            tick \(Self.now); echo $?
            algom status >/dev/null; echo $?
            algom verify >/dev/null; echo $?
            mount -o remount,rw "$home/state"
            tick \(Self.now) >/dev/null; echo $?
            """, home, mounting: true)
        #expect(outcome.lines.filter { Int($0) != nil } == ["74", "0", "0", "0"])
        #expect(outcome.errors.contains("\(home.path)/state"))
        #expect(outcome.errors.contains("Read-only file system"))
    }

    @Test func `a limit on file sizes is a refusal like a full disk, wherever it falls`() throws {
        let undisturbed = try undisturbed()
        var refusals = 0
        for limit in stride(from: 1_000, through: 221_000, by: 11_000) {
            let home = try TemporaryHome()
            let outcome = try script(
                """
                tick \(Self.before) >/dev/null || exit 99
                prlimit --fsize=\(limit) "$bin/algom-tick" --exchange sim --home "$home" --now \(Self.now)
                echo $?
                tick \(Self.now) >/dev/null || exit 99
                algom verify >/dev/null
                """, home)
            #expect(outcome.status == 0, "\(limit): \(outcome.errors)")
            let code = outcome.lines.last ?? ""
            #expect(code == "74" || code == "0", "\(limit): \(code) \(outcome.errors)")
            if code == "74" {
                refusals += 1
                #expect(outcome.errors.contains("File too large"), "\(limit): \(outcome.errors)")
            }
            try FileManager.default.removeItem(atPath: home.path + "/script.sh")
            #expect(
                try Record(home, trader: "sim").difference(from: undisturbed) == nil, "\(limit)")
        }
        #expect(refusals > 5)
        print("limits on file sizes: \(refusals) ticks refused, each made good")
    }

    @Test(arguments: [100_000, 400_000, 700_000])
    func `lines that are handed over early, as much is caught up, are refused like the last`(
        limit: Int
    ) throws {
        let home = try TemporaryHome()
        let later = "2026-01-20T13:00:00Z"
        let outcome = try script(
            """
            tick \(Self.before) >/dev/null || exit 99
            prlimit --fsize=\(limit) "$bin/algom-tick" --exchange sim --home "$home" --now \(later)
            echo $?
            tick \(later) >/dev/null || exit 99
            algom verify >/dev/null
            """, home)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.last == "74", "\(outcome.errors)")
        #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
    }

    @Test func `a tick whose output is lost has done its work and says so`() throws {
        let undisturbed = try undisturbed()
        for redirection in [">/dev/full", ">&-", "<&- >&- 2>&-", "2>&-"] {
            let home = try TemporaryHome()
            // Something to warn about: where its stream is closed, it must end up in no file of ours.
            try home.write("", to: ".env", mode: 0o644)
            let outcome = try script(
                """
                tick \(Self.before) \(redirection)
                echo $?
                tick \(Self.now) \(redirection)
                echo $?
                algom verify >/dev/null
                """, home)
            #expect(outcome.status == 0, "\(redirection): \(outcome.errors)")
            #expect(outcome.lines.filter { Int($0) != nil } == ["0", "0"], "\(redirection)")
            #expect(
                outcome.errors.contains("warning: standard output is lost: ")
                    == !redirection.contains("2>"), "\(redirection): \(outcome.errors)")
            for name in ["script.sh", ".env"] {
                try FileManager.default.removeItem(atPath: home.path + "/" + name)
            }
            #expect(
                try Record(home, trader: "sim").difference(from: undisturbed) == nil,
                "\(redirection)")
        }
    }

    @Test func `a command whose output is lost does not end with 0`() throws {
        let home = try TemporaryHome()
        let rows = (0..<600).map { "\(1_757_116_800_000 + $0 * 300_000),1,2,1,2,1\n" }
        try home.write(rows.joined(), to: "c.csv")
        #expect(try script("tick \(Self.before)", home).status == 0)
        let backtest = #""$bin/algom" backtest --candles "$home/c.csv""#
        for command in [
            "algom status", "algom status --json", "algom verify", "algom repair", "algom init",
            backtest, "algom reset --trader sim --reason x",
        ] {
            let outcome = try script("\(command) >/dev/full", home)
            #expect(outcome.status == 74, "\(command): \(outcome.status) \(outcome.errors)")
            #expect(outcome.errors.contains("No space left on device"), "\(command)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(command)")
        }
        for option in ["--stats", "--trades"] {
            let outcome = try script("\(backtest) \(option) /dev/full", home)
            // A file of no trades has nothing to lose.
            let expected: Int32 = option == "--stats" ? 74 : 0
            #expect(outcome.status == expected, "\(option): \(outcome.errors)")
        }
    }
}
