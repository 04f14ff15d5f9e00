internal import JSON
package import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
package import Text

/// The texts that a model wrote, for a person to read, accept and reject.
package struct DraftsJob {
    private let home: String

    package init(home: String) { self.home = home }

    /// What there is, the oldest first; takes no lock and changes nothing.
    ///
    /// - Throws: ``JobError`` where the drafts cannot be read.
    package func list() throws(JobError) -> DraftListing {
        do {
            guard let directory = try StateDirectory(existing: "\(home)/state") else {
                return DraftListing(drafts: [], home: home)
            }
            let all = try Drafts(directory).documents()
            return DraftListing(
                drafts: all.sound, home: home,
                warnings: all.damaged.map { Drafts.words(on: $0, home: home) })
        } catch {
            throw JobError(error)
        }
    }

    /// What they are called; nothing where they cannot be read: a shell that asks while a person types
    /// has nobody to tell.
    package var names: [String] { (try? list().drafts.map(\.id)) ?? [] }

    /// Gives a text its turn in the posts; returns what to tell about it.
    ///
    /// - Throws: ``JobError`` where there is no such text, a report runs, or the disk fails.
    package func accept(
        _ id: String, at now: Timestamp, holder: String
    ) throws(JobError) -> String {
        try change(holder) { (all, drafts) throws(JobError) in
            if let damage = all.damaged.first(where: { $0.id == id }) {
                throw JobError(.configuration, Drafts.words(on: damage, home: home))
            }
            guard var draft = all.sound.first(where: { $0.id == id }) else { throw noDraft(id) }
            guard !draft.isAccepted else { return "\(draft.id) is accepted already" }
            let others = all.sound.filter { $0.id != id }
            guard others.count(where: \.isAccepted) < Drafts.maximumAccepted else {
                throw JobError(
                    .usage, "\(Drafts.maximumAccepted) texts are accepted",
                    remedy: "reject one of them first")
            }
            // Each after the one before, whatever the clock says: the order is that of their turns.
            let last = others.compactMap(\.acceptedAt).max()
            let moment = last.map { max(now, $0.advanced(byMilliseconds: 1)) } ?? now
            draft.accept(by: "a person", at: moment)
            do throws(StoreError) {
                try drafts.write(draft)
            } catch {
                throw JobError(error)
            }
            return "\(draft.id) is accepted: the next \(draft.kind) post has it, later ones in turn"
        }
    }

    /// Takes a text away, accepted or not, damaged or not; returns what to tell about it.
    ///
    /// - Throws: ``JobError`` where there is no such text, a report runs, or the disk fails.
    package func reject(_ id: String, holder: String) throws(JobError) -> String {
        try change(holder) { (all, drafts) throws(JobError) in
            guard (all.sound.map(\.id) + all.damaged.map(\.id)).contains(id) else {
                throw noDraft(id)
            }
            do throws(StoreError) {
                try drafts.remove(id)
            } catch {
                throw JobError(error)
            }
            return "\(id) is gone; no post will have it"
        }
    }

    /// Does something with the drafts while no report runs.
    private func change(
        _ holder: String, _ body: (Documents<DraftDocument>, Drafts) throws(JobError) -> String
    ) throws(JobError) -> String {
        do {
            guard let directory = try StateDirectory(existing: "\(home)/state") else {
                throw JobError(.usage, "there are no drafts yet")
            }
            try directory.checkOwnership(in: StateFiles.drafts)
            let lock = try directory.lock(StateFiles.reporterLock, holder: holder)
            defer { lock.release() }
            let drafts = Drafts(directory)
            return try body(try drafts.documents(), drafts)
        } catch let error as StoreError {
            throw JobError(error)
        } catch {
            throw (error as? JobError) ?? JobError(.bug, "\(error)")
        }
    }

    private func noDraft(_ id: String) -> JobError {
        JobError(
            .usage,
            "there is no draft '\(excerpt(of: id))'",
            remedy: "to see what there is: \(Command("algom posts drafts", home: home))")
    }
}
