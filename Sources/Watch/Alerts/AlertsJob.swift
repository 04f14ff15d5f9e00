internal import Alerting
package import Feeds
package import HTTP
internal import Market
internal import Record
package import Settings
package import Store
package import Text

/// Tells people what has happened since they were told last, each channel by itself.
///
/// No tick sends anything: the journals are read behind it, from where each channel stands. A
/// channel that fails holds up no other one.
package struct AlertsJob {
    private let settings: Settings
    private let transport: any HTTPTransport
    private let mail: any MailTransport
    private let clock: FeedClock
    private let holder: String
    private let calls: any FileSystemCalls

    package init(
        settings: Settings, transport: any HTTPTransport, mail: any MailTransport,
        clock: FeedClock, holder: String, calls: any FileSystemCalls = KernelCalls()
    ) {
        self.settings = settings
        self.transport = transport
        self.mail = mail
        self.clock = clock
        self.holder = holder
        self.calls = calls
    }

    /// Whether there is anybody to tell.
    package var isNeeded: Bool { !settings.alerts.channels.isEmpty }

    /// Tells what there is to tell; `problems` are what was found wrong, where a look was taken.
    ///
    /// - Throws: ``JobError`` where another run is at it, or the disk fails.
    package func run(problems: [HealthMemory.Problem]? = nil) throws(JobError) -> AlertsResult {
        var result = AlertsResult()
        do throws(StoreError) {
            guard isNeeded,
                let directory = try StateDirectory(existing: settings.stateDirectory, on: calls)
            else { return result }
            let lock = try directory.lock(StateFiles.alertsLock, holder: holder)
            defer { lock.release() }
            try directory.makeDirectory(StateFiles.alerts)
            try directory.removeLeftovers(in: StateFiles.alerts)
            var sending = AlertSending(
                store: directory, transport: transport, mail: mail, clock: clock)
            for (name, channel) in settings.alertChannels() {
                do throws(JobError) {
                    let channel = try channel.get()
                    sending.add(
                        channel, try document(of: channel, in: directory, problems, &result))
                } catch {
                    result.fail(name, error)
                }
            }
            try ForeignText.hiding(settings.credentials) { () throws(StoreError) in
                try sending.run(&result)
            }
            return result
        } catch {
            throw JobError(error)
        }
    }

    /// A channel's document with what is new in its queue, written down.
    private func document(
        of channel: AlertChannel, in directory: StateDirectory, _ problems: [HealthMemory.Problem]?,
        _ result: inout AlertsResult
    ) throws(JobError) -> AlertDocument {
        do throws(StoreError) {
            try directory.checkOwnership(of: [StateFiles.alertChannel(channel.name)])
            var document = try AlertDocument.read(channel.name, in: directory)
            let now = clock.wall()
            let names = try directory.entries(of: StateFiles.traders)
                .filter(TraderSettings.isName)
            for trader in StateListing.ordered(names, in: settings.home) {
                do throws(JobError) {
                    guard
                        let news = try JournalNews(
                            of: trader, behind: document[trader], in: directory, at: now)
                    else { continue }
                    for alert in news.alerts { document.add(alert, channel, at: now) }
                    document.set(news.cursor)
                    if news.oldCount > 0 {
                        result.warnings.append(
                            "\(channel.name): \(news.oldCount) events of \(trader) are older than a"
                                + " day and are not told")
                    }
                } catch {
                    result.fail(channel.name, error)
                }
            }
            if let problems { document.add(problems, channel, at: now) }
            try document.write(in: directory)
            return document
        } catch {
            throw JobError(error)
        }
    }
}

extension AlertDocument {
    fileprivate mutating func add(_ alert: Alert, _ channel: AlertChannel, at now: Timestamp) {
        guard channel.events.contains(alert.kind) else { return }
        var alert = alert
        alert.isUrgent = channel.urgent.contains(alert.kind)
        queue.add(alert, nowSeconds: now.milliseconds / 1_000)
    }

    /// Tells what is wrong and was not told yet, and what was told and is right again.
    fileprivate mutating func add(
        _ problems: [HealthMemory.Problem], _ channel: AlertChannel, at now: Timestamp
    ) {
        guard channel.events.contains(.health) else { return }
        let wrong = problems.filter(\.isNews)
        for past in told where !wrong.contains(where: { $0.key == past.key }) {
            add(
                Alert(
                    id: "health/\(past.key)/\(past.since.milliseconds)/right", kind: .health,
                    title: "right again: \(past.words)", lines: [],
                    atSeconds: now.milliseconds / 1_000, isUrgent: false), channel, at: now)
        }
        for problem in wrong where !told.contains(where: { $0.key == problem.key }) {
            add(
                Alert(
                    id: "health/\(problem.key)/\(problem.since.milliseconds)", kind: .health,
                    title: "wrong: \(problem.words)",
                    lines: problem.isDated ? ["since \(problem.since)"] : [],
                    atSeconds: now.milliseconds / 1_000, isUrgent: false), channel, at: now)
        }
        told = wrong.map { problem in
            told.first { $0.key == problem.key }
                ?? Told(key: problem.key, words: problem.words, since: problem.since)
        }
    }
}
