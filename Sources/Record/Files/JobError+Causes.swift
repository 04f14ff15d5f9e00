package import Store
package import Text

// What other modules' errors mean to an operator: the exit code, and the command that helps.

extension JobError {
    /// A failure of the disk, or of what is on it with the command that helps; `adding` says more
    /// about damage.
    package init(
        _ error: StoreError, trader: String? = nil, remedy: RecordRemedy = .verify,
        adding more: String? = nil
    ) {
        let status: ExitStatus =
            switch error {
            // No name here is too long by itself: somebody gave it.
            case .io: error.isNameTooLong ? .usage : .io
            case .reserved: .usage
            case .locked: .tryLater
            case .unreadable: .bug
            case .notOurs, .damaged, .tooLarge: .configuration
            }
        guard let place = error.damagedPlace else {
            self.init(status, trader: trader, "\(error)")
            return
        }
        let help =
            trader.map { remedy.remedy($0, in: Self.home(around: place)) }
            ?? "put right what lies there or move it away"
        self.init(
            status, trader: trader, "\(error)\(more.map { "; \($0)" } ?? "")",
            remedy: "nothing was changed, " + help)
    }

    /// Does what the disk may refuse, which is told as an operator is to be told it.
    package static func storing<Value>(
        _ body: () throws(StoreError) -> Value
    ) throws(JobError) -> Value {
        do {
            return try body()
        } catch {
            throw JobError(error)
        }
    }

    /// The home that a damaged file lies in; `nil` where it lies in none.
    private static func home(around place: String) -> String? {
        // By how deep files lie: a trader may be called as directories here are, and so may a home.
        let names = place.split(separator: "/")
        let depth = [4, 3, 2].first { $0 <= names.count && names[names.count - $0] == "state" }
        return depth.map { "/" + names.dropLast($0).joined(separator: "/") }
    }
}

/// The command that helps where a trader's files are not what was written.
package enum RecordRemedy {
    /// The file follows from the journal.
    case repair
    /// The file is the journal, which nothing can bring back; how far it can be trusted is to be seen.
    case verify
    /// The file is the journal, whose last lines are torn.
    case mend
    /// Nothing is left but a copy, or a new beginning.
    case reset

    /// `home` is where the record lies.
    package func remedy(_ trader: String, in home: String?) -> Remedy {
        switch self {
        case .repair:
            let command = Command("algom repair", "--trader", trader, home: home)
            return "'\(command)' rebuilds it from the journal"
        case .verify:
            let command = Command("algom verify", "--trader", trader, home: home)
            return "'\(command)' tells how far the record is proved"
        case .mend:
            let command = Command("algom repair", "--trader", trader, home: home)
            return "'\(command)' keeps them where the checkpoint vouches for them"
        case .reset:
            let command = Command(
                "algom reset", "--reason", "WHY", "--trader", trader, home: home)
            return
                "restore \(trader)'s directory from a copy, or give the record up with '\(command)'"
        }
    }

    /// What ends a record, for a reason that may still have to be written.
    package static func giveUp(
        _ trader: String, why reason: String = "WHY", in home: String?
    ) -> Command {
        Command("algom reset", "--trader", trader, "--reason", reason, home: home)
    }
}

extension StoreError {
    /// The file that is damaged; `nil` where the trouble is another.
    fileprivate var damagedPlace: String? {
        switch self {
        case .damaged(let place, _), .tooLarge(let place, _): place
        case .io, .reserved, .locked, .unreadable, .notOurs: nil
        }
    }
}
