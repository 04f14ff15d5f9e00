/// How a program ended, as sysexits spells it; the larger is the worse.
package enum ExitStatus: Int32, Comparable, Sendable {
    /// Done, also when there was nothing new.
    case ok = 0
    /// A look at everything found something wrong.
    case wrong = 1
    /// The command line was wrong.
    case usage = 64
    /// What came from outside was well-formed and wrong.
    case badData = 65
    /// An exchange or service could not be reached or understood.
    case unavailable = 69
    /// A mistake of the program's own.
    case bug = 70
    /// The disk failed.
    case io = 74
    /// Somebody else is at it, or we were asked to wait: the next run tries again.
    case tryLater = 75
    /// Configuration or state was refused.
    case configuration = 78

    package static func < (left: ExitStatus, right: ExitStatus) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What stopped a job: the code it ends with, and what its operator is told in one line.
package struct JobError: Error, CustomStringConvertible {
    package let status: ExitStatus
    /// Whose job it was.
    package let trader: String?
    /// Where it is wrong: an option, a variable, a file, a key in one.
    package let place: String?
    package let what: String
    package let remedy: Remedy?
    /// The text that is wrong, and a mark under it: lines to be shown below; mostly none.
    package let quotation: [String]

    package init(
        _ status: ExitStatus, trader: String? = nil, at place: String? = nil, _ what: String,
        remedy: Remedy? = nil, quotation: [String] = []
    ) {
        self.quotation = quotation
        self.status = status
        self.trader = trader
        self.place = place
        self.what = what
        self.remedy = remedy
    }

    /// What is wrong with what somebody wrote, in a file where it is one.
    package init(_ status: ExitStatus, _ flaw: InputFlaw, in file: String? = nil) {
        let place = [file, flaw.path].compactMap { $0 }.filter { !$0.isEmpty }
        self.init(
            status, at: place.isEmpty ? nil : place.joined(separator: ": "), flaw.problem,
            quotation: flaw.quotation)
    }

    /// One line that holds nothing a terminal would obey, whatever the words quote.
    package var description: String {
        problem + ShownText.line(remedy.map { "; \($0)" } ?? "")
    }

    /// The same without what helps.
    package var problem: String {
        let subjects = [trader, place].compactMap { $0 }.map { "\($0): " }
        return ShownText.line("\(subjects.joined())\(what)")
    }
}

extension JobError: Equatable {
    /// Whether an operator is told the same.
    package static func == (left: JobError, right: JobError) -> Bool {
        left.status == right.status && left.description == right.description
    }
}
