internal import CEntry
internal import Glibc

extension Invocation {
    /// What every program does before anything else; returns the command line behind its name.
    ///
    /// - The system keeps no copy of its memory when it dies: there are secrets in it.
    /// - A limit on file sizes is an error like others and kills nothing.
    /// - A command line that cannot be read whole ends it with 64: an option that got lost could
    ///   have been `--dry-run`.
    package static func begin() -> [String] {
        _ = centry_forbid_cores()
        signal(SIGXFSZ, SIG_IGN)
        return Array(commandLine.dropFirst())
    }

    /// The words that started this program, its own name first.
    package static let commandLine: [String] = {
        let count = centry_count()
        guard count > 0, let name = centry_word(0), name.pointee != 0 else {
            refuse("it was started without a name of its own")
        }
        return (0..<count).map { index in
            guard let word = centry_word(index), let text = String(validatingCString: word) else {
                refuse("word \(index) is no text of UTF-8")
            }
            return text
        }
    }()

    private static func refuse(_ what: String) -> Never {
        complain("this command line cannot be read: \(what); nothing was done")
        end(64)
    }
}
