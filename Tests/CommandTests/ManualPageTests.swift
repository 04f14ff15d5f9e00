import Foundation
import JSON
import Testing

/// The manual pages that are made of what the programs tell of themselves.
struct ManualPageTests {
    private static let programs = [
        "algom", "algom-draw", "algom-health", "algom-report", "algom-tick",
    ]

    /// Runs a shell line in a directory that has the programs on its `PATH`.
    private static func shell(_ line: String, in home: TemporaryHome) throws -> Command.Outcome {
        try Command(path: "/bin/sh").run(
            ["-c", "cd '\(home.path)' && \(line)"],
            environment: ["PATH": "\(Command.directory.path):/usr/bin:/bin"])
    }

    /// The names of a program's pages, all of which are made.
    private static func make(_ program: String, in home: TemporaryHome) throws -> [String] {
        let told = try shell("\(program) --experimental-dump-help > dump", in: home)
        #expect(told.status == 0)
        let names = try shell("algom-pages < dump", in: home).lines
        for name in names {
            let page = try shell("algom-pages \(name) 'May 1, 2026' < dump > \(name).1", in: home)
            #expect(page.status == 0, "\(page.errors)")
        }
        return names
    }

    @Test(arguments: programs)
    func `pages are well-formed for both readers, and name every option`(program: String) throws {
        let home = try TemporaryHome()
        let names = try Self.make(program, in: home)
        #expect(names.first == program)
        #expect(program == "algom" ? names.contains("algom-cron-install") : names.count == 1)
        for name in names {
            let lint = try Self.shell("mandoc -T lint -W warning \(name).1", in: home)
            #expect(lint.status == 0, "\(lint.output)")
            let man = try Self.shell(
                "MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -l \(name).1", in: home)
            #expect(man.status == 0 && man.errors == "", "\(man.errors)")
            let words =
                name.hasPrefix("algom-") && program == "algom"
                ? name.dropFirst(6).split(separator: "-").map(String.init) : []
            let help = try Command(name: program).run(words + ["--help"], environment: [:]).output
            let options = Set(
                help.matches(of: #/^ +(?:-., )?(--[a-z-]+)/#.anchorsMatchLineEndings()).map {
                    String($0.1)
                })
            #expect(options.contains("--help"), "\(help)")
            for option in options {
                #expect(man.output.contains(option), "\(name): \(option)")
            }
            for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SEE ALSO"] {
                #expect(man.output.contains("\n\(heading)\n"), "\(name): \(heading)")
            }
        }
    }

    @Test func `a page tells exit codes, files, variables and examples`() throws {
        let home = try TemporaryHome()
        _ = try Self.make("algom", in: home)
        let page = try Self.shell(
            "mandoc -T utf8 -O width=80 algom-chart.1 | LC_ALL=C.UTF-8 col -bx", in: home
        )
        .output
        for text in [
            "EXIT STATUS\n", "64      usage", "78      configuration, a damaged record, or no font",
            "ALGOM_HOME", "algom.json", "algom chart --trader binance --last 500", "algom(1)",
        ] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test func `what is no page is an error`() throws {
        let home = try TemporaryHome()
        let none = try Self.shell(
            "algom --experimental-dump-help | algom-pages nothing 'May 1, 2026'", in: home)
        #expect(none.status == 64 && none.errors == "algom-pages: there is no page 'nothing'\n")
        #expect(try Self.shell("echo '{' | algom-pages", in: home).status == 65)
    }
}
