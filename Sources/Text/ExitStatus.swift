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

/// What stopped a job, in one line for its operator, and the code it ends with.
package struct JobError: Error, Equatable, CustomStringConvertible {
    package let status: ExitStatus
    /// One line that holds nothing a terminal would obey, whatever the words quote.
    package let description: String

    package init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = ShownText.line(description)
    }
}
