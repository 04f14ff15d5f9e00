import Testing

/// Rules of the house that a reader would otherwise have to remember.
struct TidyTests {
    /// Calls that ask the system for the time, the environment or chance; `Invocation` alone may.
    private static let surroundings = [
        "Date()", "Date.now", "getenv", "secure_getenv", "environ", "ProcessInfo", "clock_gettime",
        "gettimeofday", "ContinuousClock", "SuspendingClock", "CommandLine.arguments",
    ]

    @Test func `only the edge asks the system for time and environment`() throws {
        var looked = 0
        for file in try SourceTree().files where file.module != "Invocation" {
            for (number, code) in file.codeLines {
                looked += 1
                for call in Self.surroundings {
                    #expect(!code.contains(call), "\(file.path):\(number) uses \(call)")
                }
            }
        }
        #expect(looked > 1_000)
    }

    @Test func `chance is an argument outside the executables`() throws {
        let executables = ["algom-tick", "algom"]
        for file in try SourceTree().files where !executables.contains(file.module) {
            for (number, code) in file.codeLines {
                for call in [
                    "SystemRandomNumberGenerator", ".random(in: )", "randomElement()", "shuffled()",
                ] {
                    #expect(!code.contains(call), "\(file.path):\(number) uses \(call)")
                }
            }
        }
    }

    @Test func `nothing is forced`() throws {
        for file in try SourceTree().files {
            for (number, code) in file.codeLines {
                for force in [
                    "try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)",
                ] {
                    #expect(!code.contains(force), "\(file.path):\(number) uses \(force)")
                }
            }
        }
    }

    @Test func `the core is safe and knows no concurrency`() throws {
        let core = ["Market", "Indicators", "Trading", "Reporting", "JSON"]
        for file in try SourceTree().files where core.contains(file.module) {
            for (number, code) in file.codeLines {
                for word in ["unsafe", "Unsafe", "async", "await", "actor "] {
                    #expect(!code.contains(word), "\(file.path):\(number) uses \(word)")
                }
            }
        }
    }

    @Test func `files are short and named for a thing`() throws {
        let habits = ["Util", "Helper", "Manager", "Common", "Misc"]
        for file in try SourceTree().files {
            let lines = file.codeLines.count
            #expect(
                lines <= 400, "\(file.path) has \(lines) lines; is there more than one idea in it?")
            for habit in habits {
                #expect(!file.path.contains(habit), "\(file.path) is named for a habit")
            }
        }
    }

    @Test func `nothing is marked as unfinished`() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        for file in try SourceTree().files {
            for mark in marks { #expect(!file.text.contains(mark), "\(file.path) holds \(mark)") }
        }
    }
}
