internal import JSON
internal import Market
internal import Record
internal import Reporting
package import Text

/// What a look at everything came to, for people and for programs.
package struct HealthResult: Sendable {
    /// When it was.
    let at: Timestamp
    /// The traders that were looked at.
    let traders: [String]
    /// What is wrong, and what may become so.
    package let problems: [HealthMemory.Problem]
    let changes: [HealthMemory.Change]
    package let warnings: [String]
    /// Why the look left nothing behind, as on a full disk: the next one will tell the same again.
    package let failure: JobError?

    /// What is news is wrong; what was seen once and may pass is not.
    package var status: ExitStatus {
        failure?.status ?? (problems.contains(where: \.isNews) ? .wrong : .ok)
    }

    /// A line for each finding, or one that says that there is none.
    package var lines: [String] {
        guard !problems.isEmpty || failure != nil else {
            let who = counted(traders.count, "trader")
            return ["all well: \(who), runs, reports, state, disk and clock"]
        }
        let told = problems.map { problem in
            problem.isNews
                ? "wrong\(duration(of: problem, after: " for ")): \(problem.words)"
                : "seen \(problem.looks == 1 ? "once" : "\(problem.looks) times"): \(problem.words)"
        }
        return told + (failure.map { ["this look could not be kept: \($0)"] } ?? [])
    }

    /// A line for each change since the last look, for standard error: cron mails what is there.
    package var news: [String] {
        changes.map { change in
            switch change {
            case .wrong(let problem): problem.words
            case .right(let problem):
                "right again\(duration(of: problem, after: " after ")): \(problem.words)"
            }
        }
    }

    /// How long something has lasted, as far as clocks can tell.
    private func duration(of problem: HealthMemory.Problem, after word: String) -> String {
        guard let duration = problem.duration(at: at) else { return "" }
        // What is right again was wrong for a while; where none is left, a clock was wrong as well.
        return duration == 0 && word == " after "
            ? "" : word + Figures.duration(milliseconds: duration)
    }

    /// The same as one JSON object.
    package var json: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("at", at.description)
            writer.member("status", Int(status.rawValue))
            writer.member("traders", traders)
            writer.name("problems")
            writer.array { (writer: inout JSONWriter) in
                for problem in problems {
                    writer.object { (writer: inout JSONWriter) in
                        writer.member("key", problem.key)
                        writer.member("words", problem.words)
                        writer.member("looks", problem.looks)
                        writer.member("since", problem.since.description)
                        writer.member("isWrong", problem.isNews)
                    }
                }
            }
            writer.member("news", news)
            writer.member("warnings", warnings)
            writer.member("error", failure?.description)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
