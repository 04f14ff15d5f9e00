package import Feeds
package import HTTP
internal import Market
internal import Publishing
internal import Record
package import Reporting
package import Settings
package import Store
package import Text

/// One report: what is on its way goes on; else what is due is composed, written down and sent.
package struct ReportJob {
    let settings: Settings
    let report: ReportSettings
    let kind: Post.Kind?
    let transport: any HTTPTransport
    let clock: FeedClock
    private let holder: String
    private let calls: any FileSystemCalls
    /// A word never used before, for each request that is signed.
    let nonce: () -> String
    /// Makes the bytes of a PNG file of SVG text; `nil` for posts without pictures.
    private let png: ((_ svg: String) throws(JobError) -> [UInt8])?

    /// `kind` forces one kind of post, due or not.
    ///
    /// - Throws: ``JobError`` where the settings of reports cannot be.
    package init(
        settings: Settings, kind: Post.Kind?, transport: any HTTPTransport, clock: FeedClock,
        holder: String, nonce: @escaping () -> String,
        png: ((_ svg: String) throws(JobError) -> [UInt8])? = nil,
        calls: any FileSystemCalls = KernelCalls()
    ) throws(JobError) {
        self.settings = settings
        report = try settings.report()
        self.kind = kind
        self.transport = transport
        self.clock = clock
        self.holder = holder
        self.nonce = nonce
        self.png = png
        self.calls = calls
    }

    /// What would be posted now; nothing is changed, and nothing asked of X.
    ///
    /// - Throws: ``JobError`` where what has been reported cannot be read.
    package func dryRun() throws(JobError) -> ReportResult {
        try ForeignText.hiding(settings.credentials) { () throws(JobError) in try composed() }
    }

    private func composed() throws(JobError) -> ReportResult {
        do throws(StoreError) {
            let directory = try StateDirectory(existing: settings.stateDirectory, on: calls)
            let state = try directory.map { directory throws(StoreError) in
                try Self.state(directory, try Outbox(directory).documents())
            }
            var composition = ReportComposition(
                settings, report, transport: transport, now: clock.wall())
            var memory = state?.memory ?? ReportMemory()
            _ = memory.dropWhatIsAhead(of: clock.wall())
            let post = composition.post(
                of: kind, after: &memory, in: directory, room: isSending ? room() : nil)
            return result(post, composition, words: "not posted: a dry run")
        } catch {
            throw JobError(error)
        }
    }

    /// Posts what is due.
    ///
    /// - Throws: ``JobError`` where another report runs, the outbox is damaged or the disk fails.
    package func run() throws(JobError) -> ReportResult {
        do throws(StoreError) {
            let directory = try StateDirectory(path: settings.stateDirectory, on: calls)
            try directory.checkOwnership(of: [StateFiles.reporter, StateFiles.posts])
            try directory.checkOwnership(in: StateFiles.outbox)
            try directory.checkOwnership(in: StateFiles.drafts)
            let lock = try directory.lock(StateFiles.reporterLock, holder: holder)
            defer { lock.release() }
            try directory.removeLeftovers()
            try directory.removeLeftovers(in: StateFiles.outbox)
            try directory.removeLeftovers(in: StateFiles.drafts)
            return try ForeignText.hiding(settings.credentials) { () throws(StoreError) in
                try run(in: directory)
            }
        } catch {
            throw JobError(error)
        }
    }

    private func run(in store: any RecordStore) throws(StoreError) -> ReportResult {
        let outbox = Outbox(store)
        let log = PostLog(store)
        let documents = try outbox.documents()
        var state = try Self.state(store, documents)
        // A run that was killed wrote the entry alone: once that is gone, nothing else tells what it
        // reported.
        if try ReporterState.read(in: store).posts < state.posts {
            try state.write(in: store)
        }
        var warnings = state.memory.dropWhatIsAhead(of: clock.wall())
        var waiting: [OutboxDocument] = []
        for document in documents {
            if document.entry.ending != nil {
                // What a killed run had ended, but not taken out.
                try end(document, outbox, log)
            } else if let line = outdated(document) {
                try takeBack(document, line, &state, outbox, log, store)
                warnings.append(line)
            } else {
                waiting.append(document)
            }
        }
        if let first = waiting.first {
            var result = try deliver(first, &state, waiting, outbox, log, store)
            result.warnings = warnings + result.warnings
            return result
        }
        let attempts = PostLog.moments(of: try log.lines(), at: clock.wall())
        if isSending, let words = noRoom(for: 1, attempts) {
            return ReportResult(kind: "none", parts: [], words: words, warnings: warnings)
        }
        var composition = ReportComposition(
            settings, report, transport: transport, now: clock.wall())
        let chosen = composition.post(
            of: kind, after: &state.memory, in: store,
            room: isSending ? room(after: attempts) : nil)
        guard let post = chosen else {
            return result(
                nil, composition,
                words: isSending && kind == nil ? noRoom(attempts) : "nothing to tell of this kind")
        }
        let untold = state.memory.untold
        state.memory.note(post)
        state.posts += 1
        var document = document(post, state)
        if post.kind == .daily { document.untold = untold }
        if isSending, let words = noRoom(for: document.entry.parts.count, attempts) {
            return result(post, composition, words: words)
        }
        warnings += composition.warnings
        do throws(JobError) {
            document.entry.picture = try picture(of: post, document.entry.id, outbox)
        } catch {
            warnings.append("this post goes without a picture: \(error)")
        }
        try outbox.write(document)
        try state.write(in: store)
        var result = try deliver(document, &state, [document], outbox, log, store)
        warnings += draft(about: composition.draftSubject, after: state.memory, store)
        result.warnings = settings.warnings + warnings + result.warnings
        result.status = max(result.status, composition.status)
        return result
    }

    /// Asks for a draft, once the post is on its way: nothing that comes of it concerns the post.
    private func draft(
        about subject: DraftSubject?, after memory: ReportMemory, _ store: any RecordStore
    ) -> [String] {
        guard let subject, let writer = report.writer else { return [] }
        let drafting = Drafting(
            settings: writer, isUnattended: report.configuration.model.unattended,
            transport: transport, now: clock.wall())
        do {
            return try drafting.run(about: subject, after: memory, in: Drafts(store))
        } catch {
            return ["\(JobError(error)); no draft was asked for or kept"]
        }
    }

    /// Whether posts go to X, and are not printed.
    var isSending: Bool { report.credentials != nil && !report.isPostingDisabled }

    /// Draws the picture of a post that carries one, and keeps it beside the entry.
    private func picture(
        of post: Post, _ id: String, _ outbox: Outbox
    ) throws(JobError) -> OutboxPicture? {
        guard isSending, report.configuration.pictures, let png,
            let options = post.chart(of: settings.isConfigured ? settings.traders : [])
        else { return nil }
        let picture = try ChartJob(
            options, home: settings.home, brand: report.configuration.brand
        ).picture()
        let bytes = try png(picture.svg)
        do {
            try outbox.write(picture: bytes, of: id)
        } catch {
            throw JobError(error)
        }
        return OutboxPicture(fileName: "\(id).png", altText: picture.altText)
    }

    /// Sends an entry as far as this run can, or prints it where nothing is to be sent and nothing
    /// of it ever was.
    private func deliver(
        _ document: OutboxDocument, _ state: inout ReporterState, _ documents: [OutboxDocument],
        _ outbox: Outbox, _ log: PostLog, _ store: any RecordStore
    ) throws(StoreError) -> ReportResult {
        isSending || !document.entry.attemptSeconds.isEmpty
            ? try send(document, &state, documents, outbox, log, store)
            : try keep(document, outbox, log)
    }

    /// What has been reported, with what an entry says that was written before `reporter.json` was.
    private static func state(
        _ store: any RecordStore, _ documents: [OutboxDocument]
    ) throws(StoreError) -> ReporterState {
        var state = try ReporterState.read(in: store)
        if let last = documents.last, last.posts > state.posts {
            state.posts = last.posts
            state.memory = last.memory
        }
        return state
    }

    private func document(_ post: Post, _ state: ReporterState) -> OutboxDocument {
        let length: PostLength = report.configuration.longPosts ? .long : .standard
        let entry = OutboxEntry(
            kind: post.kind.rawValue, reports: [post.subject.name ?? "post \(state.posts)"],
            texts: post.parts(length, at: clock.wall()), createdAtSeconds: seconds())
        return OutboxDocument(
            entry: entry, kind: post.kind.rawValue, posts: state.posts, memory: state.memory)
    }

    private func result(
        _ post: Post?, _ composition: ReportComposition, words: String
    ) -> ReportResult {
        let length: PostLength = report.configuration.longPosts ? .long : .standard
        var result = ReportResult(
            kind: post?.kind.rawValue ?? "none",
            parts: post?.parts(length, at: composition.now) ?? [], words: words)
        result.warnings = settings.warnings + composition.warnings
        result.status = composition.status
        return result
    }

    func seconds() -> Int64 { clock.wall().milliseconds / 1_000 }
}
