package import Store
package import Text

// What other modules' errors mean to an operator: the exit code, and the command that helps.

extension JobError {
    /// A failure of the disk, or of what is on it with the command that helps; `adding` says more
    /// about damage.
    package init(
        _ error: StoreError, trader: String? = nil, remedy: Remedy = .verify,
        adding more: String? = nil
    ) {
        let subject = trader.map { "\($0): " } ?? ""
        switch error {
        // No name here is too long by itself: somebody gave it.
        case .io: self.init(error.isNameTooLong ? .usage : .io, "\(subject)\(error)")
        case .reserved: self.init(.usage, "\(subject)\(error)")
        case .locked: self.init(.tryLater, "\(subject)\(error)")
        case .unreadable: self.init(.bug, "\(subject)\(error)")
        case .notOurs: self.init(.configuration, "\(subject)\(error)")
        case .damaged, .tooLarge:
            let help =
                trader.map { remedy.words($0, error.homeOption) }
                ?? "put right what lies there or move it away"
            self.init(
                .configuration,
                "\(subject)\(error); \(more.map { "\($0); " } ?? "")"
                    + "nothing was changed, \(help)")
        }
    }
}

/// The command that helps where a trader's files are not what was written.
package enum Remedy {
    /// The file follows from the journal.
    case repair
    /// The file is the journal, which nothing can bring back; how far it can be trusted is to be seen.
    case verify
    /// Nothing is left but a copy, or a new beginning.
    case reset

    /// `home` is the option that names it.
    package func words(_ trader: String, _ home: String) -> String {
        let option = "--trader \(trader)\(home)"
        return switch self {
        case .repair: "'algom repair \(option)' rebuilds it from the journal"
        case .verify: "'algom verify \(option)' tells how far the record is proved"
        case .reset:
            "restore \(trader)'s directory from a copy, or give the record up with 'algom reset"
                + " --reason WHY \(option)'"
        }
    }
}

extension StoreError {
    /// What a command needs to work in the home that a damaged file lies in, with a space before it;
    /// empty where it lies in none.
    fileprivate var homeOption: String {
        let path: String
        switch self {
        case .damaged(let place, _), .tooLarge(let place, _): path = place
        default: return ""
        }
        // By how deep files lie: a trader may be called as directories here are, and so may a home.
        let names = path.split(separator: "/")
        let depth = [4, 3, 2].first { $0 <= names.count && names[names.count - $0] == "state" }
        return depth.map { Text.homeOption("/" + names.dropLast($0).joined(separator: "/")) } ?? ""
    }
}
