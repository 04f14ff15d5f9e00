internal import Record
internal import Store
package import Text

/// The directory where `algom.json`, `.env` and `state/` are, seen to be there and to be ours.
///
/// The one gate to a home: every program passes it before it reads or writes a byte there. A path that
/// leads nowhere, or to a directory that is no home, would else become the home of a second record.
package struct Home: Equatable, Sendable {
    /// What a run is going to do there.
    package enum Purpose: Sendable {
        /// It changes nothing, and so may look whoever's home it is.
        case looking
        /// It writes: as the home's owner, and where nobody else can.
        case writing
        /// The same, and the home need not be there yet.
        case founding
    }

    /// An absolute path.
    package let path: String

    /// The home that the command line, or the environment, names.
    ///
    /// - Throws: ``JobError`` that says where it was named, what is wrong with it, and what to run.
    package init(
        _ environment: [String: String], _ options: Settings.Options, for purpose: Purpose
    ) throws(JobError) {
        let name = try HomeName(environment, options)
        path = name.path
        do throws(StoreError) {
            let found = try HomeDirectory(at: path)
            let isHome = try found?.isHome(thoroughly: purpose == .founding) ?? false
            guard isHome || purpose == .founding else {
                throw Self.absence(of: name, isThere: found != nil)
            }
            if purpose == .writing, let found, found.hasLostState {
                throw StoreError.notOurs(path: "\(path)/state", what: Self.lossWords(path))
            }
            guard let found, purpose != .looking || found.isClosed, let flaw = found.flaw else {
                return
            }
            throw Self.refusal(flaw, isHomeForeign: found.isForeign, name, options)
        } catch .io(let operation, let path, let code) {
            throw JobError(StoreError.io(operation: operation, path: path, code: code))
        } catch {
            throw JobError(.configuration, at: name.origin, "\(error)")
        }
    }

    /// Makes the directory and `state/` in it, each 0700, where they are not there; where all records
    /// are lost, new ones may begin from then on.
    package func make() throws(JobError) {
        try JobError.storing { () throws(StoreError) in
            let directory = try StateDirectory(path: "\(path)/state")
            if try LostRecord.isEveryOneLost(in: directory) { try directory.removeMark() }
        }
    }

    /// What is said of a state directory that is gone, or holds nothing any more.
    static func lossWords(_ path: String) -> String {
        "holds no record, though one began there, as \(shellWord(path + "/.algom-record")) tells; put it"
            + " back (is it mounted?), or begin anew: \(Command("algom-tick", "--new-home", home: path))"
    }

    private static func absence(of name: HomeName, isThere: Bool) -> StoreError {
        let what =
            isThere
            ? "holds no algom.json, no .env and no state/, so it is no home of Algom"
            : "is not there"
        return .notOurs(
            path: name.path,
            what: "\(what) (mistyped, moved, or not mounted?); to begin one: "
                + "\(Command("algom init", home: name.path)), or without files: "
                + "\(Command("algom-tick", "--new-home", home: name.path))")
    }

    private static func refusal(
        _ flaw: HomeDirectory.Flaw, isHomeForeign: Bool, _ name: HomeName,
        _ options: Settings.Options
    ) -> StoreError {
        switch flaw {
        case .open(let path, let isShared):
            let remedy =
                isShared
                ? "name a directory of your own" : "run: chmod go-w \(shellWord(path))"
            return .notOurs(path: path, what: "can be written by other users; \(remedy)")
        case .foreign(let path, let owner):
            let user = UserName.own
            let words = "belongs to \(owner.words), and this runs as \(user.words)"
            if isHomeForeign {
                let named = options.home == nil ? ["--home", name.path] : []
                let command = Command(words: options.command + named)
                return .notOurs(
                    path: path,
                    what: "\(words); run it as that user: \(owner.sudo) \(command)")
            }
            let remedy =
                user.isRoot
                ? "find out why: ls -la \(shellWord(name.path))"
                : "give it back: sudo chown -R \(user.argument) \(shellWord(path))"
            return .notOurs(path: path, what: "\(words), whose the home is; \(remedy)")
        }
    }
}
