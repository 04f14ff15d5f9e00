import Foundation
import Testing

/// What stands in a line of the crontab, run by each shell that cron may call.
struct CronCommandTests {
    private static let shells = [
        ["/bin/dash"], ["/bin/bash"], ["/bin/busybox", "sh"], ["/bin/zsh"],
    ].filter { FileManager.default.isExecutableFile(atPath: $0[0]) }

    /// What the log was told: a stand-in for `logger` writes a line for each call, and what it read.
    private enum Log: CaseIterable { case works, isMissing, fails }

    /// Runs the line of a program that says these things, with the logger that is there.
    private func run(
        _ body: String, by shell: [String], _ log: Log = .works
    ) throws -> (outcome: Command.Outcome, log: String) {
        let desk = try TemporaryHome()
        // A place that needs quotes, twice over.
        let programs = desk.path + "/it's 100%"
        try FileManager.default.createDirectory(
            atPath: programs + "/state", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        for name in ["algom", "algom-tick", "algom-report", "algom-health"] {
            try FileManager.default.copyItem(
                atPath: Command.directory.appending(path: name).path, toPath: "\(programs)/\(name)")
        }
        let printed = try Command(path: "\(programs)/algom").run(
            ["cron", "install", "--print", "--home", programs], environment: [:])
        let line = try #require(printed.lines.first { $0.contains("/algom-tick") }, "\(printed)")
        try desk.write(
            """
            #!/bin/sh
            echo "[$*]" >> '\(desk.path)/log'
            cat >> '\(desk.path)/log'
            echo >> '\(desk.path)/log'
            exit \(log == .fails ? 1 : 0)
            """, to: "logger", mode: log == .isMissing ? 0o600 : 0o755)
        try desk.write("#!/bin/sh\n\(body)\n", to: "it's 100%/algom-tick", mode: 0o755)
        // As cron takes it apart: five fields, and every % that has its backslash.
        let command = line.replacing(#/^(\S+ ){5}/#, with: "").replacing("\\%", with: "%")
            .replacing("/usr/bin/logger", with: "\(desk.path)/logger")
        let outcome = try Command(path: shell[0]).run(
            shell.dropFirst() + ["-c", command], environment: ["PATH": "/usr/bin:/bin"])
        let log = (try? desk.text("log")) ?? ""
        let tags = Set(log.matches(of: #/ ?-t (algom-[^\]]+)\]/#).map(\.1))
        #expect(tags.count <= 1 && tags.allSatisfy { $0.hasSuffix("-it-s-100") }, "\(tags)")
        return (outcome, tags.first.map { log.replacing($0, with: "TAG") } ?? log)
    }

    @Test(arguments: shells)
    func `output goes to the log, errors to log and mail, and the end is the program's`(
        shell: [String]
    ) throws {
        let told = try run(
            #"p='printf %s\n'; echo one; $p 'bad \n \c 1' >&2; echo two; $p 'bad %s 2' >&2; exit 69"#,
            by: shell)
        #expect(told.outcome.status == 69)
        #expect(told.outcome.output == "")
        #expect(told.outcome.errors == "bad \\n \\c 1\nbad %s 2\n")
        #expect(
            told.log == """
                [-p user.err -t TAG]
                bad \\n \\c 1
                bad %s 2
                [-t TAG]
                one
                two

                """)
    }

    @Test(arguments: shells)
    func `what says nothing calls nobody`(shell: [String]) throws {
        let told = try run("exit 0", by: shell)
        #expect(told.outcome.status == 0 && told.log == "")
        #expect(told.outcome.output == "" && told.outcome.errors == "")
        #expect(try run("kill -9 $$", by: shell).outcome.status == 137)
    }

    @Test(arguments: shells)
    func `without a log all of it is left to cron`(shell: [String]) throws {
        for log in [Log.isMissing, .fails] {
            let told = try run("echo one; echo bad >&2; exit 65", by: shell, log)
            #expect(told.outcome.status == 65)
            #expect(told.outcome.output == "one", "\(log)")
            #expect(told.outcome.errors.hasPrefix("bad\n"), "\(log)")
        }
    }

    @Test(arguments: shells)
    func `a lot of both is taken in order`(shell: [String]) throws {
        let told = try run(
            "i=0; while [ $i -lt 3000 ]; do echo out $i; echo error $i >&2; i=$((i+1)); done",
            by: shell)
        let numbers = { (text: String, word: String) in
            text.split(separator: "\n").filter { $0.hasPrefix(word) }
                .map { String($0.dropFirst(word.count + 1)) }
        }
        let all = (0..<3_000).map(String.init)
        #expect(numbers(told.outcome.errors, "error") == all)
        #expect(numbers(told.log, "error") == all && numbers(told.log, "out") == all)
    }
}
