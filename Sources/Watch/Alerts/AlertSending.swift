internal import Alerting
internal import Feeds
internal import HTTP
internal import Jobs
internal import Market
internal import Record
internal import Settings
internal import Store

/// Sends what the channels' queues hold, as far as one run can.
///
/// In rounds: one message of each channel at a time, those over HTTP all at once. Before a message
/// goes, the queue is on the disk as it will be if nobody learns what came of it.
struct AlertSending {
    private static let maximumRounds = 25
    /// After so long no new round begins; the last one may take 10 s, and 10 s more for mail.
    private static let budgetMilliseconds: Int64 = 25_000
    private static let waitMilliseconds = 10_000

    let store: any DocumentStore
    let transport: any HTTPTransport
    let mail: any MailTransport
    let clock: FeedClock

    private struct Line {
        var channel: AlertChannel
        var document: AlertDocument
        var counts: [AlertQueue.Ending.Status: Int] = [:]
        var last = ""
        /// How often the channel had failed in a row before this run.
        let failures: Int
        /// What was to be put right before this run.
        let notice: String?
        var wait: (until: Int64, why: String)?
    }

    private var lines: [Line] = []

    init(
        store: any DocumentStore, transport: any HTTPTransport, mail: any MailTransport,
        clock: FeedClock
    ) {
        self.store = store
        self.transport = transport
        self.mail = mail
        self.clock = clock
    }

    mutating func add(_ channel: AlertChannel, _ document: AlertDocument) {
        lines.append(
            Line(
                channel: channel, document: document, failures: document.queue.failures,
                notice: document.queue.notice))
    }

    /// Runs rounds until nothing may be sent any longer.
    ///
    /// - Throws: ``StoreError`` where a queue could not be written down: then nothing of it is sent.
    mutating func run(_ result: inout AlertsResult) throws(StoreError) {
        let start = clock.monotonicMilliseconds()
        for _ in 0..<Self.maximumRounds {
            guard clock.monotonicMilliseconds() - start < Self.budgetMilliseconds else { break }
            var alerts: [Int: Alert] = [:]
            for index in lines.indices {
                if let alert = try next(index, &result) { alerts[index] = alert }
            }
            guard !alerts.isEmpty else { break }
            try send(alerts, &result)
        }
        for line in lines {
            let queue = line.document.queue
            // A channel that is only left alone has nothing new to say.
            let hasFailed = queue.failures > line.failures
            if let notice = queue.notice, notice != line.notice, !hasFailed {
                result.warnings.append("\(line.channel.name): \(notice)")
            }
            if let voided = queue.voided {
                result.warnings.append("\(line.channel.name): a wait is not heeded: \(voided)")
            }
            result.tell(
                line.channel.name, line.counts, waiting: queue.entries.count, wait: line.wait,
                isFailing: queue.failures > 0 && !queue.entries.isEmpty,
                trouble: line.last.isEmpty && hasFailed ? queue.remark : line.last)
        }
    }

    private func seconds() -> Int64 { clock.wall().milliseconds / 1_000 }

    /// The message of a channel that goes next, once the queue that says so is written down.
    private mutating func next(
        _ index: Int, _ result: inout AlertsResult
    ) throws(StoreError) -> Alert? {
        let before = lines[index].document.queue
        let action = lines[index].document.queue.next(
            nowSeconds: seconds(), rules: lines[index].channel.rules)
        try keep(index, unlessAsIn: before, &result)
        lines[index].wait = nil
        switch action {
        case .send(let alert): return alert
        case .wait(let until, let why): lines[index].wait = (until, why)
        case .idle: break
        }
        return nil
    }

    private mutating func send(
        _ alerts: [Int: Alert], _ result: inout AlertsResult
    ) throws(StoreError) {
        var underWay: [Int: (line: Int, service: any AlertService)] = [:]
        var mails: [(line: Int, service: EmailService, alert: Alert)] = []
        for (index, alert) in alerts.sorted(by: { $0.key < $1.key }) {
            switch lines[index].channel.way {
            case .http(let service):
                let request = service.request(for: alert, nowSeconds: seconds())
                underWay[transport.start(request)] = (index, service)
            case .mail(let service): mails.append((index, service, alert))
            }
        }
        // Each completion ends one request, as its own limit says it must.
        for _ in 0..<10_000 where !underWay.isEmpty {
            guard let completion = transport.next(withinMilliseconds: Self.waitMilliseconds),
                let (index, service) = underWay.removeValue(forKey: completion.request)
            else { continue }
            let outcome = service.outcome(of: completion.result, nowSeconds: seconds())
            if case .moved(let place) = outcome {
                lines[index].channel.way = .http(service.moved(to: place))
            }
            try consume(outcome, index, &result)
        }
        // Mail blocks until it has ended, so everything else is done before.
        for (index, service, alert) in mails {
            let receipt = mail.send(service.mail(for: alert, nowSeconds: seconds()))
            try consume(service.outcome(of: receipt), index, &result)
        }
    }

    private mutating func consume(
        _ outcome: AlertOutcome, _ index: Int, _ result: inout AlertsResult
    ) throws(StoreError) {
        let before = lines[index].document.queue
        lines[index].document.queue.record(
            outcome, nowSeconds: seconds(), rules: lines[index].channel.rules)
        try keep(index, unlessAsIn: before, &result)
    }

    /// Writes a queue down where it is another one than before, and what has ended into the log.
    private mutating func keep(
        _ index: Int, unlessAsIn before: AlertQueue, _ result: inout AlertsResult
    ) throws(StoreError) {
        let endings = lines[index].document.queue.takeEndings()
        if lines[index].document.queue != before {
            try lines[index].document.write(in: store)
        }
        for ending in endings {
            lines[index].counts[ending.status, default: 0] += 1
            // What is to be put right is told by the notice, and once.
            if ending.status != .delivered { lines[index].last = ending.words }
            do {
                try AlertLog(store).add(
                    ending, channel: lines[index].channel.name, at: clock.wall())
            } catch {
                result.warnings.append("\(error); a line on an alert is missing there")
            }
        }
    }
}
