package import JSON
internal import Market

/// The messages of one channel on their way; a plain value that a file can hold.
///
/// The rule that makes it safe: the queue as ``next(nowSeconds:rules:)`` leaves it is written down
/// *before* the message it returned is sent. A message is marked as possibly sent before it is, so
/// whoever dies at any moment leaves a queue that says all that may have happened.
package struct AlertQueue: Equatable, Sendable {
    /// A message on its way.
    package struct Entry: Equatable, Sendable {
        package var alert: Alert
        /// When it came into the queue, in seconds since 1970.
        package var addedSeconds: Int64
        /// How often it was sent without a clear answer, the try under way included.
        package var attempts = 0
        /// It was sent, and nobody has seen what came of it.
        package var isUnderWay = false
    }

    /// A message that has come to its end.
    package struct Ending: Equatable, Sendable {
        package enum Status: String, Sendable { case delivered, givenUp, inDoubt }

        package let alert: Alert
        package let status: Status
        /// What was said about it, where something was.
        package let words: String
    }

    /// What is to be done next, once the queue has been written down.
    package enum Action: Equatable, Sendable {
        case send(Alert)
        /// Nothing in this run; not before this second.
        case wait(untilSeconds: Int64, why: String)
        case idle
    }

    /// How many messages wait one by one; of more, the oldest are summed up.
    package static let maximumEntries = 200
    private static let firstWait: Int64 = 270
    private static let longestWait: Int64 = 3_600
    private static let farthestWait: Int64 = 26 * 3_600
    /// The last second of the year 9999.
    static let lastSecond: Int64 = 253_402_300_799

    package private(set) var entries: [Entry] = []
    /// When messages were sent in the last hour, or may have been.
    package private(set) var sentSeconds: [Int64] = []
    /// How often in a row the channel failed, and since when.
    package private(set) var failures = 0
    package private(set) var failingSeconds: Int64?
    /// How many texts were refused since a message was taken, as far as that counts; `nil` for none.
    private var refusals: Int?
    package private(set) var notBeforeSeconds: Int64 = 0
    /// When that was written down; `nil` where nothing waits, and in files of version 0.1.
    private var writtenSeconds: Int64?
    /// What went wrong last, for people; empty where nothing has.
    package private(set) var remark = ""
    /// What a person has to put right, for as long as nobody has: a message that goes without a
    /// remark ends it.
    package private(set) var notice: String?
    /// Why a wait was not heeded; nothing that is kept.
    package private(set) var voided: String?
    /// What has ended and is not in the log yet.
    package private(set) var endings: [Ending] = []

    package init() {}

    /// Puts a message in the queue.
    package mutating func add(_ alert: Alert, nowSeconds now: Int64) {
        entries.append(Entry(alert: alert, addedSeconds: now))
        if entries.count > Self.maximumEntries { sumUp(at: now) { _ in true } }
    }

    /// Hands over what has ended, for the log.
    package mutating func takeEndings() -> [Ending] {
        defer { endings = [] }
        return endings
    }

    // MARK: What is next

    /// Says what is to be done, and marks a message to be sent as one that may have been.
    ///
    /// Pure: the same queue, time and rules give the same again.
    package mutating func next(nowSeconds now: Int64, rules: AlertRules) -> Action {
        settle(rules)
        giveUpWhatIsOld(now)
        guard !entries.isEmpty else { return .idle }
        if isWaiting(now) { return .wait(untilSeconds: notBeforeSeconds, why: remark) }
        let quietEnd = rules.quietHours?.end(atSeconds: now)
        let mayGo = { (entry: Entry) in quietEnd == nil || entry.alert.isUrgent }
        guard entries.contains(where: mayGo) else {
            return .wait(untilSeconds: quietEnd ?? now, why: "quiet hours")
        }
        sentSeconds.removeAll { $0 <= now - AlertRules.hourSeconds || $0 > now }
        let room = rules.messagesPerHour - sentSeconds.count
        guard room > 0 else {
            return .wait(
                untilSeconds: (sentSeconds.min() ?? now) + AlertRules.hourSeconds,
                why: "\(rules.messagesPerHour) messages in an hour")
        }
        if room == 1, entries.count(where: mayGo) > 1 { sumUp(at: now, mayGo) }
        return send(now, mayGo)
    }

    /// Whether a wait holds; one that another clock has written does not.
    private mutating func isWaiting(_ now: Int64) -> Bool {
        let deadline = Deadline(
            until: Timestamp(seconds: notBeforeSeconds),
            writtenAt: writtenSeconds.map { Timestamp(seconds: $0) })
        switch deadline.standing(
            at: Timestamp(seconds: now),
            longestMilliseconds: Self.farthestWait * 1_000)
        {
        case .holds: return true
        case .over: return false
        case .void(let why):
            voided = why
            endWait()
            return false
        }
    }

    private mutating func wait(until seconds: Int64, _ now: Int64) {
        (notBeforeSeconds, writtenSeconds) = (seconds, now)
    }

    private mutating func endWait() { (notBeforeSeconds, writtenSeconds) = (0, nil) }

    /// The first urgent one that may go, or else the first; where each was refused, the first.
    private mutating func send(_ now: Int64, _ mayGo: (Entry) -> Bool) -> Action {
        let urgent = entries.firstIndex { mayGo($0) && $0.alert.isUrgent && !isDoubted }
        guard let index = urgent ?? entries.firstIndex(where: mayGo) else { return .idle }
        entries[index].attempts += 1
        entries[index].isUnderWay = true
        sentSeconds.append(now)
        return .send(entries[index].alert)
    }

    /// A message that a killed run sent: nobody has seen what came of it.
    private mutating func settle(_ rules: AlertRules) {
        for index in entries.indices.reversed() where entries[index].isUnderWay {
            entries[index].isUnderWay = false
            doubt(index, "nobody saw what came of it", rules)
        }
    }

    /// Ends a message that may have arrived, if it must not be sent again.
    private mutating func doubt(_ index: Int, _ why: String, _ rules: AlertRules) {
        guard rules.isOnceAtMost || entries[index].attempts >= AlertRules.maximumAttempts else {
            return
        }
        end(index, .inDoubt, "\(why); it may have arrived, so it is not repeated")
    }

    private mutating func giveUpWhatIsOld(_ now: Int64) {
        guard let failingSeconds else { return }
        for index in entries.indices.reversed() {
            let since = max(failingSeconds, entries[index].addedSeconds)
            guard now - since > AlertRules.patienceSeconds else { continue }
            end(index, .givenUp, "the channel failed for a day, at last: \(remark)")
        }
    }

    /// Puts one message in the place of those not tried yet.
    private mutating func sumUp(at now: Int64, _ mayGo: (Entry) -> Bool) {
        let summed = entries.filter { $0.attempts == 0 && mayGo($0) }
        guard summed.count > 1 else { return }
        entries.removeAll { $0.attempts == 0 && mayGo($0) }
        entries.append(
            Entry(
                alert: .summary(of: summed.map(\.alert)),
                addedSeconds: summed.map(\.addedSeconds).min() ?? now))
    }

    private mutating func end(_ index: Int, _ status: Ending.Status, _ words: String) {
        endings.append(
            Ending(alert: entries[index].alert, status: status, words: words))
        entries.remove(at: index)
    }

    // MARK: What came of it

    /// Takes in what came of the message that was sent.
    package mutating func record(_ outcome: AlertOutcome, nowSeconds now: Int64, rules: AlertRules)
    {
        guard let index = entries.firstIndex(where: \.isUnderWay) else { return }
        entries[index].isUnderWay = false
        switch outcome {
        case .delivered: deliver(index, nil)
        case .deliveredBut(let why): deliver(index, why)
        case .moved: forgetAttempt(index)
        case .refused(let why):
            forgetAttempt(index)
            fail(why, now)
            refusals = min((refusals ?? 0) + 1, AlertRules.maximumRefusals)
            if isDoubted {
                // This one may be bad all the same, so the next try is another's.
                entries.append(entries.remove(at: index))
                notice = "\(why); it refuses one text after another, so the rest waits"
            } else {
                // The next message may be another matter, so nothing waits; that it goes on is for
                // health to tell.
                end(index, .givenUp, why)
                endWait()
            }
        case .misconfigured(let why):
            forgetAttempt(index)
            fail(why, now)
            notice = why
        case .unreached(let why):
            forgetAttempt(index)
            fail(why, now)
        case .limited(let until, let why):
            forgetAttempt(index)
            fail(why, now)
            wait(until: until, now)
        case .unclear(let why):
            fail(why, now)
            doubt(index, why, rules)
        }
    }

    /// Whether it is the channel that is wrong, and not the texts.
    private var isDoubted: Bool { refusals ?? 0 >= AlertRules.maximumRefusals }

    private mutating func deliver(_ index: Int, _ why: String?) {
        end(index, .delivered, why ?? "")
        (failures, failingSeconds, remark, notice, refusals) = (0, nil, "", why, nil)
        endWait()
    }

    /// The try certainly came to nothing, so it counts nowhere.
    private mutating func forgetAttempt(_ index: Int) {
        entries[index].attempts -= 1
        _ = sentSeconds.popLast()
    }

    /// Leaves the channel alone for a while, longer each time.
    private mutating func fail(_ why: String, _ now: Int64) {
        failures += 1
        if failingSeconds.map({ $0 > now }) ?? true { failingSeconds = now }
        let pause = min(Self.firstWait << min(Int64(failures) - 1, 8), Self.longestWait)
        wait(until: now + pause, now)
        remark = why
    }
}

