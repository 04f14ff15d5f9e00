import Glibc
import Simulation

/// Simulates one seed after another for so many seconds, or replays one, day by day.
///
/// Exits with 1 where an invariant did not hold, having printed the command that replays it.
@main
struct Soak {
    static func main() async {
        guard let options = Options(CommandLine.arguments.dropFirst()) else {
            complain("usage: algom-soak [--seconds N] [--seed N]")
            exit(64)
        }
        var tally = Tally()
        let violations: [String]
        if let seed = options.seed {
            violations = replay(seed, &tally)
        } else {
            violations = await soak(seconds: options.seconds, &tally)
        }
        print(tally.summary(wrong: violations.count))
        for violation in violations { print(violation) }
        exit(violations.isEmpty ? 0 : 1)
    }

    private static func replay(_ seed: UInt64, _ tally: inout Tally) -> [String] {
        let (result, violation) = simulate(seed, report: { print($0) }, isOver: { false })
        tally += result
        return violation.map { [$0] } ?? []
    }

    /// Lets as many seeds run at once as there are processors, until time is up.
    private static func soak(seconds: Int, _ tally: inout Tally) async -> [String] {
        let start = now()
        let isOver: @Sendable () -> Bool = { now() - start >= seconds }
        // Each run takes seeds that none before it took.
        var seed = UInt64(start) * 10_000
        var violations: [String] = []
        var wrongSeeds = 0
        await withTaskGroup(of: (Tally, String?).self) { group in
            for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) {
                let own = seed
                group.addTask { simulate(own, report: { _ in }, isOver: isOver) }
                seed += 1
            }
            while let (result, violation) = await group.next() {
                tally += result
                if let violation { violations.append(violation) }
                wrongSeeds = violations.count
                showProgress(tally, wrong: wrongSeeds, seconds: now() - start)
                guard !isOver() else { continue }
                let own = seed
                group.addTask { simulate(own, report: { _ in }, isOver: isOver) }
                seed += 1
            }
        }
        if isatty(STDERR_FILENO) != 0 { complain("") }
        return violations
    }

    /// One seed, and the words for what went wrong with it.
    private static func simulate(
        _ seed: UInt64, report: @escaping (String) -> Void, isOver: () -> Bool
    ) -> (Tally, String?) {
        do {
            let simulation = try Simulation(seed: seed, report: report)
            return (try simulation.run(isOver: isOver), nil)
        } catch {
            return (Tally(), "\(error)\n  replay it: make soak SEED=\(seed)")
        }
    }

    private static func showProgress(_ tally: Tally, wrong: Int, seconds: Int) {
        guard isatty(STDERR_FILENO) != 0 else { return }
        say("\r\(seconds) s: \(tally.summary(wrong: wrong))\u{1B}[K")
    }

    private static func complain(_ text: String) { say("\(text)\n") }

    private static func say(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func now() -> Int { time(nil) }
}

/// What the command line asks for.
private struct Options {
    var seconds = 60
    var seed: UInt64?

    init?(_ arguments: some Sequence<String>) {
        var words = arguments.makeIterator()
        while let name = words.next() {
            guard let value = words.next() else { return nil }
            switch name {
            case "--seconds":
                guard let number = Int(value), number > 0 else { return nil }
                seconds = number
            case "--seed":
                guard let number = UInt64(value) else { return nil }
                seed = number
            default: return nil
            }
        }
    }
}
