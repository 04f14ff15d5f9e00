internal import Market
package import Record
package import Store
package import Text

/// A record that is not there, though something left of it tells that it was.
///
/// A directory that was moved away, or not mounted, would else be followed in silence by a new record.
package struct LostRecord {
    /// What tells of it.
    package let words: String
    private let trader: String
    private let store: any RecordStore

    /// `nil` where nothing tells of a record of the trader, but those in the archive.
    ///
    /// The caller has seen that the trader has none.
    ///
    /// - Throws: ``StoreError`` where it cannot be seen.
    package init?(of trader: String, in store: any RecordStore) throws(StoreError) {
        self.trader = trader
        self.store = store
        let archive = Archive(store)
        let last = try archive.lastPlace(of: trader)
        for name in [StateFiles.stats(of: trader), StateFiles.lastStats] {
            // A reset that was killed leaves the stats file of what it moved away.
            guard let head = StatsFile.published(of: trader, in: store, as: name)?.head,
                try last.map({ place throws(StoreError) in try archive.ended(place, with: head) })
                    != true
            else { continue }
            words = "\(store.path(of: name)) tells of one with the head \(head.prefix(12))"
            return
        }
        guard let last, try archive.isFollowed(last) else { return nil }
        words = "\(store.path(of: last)) tells that one followed it"
    }

    /// What to do about it.
    var error: JobError {
        let place = shellWord(store.path(of: StateFiles.directory(of: trader)))
        return JobError(
            .configuration, trader: trader,
            "there is no record, but \(words)",
            remedy: "put \(place) back from where it went (is it mounted?), or give it up: "
                + "\(RecordRemedy.giveUp(trader, why: "the record was lost", in: store.ownHome))"
        )
    }

    /// Whether nothing is left of any record, though one began here.
    static func isEveryOneLost(in store: any RecordStore) throws(StoreError) -> Bool {
        for name in [StateFiles.traders, StateFiles.archive]
        where try !store.entries(of: name).isEmpty { return false }
        return try store.isMarked()
    }

    /// Refuses to begin a record where one is lost, or where it would not be the one that is meant.
    ///
    /// `fallback` says how the trader came to be, where no `algom.json` names it.
    package static func refuse(
        _ trader: String, in store: any RecordStore, fallback: Settings.Fallback? = nil
    ) throws(JobError) {
        let lost: LostRecord?
        let isEveryOneLost: Bool
        do {
            lost = try LostRecord(of: trader, in: store)
            isEveryOneLost = try Self.isEveryOneLost(in: store)
        } catch {
            throw JobError(error, trader: trader)
        }
        if let lost { throw lost.error }
        if isEveryOneLost {
            let words = Home.lossWords(store.homePath)
            throw JobError(.configuration, trader: trader, "\(store.path) \(words)")
        }
        try fallback?.check(trader, in: store)
    }
}

extension Settings {
    /// How the only trader came to be, where there is no `algom.json`.
    package enum Fallback: Sendable {
        /// The command line, or a variable, names its exchange.
        case chosen
        /// Nothing does.
        case assumed

        /// Refuses to begin its record beside others that only an `algom.json` can have named, or that
        /// say that another one is meant.
        fileprivate func check(_ trader: String, in store: any RecordStore) throws(JobError) {
            var names: Set<String> = []
            do throws(StoreError) {
                for name in try store.entries(of: StateFiles.archive) {
                    names.insert(String(name.prefix { $0 != "." }))
                }
                names.formUnion(try store.entries(of: StateFiles.traders))
            } catch {
                throw JobError(error, trader: trader)
            }
            let others = names.filter { $0 != trader && TraderSettings.isName($0) }.sorted()
            let configured = others.filter { Exchange(rawValue: $0) == nil }
            guard let first = configured.first ?? (self == .assumed ? others.first : nil) else {
                return
            }
            let home = store.ownHome
            let way: Remedy =
                configured.isEmpty
                ? "say which exchange is meant: \(Command("algom-tick", "--exchange", trader, home: home))"
                : "write one: \(Command("algom init", "--exchange", trader, home: home))"
            throw JobError(
                .configuration, trader: trader,
                "there is no algom.json, and the records here are others, as that of \(first)",
                remedy: "put algom.json back (was it moved?), or \(way)")
        }
    }
}
