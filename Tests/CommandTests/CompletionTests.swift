import Foundation
import Testing

/// What completes command lines, in the shells themselves.
struct CompletionTests {
    private static let programs = [
        "algom", "algom-draw", "algom-health", "algom-report", "algom-tick",
    ]

    /// A home that holds the script of each program for a shell.
    private static func scripts(_ shell: String) throws -> TemporaryHome {
        let home = try TemporaryHome()
        for program in programs {
            let script = try Command(name: program)("--generate-completion-script", shell)
            #expect(script.status == 0 && !script.output.isEmpty)
            try home.write(script.output, to: program)
        }
        return home
    }

    /// Runs lines in a shell that finds the programs.
    private static func run(
        _ shell: String, _ arguments: [String], home: TemporaryHome
    ) throws -> Command.Outcome {
        try Command(path: "/usr/bin/\(shell)").run(
            arguments,
            environment: [
                "PATH": "\(Command.directory.path):/usr/bin:/bin", "HOME": home.path,
                "ALGOM_HOME": home.path, "TERM": "xterm",
            ])
    }

    @Test func `bash completes commands, options, values and the names of traders`() throws {
        let home = try Self.scripts("bash")
        let tick = try Command(name: "algom-tick")(
            "--exchange", "sim", "--home", home.path, "--now", "2026-01-05T12:00:00Z")
        #expect(tick.status == 0)
        for program in Self.programs {
            #expect(
                try Self.run("bash", ["-n", "\(home.path)/\(program)"], home: home).status == 0)
        }
        for (line, expected) in [
            ("algom ch", ["chart"]), ("algom chart --kind ", ["candles", "trade", "equity"]),
            ("algom status --wa", ["--watch"]), ("algom status --trader ", ["sim"]),
            ("algom backtest --exchange b", ["binance", "bybit"]),
            ("algom backtest --timeframe 2", ["2h"]), ("algom sweep --by w", ["winRate"]),
            ("algom strategy show tu", ["turtle"]),
            ("algom strategy show turtle --set en", ["entry="]),
            ("algom sweep --set str", ["strategy="]), ("algom backtest --set str", []),
            ("algom sweep --set strategy=tu", ["turtle"]),
            ("algom sweep --set strategy=turtle,ma", ["turtle,macd", "turtle,ma-crossover"]),
            ("algom sweep --set strategy=turtle,macd --set e", ["entry="]),
            ("algom backtest --strategy turtle --set lea", ["leave="]),
            ("algom strategy figures golden", ["golden-cross"]),
            ("algom strategy list --timeframe 2", ["2h"]),
            ("algom sweep --by max", ["maxDrawdownPercent"]),
            ("algom sweep --strategy kel", ["keltner-breakout"]),
            ("algom strategy functions psa", ["psar"]),
            ("algom alert --test tele", ["telegram"]),
            ("algom export ", ["candles", "trades", "equity"]),
            ("algom trades --reason t", ["trailing-stop", "take-profit"]),
            ("algom init --symbol E", ["ETH/USDT"]),
            ("algom import stats x --trader b", ["bybit"]),
        ] {
            // As readline breaks it: an = is a word, and what is completed begins behind it.
            let words = line.split(separator: " ", omittingEmptySubsequences: false).flatMap {
                $0.isEmpty ? [""] : $0.matches(of: /=|[^=]+/).map { String($0.output) }
            }
            let list = words.map { "'\($0)'" }.joined(separator: " ")
            let last = words[words.count - 1]
            let script = """
                source '\(home.path)/algom'; COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1)
                COMP_LINE='\(line)'; COMP_POINT=\(line.count)
                read -r _ _ _ _ function _ <<< "$(complete -p algom)"
                "$function" algom '\(last == "=" ? "" : last)' '\(words[words.count - 2])'
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let outcome = try Self.run("bash", ["--norc", "-c", script], home: home)
            let found = outcome.lines.filter { !$0.isEmpty }.map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(found.sorted() == expected.sorted(), "\(line): \(outcome.errors)")
        }
    }

    @Test func `zsh loads each script and knows what it completes`() throws {
        let home = try Self.scripts("zsh")
        for program in Self.programs {
            try home.write(home.text(program), to: "_\(program)")
            #expect(
                try Self.run("zsh", ["-n", "\(home.path)/_\(program)"], home: home).status == 0)
        }
        let script = """
            fpath=('\(home.path)' $fpath); autoload -U compinit; compinit -u -D
            for program in \(Self.programs.joined(separator: " ")); do
              print $program $_comps[$program]; autoload +X -U $_comps[$program] || exit 1
            done
            """
        let outcome = try Self.run("zsh", ["-f", "-c", script], home: home)
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
        #expect(outcome.lines == Self.programs.map { "\($0) _\($0)" })
    }

    @Test func `fish completes commands and options`() throws {
        let home = try Self.scripts("fish")
        for program in Self.programs {
            #expect(
                try Self.run("fish", ["-n", "\(home.path)/\(program)"], home: home).status == 0)
        }
        for (line, expected) in [
            ("algom ch", "chart\t"), ("algom chart --kind t", "trade\t"),
            ("algom-tick --qu", "--quiet\t"),
        ] {
            let program = line.split(separator: " ")[0]
            let outcome = try Self.run(
                "fish", ["-N", "-c", "source '\(home.path)/\(program)'; complete -C '\(line)'"],
                home: home)
            #expect(outcome.lines.contains { $0.hasPrefix(expected) }, "\(line): \(outcome)")
        }
    }
}
