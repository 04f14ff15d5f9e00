import Testing

/// Rules of the house that a reader would otherwise have to remember.
struct TidyTests {
    /// Calls that ask the system for the time, the environment or chance; `Invocation` alone may.
    private static let surroundings = [
        "Date()", "Date.now", "getenv", "secure_getenv", "environ", "ProcessInfo", "clock_gettime",
        "gettimeofday", "ContinuousClock", "SuspendingClock", "CommandLine.arguments",
    ]

    /// Whether a line says a word or makes a call, not as a part of a longer word.
    private static func code(_ line: String, says word: String) -> Bool {
        line.ranges(of: word).contains { range in
            let before = line[..<range.lowerBound].last
            let after = line[range.upperBound...].first
            let isLetter = { (character: Character?) in
                character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
            }
            return !isLetter(before) && !(isLetter(word.last) && isLetter(after))
        }
    }

    @Test func `a word counts only where it stands alone`() {
        for line in ["environ", "x = environ[0]", "let t = Date()", "(Date())", "await f()"] {
            let words = ["environ", "Date()", "await"]
            #expect(words.contains { Self.code(line, says: $0) }, "\(line)")
        }
        for line in ["environment", "let factor = 1", "UpDate()", "awaited", "_environ"] {
            let words = ["environ", "actor", "Date()", "await"]
            #expect(!words.contains { Self.code(line, says: $0) }, "\(line)")
        }
    }

    @Test func `only the edge asks the system for time and environment`() throws {
        var looked = 0
        for file in try SourceTree().files where file.module != "Invocation" {
            for (number, code) in file.codeLines {
                looked += 1
                for call in Self.surroundings {
                    #expect(!Self.code(code, says: call), "\(file.path):\(number) uses \(call)")
                }
            }
        }
        #expect(looked > 1_000)
    }

    @Test func `chance is an argument outside the executables`() throws {
        let executables = ["algom-tick", "algom-report", "algom-health", "algom"]
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
        let core = ["Text", "Market", "Indicators", "Trading", "Reporting", "JSON"]
        for file in try SourceTree().files where core.contains(file.module) {
            for (number, code) in file.codeLines {
                for word in ["unsafe", "Unsafe"] {
                    #expect(!code.contains(word), "\(file.path):\(number) uses \(word)")
                }
                for word in ["async", "await", "actor"] {
                    #expect(!Self.code(code, says: word), "\(file.path):\(number) uses \(word)")
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