extension AlertQueue.Entry: JSONRecord {
    package static var blank: AlertQueue.Entry {
        AlertQueue.Entry(alert: .blank, addedSeconds: 0)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("alert", &alert)
        try visitor.field("added", &addedSeconds)
        try visitor.field("attempts", &attempts)
        try visitor.field("isUnderWay", &isUnderWay)
        guard (0...1_000).contains(attempts) else {
            throw .field(name: "attempts", expected: "a count")
        }
    }
}

extension AlertQueue: JSONRecord {
    package static var blank: AlertQueue { AlertQueue() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        // What is written can be read, by whatever clock it was made.
        notBeforeSeconds = min(notBeforeSeconds, Self.lastSecond)
        try visitor.field("entries", &entries)
        try visitor.field("sent", &sentSeconds)
        try visitor.field("failures", &failures)
        try visitor.field("failing", &failingSeconds)
        try visitor.field("notBefore", &notBeforeSeconds)
        try visitor.field("remark", &remark)
        try visitor.optionalField("written", &writtenSeconds)
        try visitor.optionalField("notice", &notice)
        try visitor.optionalField("refusals", &refusals)
        let moments =
            [notBeforeSeconds, failingSeconds ?? 0, writtenSeconds ?? 0] + sentSeconds
            + entries.map(\.addedSeconds)
        guard (0...1_000_000_000).contains(failures),
            (0...AlertRules.maximumRefusals).contains(refusals ?? 0),
            entries.count <= Self.maximumEntries,
            entries.count(where: \.isUnderWay) <= 1,
            moments.allSatisfy({ (0...Self.lastSecond).contains($0) })
        else { throw .field(name: "entries", expected: "a queue") }
    }
}
