internal import Market
internal import Store

/// The records that were given up: `state/archive/NAME.MOMENT/`, moved there whole.
struct Archive {
    private let directory: StateDirectory

    init(_ directory: StateDirectory) { self.directory = directory }

    /// Where a trader's record goes at a moment: `archive/btc.20260105T120000000Z`.
    ///
    /// A trader's name has no point in it, so what precedes the first one is the name.
    static func place(of trader: String, at moment: Timestamp) -> String {
        let stamp = moment.description.filter { !"-:.".contains($0) }
        return "\(StateFiles.archive)/\(trader).\(stamp)"
    }

    /// The record of a trader that was given up last; `nil` where none was.
    ///
    /// - Throws: ``StoreError`` where its note cannot be read: a new record must not pass for the
    ///   trader's first.
    func last(of trader: String) throws(StoreError) -> Predecessor? {
        let own = try directory.entries(of: StateFiles.archive).filter {
            $0.split(separator: ".").first.map(String.init) == trader
        }
        // Moments of one length sort as they follow each other.
        guard let latest = own.max() else { return nil }
        return try note(in: "\(StateFiles.archive)/\(latest)").predecessor
    }

    private func note(in place: String) throws(StoreError) -> ResetNote {
        let name = StateFiles.resetNote(in: place)
        guard let bytes = try directory.read(name, atMost: StateFiles.largestDocument) else {
            throw .damaged(path: directory.path(of: name), what: "it is missing")
        }
        return try SealedDocument.record(
            ResetNote.self, from: bytes, path: directory.path(of: name))
    }
}
