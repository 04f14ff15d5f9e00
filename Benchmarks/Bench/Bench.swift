import Foundation

/// Measures Algom as whole processes, beside what does the same work otherwise.
///
/// `make bench` starts it; `Benchmarks/README.md` says what each row is. `algom-bench fold ROUNDS
/// FILE` is the process of one row.
@main
struct Bench {
    static func main() {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == "fold" {
                try Fold(arguments.dropFirst()).run()
            } else {
                try measure(try Options(arguments))
            }
        } catch {
            FileHandle.standardError.write(Data("algom-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    /// Runs the rows that are asked for, and writes the results after each of them: one that fails
    /// later takes nothing away.
    private static func measure(_ options: Options) throws {
        let scene = try Scene(options)
        defer { scene.end() }
        var machine = try Machine(scene.workshop, suite: options.suite)
        for (name, value) in machine.facts { print("\(name): \(value)") }
        print("\n\(Table.heading)")
        var sections: [Section] = []
        let name = options.suite == .bench ? "results" : "peers"
        let file = scene.workshop.path("\(name).json")
        for row in Row.all(options) {
            let section = try row.run(scene)
            for line in Table.lines(section) { print(line) }
            // All streams: each row is to be seen when it is done, also through a pipe.
            fflush(nil)
            sections.append(section)
            let results = ResultsFile(machine: machine, suite: options.suite, sections: sections)
            try Data(results.json).write(to: URL(filePath: file))
        }
        machine.end()
        let results = ResultsFile(machine: machine, suite: options.suite, sections: sections)
        try Data(results.json).write(to: URL(filePath: file))
        if let page = options.page { try scene.workshop.write(results.page, to: page) }
        print("\n\(Table.summary(sections).joined(separator: "\n"))")
        print(
            """
            How to read it: each figure is of a whole process, its CPU, wall and peak memory as the
            kernel counts them. Ratios are taken round by round between processes run in turn; the
            median is judged. Where min and max lie far apart, the machine was busy: run it again.
            What each row is: Benchmarks/README.md. The same for programs: \(file)
            """)
    }
}
