package import Market
package import Store
internal import Text
package import Trading

/// The records that were given up: `state/archive/NAME.MOMENT/`, moved there whole.
package struct Archive {
    private let store: any RecordStore

    package init(_ store: any RecordStore) { self.store = store }

    /// Where a trader's record goes at a moment: `archive/btc.20260105T120000000Z`.
    ///
    /// A trader's name has no point in it, so what precedes the first one is the name.
    package static func place(of trader: String, at moment: Timestamp) -> String {
        let stamp = moment.description.filter { !"-:.".contains($0) }
        return "\(StateFiles.archive)/\(trader).\(stamp)"
    }

    /// The names of all records that were given up, as `btc.20260105T120000000Z`: those of a trader
    /// together, the oldest first.
    package func names() throws(StoreError) -> [String] {
        try store.entries(of: StateFiles.archive).filter { name in
            let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && TraderSettings.isName(String(parts[0]))
        }
    }

    /// The trader whose record has this name.
    package static func trader(of name: String) -> String { String(name.prefix { $0 != "." }) }

    /// What was noted of the record of this name.
    ///
    /// - Throws: ``StoreError`` where it cannot be read, or is another trader's.
    package func note(of name: String) throws(StoreError) -> ResetNote {
        let place = "\(StateFiles.archive)/\(name)"
        let note = try note(in: place)
        guard note.trader == Self.trader(of: name) else {
            throw .damaged(
                path: store.path(of: StateFiles.resetNote(in: place)),
                what: "it is that of trader '\(excerpt(of: note.trader))'")
        }
        return note
    }

    /// The record of a trader that was given up last; `nil` where none was.
    ///
    /// - Throws: ``StoreError`` where its note cannot be read: a new record must not pass for the
    ///   trader's first.
    package func last(of trader: String) throws(StoreError) -> Predecessor? {
        try lastPlace(of: trader).map { place throws(StoreError) in try note(in: place).predecessor
        }
    }

    /// Where that record lies.
    package func lastPlace(of trader: String) throws(StoreError) -> String? {
        let own = try store.entries(of: StateFiles.archive).filter {
            $0.split(separator: ".").first.map(String.init) == trader
        }
        // Moments of one length sort as they follow each other.
        return own.max().map { "\(StateFiles.archive)/\($0)" }
    }

    /// Whether the record at a place ended with this journal head, as far as it was published.
    package func ended(_ place: String, with head: String) throws(StoreError) -> Bool {
        let note = try note(in: place)
        return note.head == head
            || StatsFile.published(
                of: note.trader, in: store, as: StateFiles.archivedStats(in: place))?.head
                == head
    }

    /// Whether a record has followed the one at a place.
    package func isFollowed(_ place: String) throws(StoreError) -> Bool {
        try store.exists(StateFiles.followed(in: place))
    }

    /// Begins a trader's record with a checkpoint of length 0, and notes that it follows the last one.
    ///
    /// - Throws: ``StoreError``; where the checkpoint is in its place all the same, the record goes on
    ///   from there.
    package func begin(
        _ settings: TraderSettings, carriedOver: CarriedOver? = nil
    ) throws(StoreError) -> Checkpoint {
        // What others could have put there is neither believed nor added to.
        try store.checkOwnership(of: [StateFiles.archive])
        let first = Checkpoint(
            first: settings, follows: try last(of: settings.name), carriedOver: carriedOver)
        try store.begin(recordOf: settings.name, with: first.text(in: store))
        try noteFollowed(settings.name)
        return first
    }

    /// Notes that a record has followed the trader's last one: where that is gone, it is lost.
    private func noteFollowed(_ trader: String) throws(StoreError) {
        guard let place = try lastPlace(of: trader) else { return }
        try store.replace(StateFiles.followed(in: place), with: [], access: .owner, durable: true)
    }

    private func note(in place: String) throws(StoreError) -> ResetNote {
        let name = StateFiles.resetNote(in: place)
        guard let note: ResetNote = try store.document(name) else {
            throw .damaged(path: store.path(of: name), what: "it is missing")
        }
        return note
    }
}
