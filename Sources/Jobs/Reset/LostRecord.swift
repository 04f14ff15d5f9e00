internal import Store

/// A record that is not there, though something left of it tells that it was.
///
/// A directory that was moved away, or not mounted, would else be followed in silence by a new record.
struct LostRecord {
    /// What tells of it.
    let words: String
    private let trader: String
    private let directory: StateDirectory

    /// `nil` where nothing tells of a record of the trader, but those in the archive.
    ///
    /// The caller has seen that the trader has none.
    ///
    /// - Throws: ``StoreError`` where it cannot be seen.
    init?(of trader: String, in directory: StateDirectory) throws(StoreError) {
        self.trader = trader
        self.directory = directory
        let archive = Archive(directory)
        let last = try archive.lastPlace(of: trader)
        for name in [StateFiles.stats(of: trader), StateFiles.lastStats] {
            // A reset that was killed leaves the stats file of what it moved away.
            guard let head = StatsFile.published(of: trader, in: directory, as: name)?.head,
                try last.map({ place throws(StoreError) in try archive.ended(place, with: head) })
                    != true
            else { continue }
            words = "\(directory.path(of: name)) tells of one with the head \(head.prefix(12))"
            return
        }
        guard let last, try archive.isFollowed(last) else { return nil }
        words = "\(directory.path(of: last)) tells that one followed it"
    }

    /// What to do about it.
    var error: JobError {
        let home = directory.path.hasSuffix("/state") ? String(directory.path.dropLast(6)) : ""
        let place = shellWord(directory.path(of: StateFiles.directory(of: trader)))
        return JobError(
            .configuration,
            "\(trader): there is no record, but \(words); put \(place) back from where it went (is it"
                + " mounted?), or give it up: algom reset --trader \(trader)"
                + " --reason 'the record was lost'\(Home.option(home))")
    }

    /// Refuses to begin a record where one is lost.
    static func refuse(_ trader: String, in directory: StateDirectory) throws(JobError) {
        let lost: LostRecord?
        do {
            lost = try LostRecord(of: trader, in: directory)
        } catch {
            throw JobError(error, trader: trader)
        }
        if let lost { throw lost.error }
    }
}
