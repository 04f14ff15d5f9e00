internal import JSON
package import Market
internal import Store
package import Text

extension Checkpoint {
    /// The checkpoint of a trader, if it is the last one that was committed; `nil` where there is
    /// none, nor a journal.
    ///
    /// Behind the lines that a checkpoint counts there may be those of one commit that did not come
    /// to its end: they are cut off and written anew. An old checkpoint, as out of a backup, has
    /// committed lines behind it, and cutting those off would rewrite history.
    ///
    /// `isPublished` tells whether the stats file is that of this checkpoint: it is written when the
    /// commit has come to its end.
    ///
    /// - Throws: ``JobError`` where it cannot be read, is damaged or missing, another trader's, or
    ///   older than its journal.
    package static func readNewest(
        _ trader: String, in store: any RecordStore
    ) throws(JobError) -> (checkpoint: Checkpoint, isPublished: Bool)? {
        var checkpoint = try read(trader, in: store)
        while let found = checkpoint {
            let published = StatsFile.published(of: trader, in: store)?.head
            guard let line = try found.committedLineBehind(in: store, published: published)
            else { return (found, published == found.journal.head) }
            // A tick may have committed between the two looks.
            checkpoint = try read(trader, in: store)
            guard checkpoint?.journal == found.journal else { continue }
            throw JobError(
                StoreError.damaged(
                    path: store.path(of: StateFiles.checkpoint(of: trader)),
                    what:
                        "it is older than its journal, of which line \(line) was committed as well"),
                trader: trader, remedy: .repair)
        }
        return nil
    }

    /// The same of the trader that has these settings: where the record was made with them, its rules
    /// are not compiled a second time.
    package static func readNewest(
        of settings: TraderSettings, in store: any RecordStore
    ) throws(JobError) -> (checkpoint: Checkpoint, isPublished: Bool)? {
        try StrategyRecord.knowing(settings) { () throws(JobError) in
            try readNewest(settings.name, in: store)
        }
    }

    /// The first line behind this checkpoint that is known to have been committed, counted from 1.
    ///
    /// One commit writes its lines at one moment, and the next one begins when it has ended. So
    /// lines of two moments tell that the first were committed; and a line whose hash the stats
    /// file tells was, for that is written after the commit.
    private func committedLineBehind(
        in store: any RecordStore, published: String?
    ) throws(JobError) -> Int64? {
        var moment: Timestamp?
        do throws(StoreError) {
            let lines = try RecordLines(of: trader, .whole(behind: journal), in: store)
            while let line = try lines.next() {
                guard let text = try? JournalText(line) else { return nil }
                if let moment, moment != text.observedAt { return journal.lines + 1 }
                moment = text.observedAt
                if lines.position?.head == published { return lines.position?.lines }
            }
            return nil
        } catch .io(let operation, let path, let code) {
            throw JobError(.io(operation: operation, path: path, code: code), trader: trader)
        } catch {
            // What does not follow in the chain was never committed behind this checkpoint; whether
            // the journal is this checkpoint's at all, its opening tells.
            return nil
        }
    }
}

extension Checkpoint {
    /// Writes the trader's stats file anew, as of a moment.
    package func publish(
        in store: any DocumentStore, at moment: Timestamp
    ) throws(JobError) {
        let stats = try StatsFile(of: self, timestamp: moment)
        do {
            try store.replace(
                StateFiles.stats(of: trader), with: stats.bytes(), access: .everyone,
                durable: false)
        } catch {
            throw JobError(error, trader: trader)
        }
    }
}

extension StatsFile {
    /// The journal head that the stats file of a trader tells, if it tells one, and when a tick wrote
    /// it.
    ///
    /// That was the last tick that ran, whether or not there was a new candle. Under another name,
    /// it is that of a copy.
    package static func published(
        of trader: String, in store: any DocumentStore, as name: String? = nil
    ) -> (head: String, at: Timestamp?)? {
        let name = name ?? StateFiles.stats(of: trader)
        guard let bytes = try? store.bytes(of: name),
            let stats = try? JSONReader.parse(bytes), stats["trader"]?.string == trader,
            let head = stats["journalHead"]?.string, head != JournalPosition.genesis.head
        else { return nil }
        return (head, stats["timestamp"]?.string.flatMap { Timestamp(iso8601: $0) })
    }
}
