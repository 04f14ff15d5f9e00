internal import JSON
package import Market
internal import Reporting
internal import Store
internal import Text

/// The texts that a model wrote, for a person to read, accept and reject.
package struct DraftsJob {
    private let home: String

    package init(home: String) { self.home = home }

    /// What there is, the oldest first; takes no lock and changes nothing.
    ///
    /// - Throws: ``JobError`` where one is damaged.
    package func list() throws(JobError) -> DraftListing {
        do {
            guard let directory = try StateDirectory(existing: "\(home)/state") else {
                return DraftListing(drafts: [], home: home)
            }
            return DraftListing(drafts: try Drafts(directory).documents(), home: home)
        } catch {
            throw JobError(error)
        }
    }

    /// Gives a text its turn in the posts; returns what to tell about it.
    ///
    /// - Throws: ``JobError`` where there is no such text, a report runs, or the disk fails.
    package func accept(
        _ id: String, at now: Timestamp, holder: String
    ) throws(JobError) -> String {
        try change(id, holder) { (draft, others, drafts) throws(JobError) in
            guard !draft.isAccepted else { return "\(draft.id) is accepted already" }
            guard others.count(where: \.isAccepted) < Drafts.mostAccepted else {
                throw JobError(
                    .usage, "\(Drafts.mostAccepted) texts are accepted; reject one of them first")
            }
            // Each after the one before, whatever the clock says: the order is that of their turns.
            let last = others.compactMap(\.acceptedAt).max()
            let moment = last.map { max(now, $0.advanced(byMilliseconds: 1)) } ?? now
            var draft = draft
            draft.accept(by: "a person", at: moment)
            do throws(StoreError) {
                try drafts.write(draft)
            } catch {
                throw JobError(error)
            }
            return "\(draft.id) is accepted: the next \(draft.kind) post has it, later ones in turn"
        }
    }

    /// Takes a text away, accepted or not; returns what to tell about it.
    ///
    /// - Throws: ``JobError`` where there is no such text, a report runs, or the disk fails.
    package func reject(_ id: String, holder: String) throws(JobError) -> String {
        try change(id, holder) { (draft, _, drafts) throws(JobError) in
            do throws(StoreError) {
                try drafts.remove(draft)
            } catch {
                throw JobError(error)
            }
            return "\(draft.id) is gone; no post will have it"
        }
    }

    private func change(
        _ id: String, _ holder: String,
        _ body: (DraftDocument, [DraftDocument], Drafts) throws(JobError) -> String
    ) throws(JobError) -> String {
        do {
            guard let directory = try StateDirectory(existing: "\(home)/state") else {
                throw noDraft(id)
            }
            try directory.checkOwnership(in: StateFiles.drafts)
            let lock = try directory.lock(StateFiles.reporterLock, holder: holder)
            defer { lock.release() }
            let drafts = Drafts(directory)
            let all = try drafts.documents()
            guard let draft = all.first(where: { $0.id == id }) else { throw noDraft(id) }
            return try body(draft, all.filter { $0.id != id }, drafts)
        } catch let error as StoreError {
            throw JobError(error)
        } catch {
            throw (error as? JobError) ?? JobError(.bug, "\(error)")
        }
    }

    private func noDraft(_ id: String) -> JobError {
        JobError(
            .usage,
            "there is no draft '\(excerpt(of: id))'; to see what there is: algom posts drafts"
                + Home.option(home))
    }
}
