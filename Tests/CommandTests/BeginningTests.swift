import Foundation
import Glibc
import Testing

/// How each program begins: with its whole command line, or not at all, and with nothing that a crash
/// or a limit of the shell could make of it.
struct BeginningTests {
    private static let programs = [
        "algom", "algom-tick", "algom-report", "algom-health", "algom-draw",
    ]

    private static func path(_ program: String) -> String { "\(Command.directory.path)/\(program)" }

    private static func shell(_ script: String, _ program: String) throws -> Command.Outcome {
        try Command(path: "/bin/bash")("-c", script, "bash", path(program))
    }

    @Test(
        .enabled(if: geteuid() == 0, "only root can take /proc away"), arguments: programs)
    func `options are read where there is no proc`(program: String) throws {
        let outcome = try Self.shell(
            "unshare -m sh -c 'umount -l /proc; exec \"$0\" --help' \"$1\"", program)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.hasPrefix("OVERVIEW: "), "\(outcome)")
    }

    @Test func `options are read where a library has moved the environment`() throws {
        let home = try TemporaryHome()
        try home.write(
            """
            #include <stdlib.h>
            __attribute__((constructor)) static void move(void) { setenv("MOVED", "1", 1); }
            """, to: "move.c")
        let made = try Command(path: "/usr/bin/env").run(
            ["sh", "-c", "cc -shared -fPIC -o $0.so $0.c || clang -shared -fPIC -o $0.so $0.c"]
                + ["\(home.path)/move"],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""])
        try #require(made.status == 0, "no C compiler was found")
        for program in Self.programs {
            let outcome = try Command(name: program)(
                "--help", environment: ["LD_PRELOAD": "\(home.path)/move.so"])
            #expect(outcome.status == 0 && outcome.output.hasPrefix("OVERVIEW: "), "\(outcome)")
        }
    }

    @Test(arguments: programs)
    func `a command line that cannot be read whole is refused, and nothing is done`(
        program: String
    ) throws {
        for script in [
            #"exec -a '' "$1" --help"#, #""$1" $'--home=\xff' --help"#,
            #""$1" --help $'\xc3\x28'"#,
        ] {
            let outcome = try Self.shell(script, program)
            #expect(outcome.status == 64, "\(script): \(outcome)")
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("this command line cannot be read: "), "\(outcome)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    @Test(arguments: programs)
    func `no program leaves its memory behind when it dies`(program: String) throws {
        let home = try TemporaryHome()
        let trace = try Command(path: "/usr/bin/strace")(
            "-o", "\(home.path)/trace", "-e", "trace=prctl,openat", Self.path(program), "--help")
        #expect(trace.status == 0)
        let calls = try home.text("trace").split(separator: "\n")
        #expect(
            calls.contains { $0.contains("prctl(PR_SET_DUMPABLE, ") && $0.hasSuffix(" = 0") },
            "\(calls)")
    }

    @Test func `a limit on the size of files is an error, and ends nothing`() throws {
        let home = try TemporaryHome()
        #expect(
            try Command(name: "algom-tick")(
                "--exchange", "sim", "--home", home.path, "--now", "2026-01-05T12:00:00Z"
            ).status == 0)
        #expect(
            try Command(name: "algom-tick")(
                "--exchange", "sim", "--home", home.path, "--now", "2026-01-06T12:00:00Z"
            ).status == 0)
        for words in [
            "export candles", "dashboard", "export equity",
        ] {
            let outcome = try Self.shell(
                "ulimit -f 1; \"$1\" \(words) --output \(home.path)/out --home \(home.path); exit $?",
                "algom")
            #expect(outcome.status == 74, "\(words): \(outcome)")
            #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
        }
        #expect(try home.remains().allSatisfy { !$0.contains(".tmp") && !$0.contains(" out") })
    }
}
