package import Feeds
package import HTTP
internal import Market
internal import Publishing
package import Reporting
package import Store

/// One report: what is on its way goes on; else what is due is composed, written down and sent.
package struct ReportJob {
    private let settings: Settings
    private let report: ReportSettings
    private let kind: Post.Kind?
    private let transport: any HTTPTransport
    private let clock: FeedClock
    private let holder: String
    private let calls: any FileSystemCalls
    /// A word never used before, for each request that is signed.
    private let nonce: () -> String
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
        do throws(StoreError) {
            let directory = try StateDirectory(existing: settings.stateDirectory, on: calls)
            let state = try directory.map { directory throws(StoreError) in
                try Self.state(directory, try Outbox(directory).documents())
            }
            var composition = ReportComposition(
                settings, report, transport: transport, now: clock.wall())
            let post = composition.post(
                of: kind, after: state?.memory ?? ReportMemory(), in: directory)
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
            return try run(in: directory)
        } catch {
            throw JobError(error)
        }
    }

    private func run(in directory: StateDirectory) throws(StoreError) -> ReportResult {
        let outbox = Outbox(directory)
        let log = PostLog(directory)
        var documents = try outbox.documents()
        var state = try Self.state(directory, documents)
        // What a killed run had ended, but not taken out.
        for document in documents where document.entry.ending != nil {
            try end(document, outbox, log)
        }
        documents.removeAll { $0.entry.ending != nil }
        if let waiting = documents.first {
            return try deliver(waiting, &state, documents, outbox, log, directory)
        }
        var composition = ReportComposition(
            settings, report, transport: transport, now: clock.wall())
        guard let post = composition.post(of: kind, after: state.memory, in: directory) else {
            return result(nil, composition, words: "nothing to tell of this kind")
        }
        state.memory.note(post)
        state.posts += 1
        var document = document(post, state)
        var warnings = composition.warnings
        do throws(JobError) {
            document.entry.picture = try picture(of: post, document.entry.id, outbox)
        } catch {
            warnings.append("this post goes without a picture: \(error)")
        }
        try outbox.write(document)
        try state.write(in: directory)
        var result = try deliver(document, &state, [document], outbox, log, directory)
        warnings += draft(about: composition.draftSubject, after: state.memory, directory)
        result.warnings = settings.warnings + warnings
        result.status = max(result.status, composition.status)
        return result
    }

    /// Asks for a draft, once the post is on its way: nothing that comes of it concerns the post.
    private func draft(
        about subject: DraftSubject?, after memory: ReportMemory, _ directory: StateDirectory
    ) -> [String] {
        guard let subject, let writer = report.writer else { return [] }
        let drafting = Drafting(
            settings: writer, isUnattended: report.configuration.model.unattended,
            transport: transport, now: clock.wall())
        do {
            return try drafting.run(about: subject, after: memory, in: Drafts(directory))
        } catch {
            return ["\(JobError(error)); no draft was asked for or kept"]
        }
    }

    private var isSending: Bool { report.credentials != nil && !report.isPostingDisabled }

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
        _ outbox: Outbox, _ log: PostLog, _ directory: StateDirectory
    ) throws(StoreError) -> ReportResult {
        isSending || !document.entry.attemptSeconds.isEmpty
            ? try send(document, &state, documents, outbox, log, directory)
            : try keep(document, outbox, log)
    }

    /// What has been reported, with what an entry says that was written before `reporter.json` was.
    private static func state(
        _ directory: StateDirectory, _ documents: [OutboxDocument]
    ) throws(StoreError) -> ReporterState {
        var state = try ReporterState.read(in: directory)
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

    // MARK: On its way

    private func send(
        _ document: OutboxDocument, _ state: inout ReporterState, _ documents: [OutboxDocument],
        _ outbox: Outbox, _ log: PostLog, _ directory: StateDirectory
    ) throws(StoreError) -> ReportResult {
        var document = document
        var result = ReportResult(
            kind: document.kind, parts: document.entry.parts.map(\.text), words: "")
        guard let credentials = report.credentials else {
            result.words = "waits: there are no X credentials; set them in .env"
            result.status = .configuration
            return result
        }
        let lines = try log.lines()
        let rest = documents.filter { $0.entry.id != document.entry.id }
        let sending = PostSending(
            outbox: outbox,
            service: XService(
                base: report.xBase, credentials: credentials, transport: transport
            ) { OAuthStamp(nonce: nonce(), timestampSeconds: seconds()) },
            rules: report.configuration.rules(isDisabled: report.isPostingDisabled),
            others: (
                lines.flatMap(\.parts).flatMap(\.attemptSeconds)
                    + rest.flatMap(\.entry.attemptSeconds),
                Set(lines.flatMap(\.parts).compactMap(\.postID))
            ), seconds: seconds)
        let account = state.accountID
        let end = try sending.run(&document, account: &state.accountID)
        if account != state.accountID { try state.write(in: directory) }
        switch end {
        case .posted:
            result.words = "posted\(Self.ids(document))"
            try self.end(document, outbox, log)
        case .givenUp(let line):
            result.words = "given up: \(line)"
            result.status = .unavailable
            try self.end(document, outbox, log)
        case .waits(let moment, let why, let isSilent):
            let until = moment.map { " until \($0)" } ?? ""
            result.words = "waits\(until): \(why)"
            result.status = isSilent ? .ok : .tryLater
        }
        return result
    }

    private static func ids(_ document: OutboxDocument) -> String {
        let ids = document.entry.parts.compactMap(\.postID)
        return ids.isEmpty ? "" : " as \(ids.joined(separator: ", "))"
    }

    /// The post is told here alone: it is printed, and kept in the log.
    private func keep(
        _ document: OutboxDocument, _ outbox: Outbox, _ log: PostLog
    ) throws(StoreError) -> ReportResult {
        let why =
            report.isPostingDisabled
            ? "DISABLE_POSTING is set" : "there are no X credentials; set them in .env"
        var document = document
        document.entry.remark = why
        document.entry.ending = .posted
        try outbox.write(document)
        try log.add(document, status: "printed", at: clock.wall(), lines: try log.lines())
        try outbox.remove(document.entry.id)
        return ReportResult(
            kind: document.kind, parts: document.entry.parts.map(\.text),
            words: "printed, not posted: \(why)")
    }

    /// An entry that has ended goes to the log, and then out of the outbox.
    private func end(
        _ document: OutboxDocument, _ outbox: Outbox, _ log: PostLog
    ) throws(StoreError) {
        var status = "givenUp"
        if document.entry.ending == .posted {
            status = document.entry.parts.contains { $0.isOut } ? "posted" : "printed"
        }
        try log.add(document, status: status, at: clock.wall(), lines: try log.lines())
        try outbox.remove(document.entry.id)
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

    private func seconds() -> Int64 { clock.wall().milliseconds / 1_000 }
}
