import JSON
import Seeds
import Testing

@testable import Alerting

struct AlertQueueTests {
    private static let start: Int64 = 1_767_614_400
    private let rules = AlertRules(messagesPerHour: 10)

    private func queue(_ count: Int, at now: Int64 = start, isUrgent: Bool = false) -> AlertQueue {
        var queue = AlertQueue()
        for index in 0..<count { queue.add(.sample(index, isUrgent: isUrgent), nowSeconds: now) }
        return queue
    }

    /// Sends what may be sent at a moment, all with the same outcome.
    private func run(
        _ queue: inout AlertQueue, at now: Int64, rules: AlertRules? = nil,
        _ outcome: AlertOutcome = .delivered
    ) -> [Alert] {
        var sent: [Alert] = []
        for _ in 0..<100 {
            guard case .send(let alert) = queue.next(nowSeconds: now, rules: rules ?? self.rules)
            else { break }
            sent.append(alert)
            queue.record(outcome, nowSeconds: now, rules: rules ?? self.rules)
        }
        return sent
    }

    @Test func `messages go in the order they came, urgent ones first`() {
        var queue = queue(3)
        queue.add(.sample(9, isUrgent: true), nowSeconds: Self.start)
        let sent = run(&queue, at: Self.start)
        #expect(sent.map(\.title) == ["title 9", "title 0", "title 1", "title 2"])
        #expect(queue.next(nowSeconds: Self.start, rules: rules) == .idle)
        #expect(queue.takeEndings().map(\.status) == Array(repeating: .delivered, count: 4))
    }

    @Test func `what is over the hour's limit is summed up in its last message`() {
        var queue = queue(40)
        let sent = run(&queue, at: Self.start)
        #expect(sent.count == 10)
        #expect(sent[9].kind == .summary)
        #expect(sent[9].count == 31)
        #expect(sent.reduce(0) { $0 + $1.count } == 40)
        queue.add(.sample(41), nowSeconds: Self.start + 60)
        guard case .wait(let until, _) = queue.next(nowSeconds: Self.start + 60, rules: rules)
        else { return #expect(Bool(false), "it did not wait") }
        #expect(until == Self.start + 3_600)
        #expect(run(&queue, at: until).map(\.title) == ["title 41"])
    }

    @Test func `quiet hours hold back what is not urgent, and drop nothing`() {
        // 12:00 UTC is noon; quiet until 13:30.
        let quiet = AlertRules(
            messagesPerHour: 10, quietHours: LocalQuietHours("11:00-13:30"))
        var queue = queue(2)
        queue.add(.sample(7, isUrgent: true), nowSeconds: Self.start)
        #expect(run(&queue, at: Self.start, rules: quiet).map(\.title) == ["title 7"])
        #expect(
            queue.next(nowSeconds: Self.start, rules: quiet)
                == .wait(untilSeconds: Self.start + 5_400, why: "quiet hours"))
        #expect(run(&queue, at: Self.start + 5_400, rules: quiet).count == 2)
    }

    @Test func `a channel that fails is left alone longer each time, then given up`() {
        var queue = queue(2)
        var tries: [Int64] = []
        var now = Self.start
        while now < Self.start + 2 * 86_400 {
            tries += run(&queue, at: now, .unreached("nobody there")).map { _ in now - Self.start }
            now += 300
        }
        #expect(tries.prefix(5) == [0, 300, 900, 2_100, 4_500])
        #expect(tries.count == 27)
        let endings = queue.takeEndings()
        #expect(endings.map(\.status) == [.givenUp, .givenUp])
        #expect(endings[0].words.contains("nobody there"))
        #expect(queue.entries.isEmpty)
        // What comes later has a day of its own.
        queue.add(.sample(5), nowSeconds: now)
        #expect(run(&queue, at: now, .unreached("nobody there")).count == 1)
        #expect(run(&queue, at: now + 3_600).count == 1)
        #expect(queue.failures == 0)
    }

    @Test func `a refused message does not stand in the way of the next`() {
        var queue = queue(3)
        #expect(run(&queue, at: Self.start, .refused("HTTP 400: no")).count == 3)
        #expect(queue.failures == 3)
        #expect(queue.takeEndings().map(\.status) == Array(repeating: .givenUp, count: 2))
        #expect(queue.entries.map(\.alert.title) == ["title 2"])
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a channel that refuses every text costs two, and one bad text only itself`(seed: UInt64)
        throws
    {
        var random = SplitMix64(seed: seed)
        var queue = queue(Int.random(in: 3...9, using: &random))
        queue.add(.sample(90, isUrgent: Bool.random(using: &random)), nowSeconds: Self.start)
        let count = queue.entries.count
        var now = Self.start
        var lost: [AlertQueue.Ending.Status] = []
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            _ = run(&queue, at: now, .refused("HTTP 422: no"))
            lost += queue.takeEndings().map(\.status)
            var writer = JSONWriter()
            queue.write(to: &writer)
            #expect(try AlertQueue(json: JSONReader.parse(writer.bytes)) == queue)
            now += 3_600
        }
        #expect(lost == [.givenUp, .givenUp], "seed \(seed)")
        #expect(queue.notice?.contains("HTTP 422: no; it refuses one text after another") == true)
        let bad = try #require(queue.entries.randomElement(using: &random)).alert
        for _ in 0..<100 {
            guard case .send(let alert) = queue.next(nowSeconds: now, rules: rules) else {
                now += 3_600
                continue
            }
            queue.record(alert == bad ? .refused("bad") : .delivered, nowSeconds: now, rules: rules)
        }
        let ends = queue.takeEndings()
        #expect(ends.count == count - 2 && queue.entries.isEmpty, "seed \(seed)")
        #expect(ends.filter { $0.status == .givenUp }.map(\.alert) == [bad], "seed \(seed)")
    }

    @Test func `what is to be put right is said until a message goes without a remark`() throws {
        var queue = queue(3)
        #expect(run(&queue, at: Self.start, .misconfigured("HTTP 401: no")).count == 1)
        #expect(queue.notice == "HTTP 401: no" && queue.entries.count == 3)
        var writer = JSONWriter()
        queue.write(to: &writer)
        #expect(try AlertQueue(json: JSONReader.parse(writer.bytes)) == queue)
        _ = run(&queue, at: Self.start + 300, .unreached("nobody there"))
        #expect(queue.notice == "HTTP 401: no")
        #expect(run(&queue, at: Self.start + 900, .deliveredBut("not to a@b (550)")).count == 3)
        #expect(queue.notice == "not to a@b (550)" && queue.failures == 0)
        queue.add(.sample(9), nowSeconds: Self.start)
        #expect(run(&queue, at: Self.start + 1_000).count == 1)
        #expect(queue.notice == nil)
        // Without anything to say, the document is what version 0.1 wrote.
        var empty = JSONWriter()
        queue.write(to: &empty)
        let text = String(decoding: empty.bytes, as: UTF8.self)
        #expect(text.hasSuffix(#""notBefore":0,"remark":""}"#))
    }

    @Test func `a place that has moved is tried at once, and the try counts nowhere`() {
        var queue = queue(1)
        guard case .send = queue.next(nowSeconds: Self.start, rules: rules) else { return }
        queue.record(.moved(to: "-2"), nowSeconds: Self.start, rules: rules)
        #expect(queue.sentSeconds.isEmpty && queue.failures == 0)
        #expect(run(&queue, at: Self.start).count == 1)
    }

    @Test func `a wait that a clock ahead has written is void, and says so`() {
        let ahead = Self.start + 30 * 86_400
        var queue = queue(1, at: ahead)
        _ = run(&queue, at: ahead, .limited(untilSeconds: ahead + 3_600, "slowly"))
        #expect(run(&queue, at: Self.start).count == 1)
        #expect(queue.voided?.contains("yet to come") == true)
        // One of version 0.1 does not say when it was written, and its distance is judged alone.
        var old = self.queue(1)
        _ = run(&old, at: Self.start, .limited(untilSeconds: Self.start + 3_600, "slowly"))
        var writer = JSONWriter()
        old.write(to: &writer)
        let text = String(decoding: writer.bytes, as: UTF8.self)
            .replacing(#/,"written":[0-9]+/#, with: "")
        guard var read = try? AlertQueue(json: JSONReader.parse(Array(text.utf8))) else {
            return #expect(Bool(false), "\(text)")
        }
        #expect(
            read.next(nowSeconds: Self.start + 60, rules: rules)
                == .wait(untilSeconds: Self.start + 3_600, why: "slowly"))
    }

    @Test func `a limit is heeded, but not beyond reason`() {
        var queue = queue(1)
        _ = run(&queue, at: Self.start, .limited(untilSeconds: Self.start + 5_000, "slowly"))
        #expect(
            queue.next(nowSeconds: Self.start + 4_999, rules: rules)
                == .wait(untilSeconds: Self.start + 5_000, why: "slowly"))
        #expect(run(&queue, at: Self.start + 5_000).count == 1)
        var other = self.queue(1)
        _ = run(&other, at: Self.start, .limited(untilSeconds: Self.start + 100_000, "clock"))
        #expect(run(&other, at: Self.start + 1).count == 1)
    }

    @Test func `a message in doubt is repeated three times at most, or never`() {
        for isOnce in [false, true] {
            let rules = AlertRules(messagesPerHour: 10, isOnceAtMost: isOnce)
            var queue = queue(1)
            var sent = 0
            for hour in 0..<30 {
                sent +=
                    run(
                        &queue, at: Self.start + Int64(hour) * 3_600, rules: rules,
                        .unclear("no answer")
                    ).count
            }
            #expect(sent == (isOnce ? 1 : 4))
            #expect(queue.takeEndings().map(\.status) == [.inDoubt])
        }
    }

    /// Runs that are killed between the sending and the receipt, the queue as it was written last.
    @Test(arguments: 0..<60)
    func `kills lose nothing, and repeat nothing where once at most is asked`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let isOnce = Bool.random(using: &random)
        let rules = AlertRules(
            messagesPerHour: Int.random(in: 1...6, using: &random), isOnceAtMost: isOnce)
        var written = AlertQueue()
        var arrived: [String: Int] = [:]
        var ended: [AlertQueue.Ending] = []
        var added = 0
        var told = 0
        for step in 0..<400 {
            let now = Self.start + Int64(step) * 300
            var queue = written
            for _ in 0..<(step < 100 ? Int.random(in: 0...2, using: &random) : 0) {
                queue.add(.sample(added), nowSeconds: now)
                added += 1
            }
            written = queue
            var isKilled = false
            while case .send(let alert) = queue.next(nowSeconds: now, rules: rules) {
                written = queue
                let luck = Int.random(in: 0..<10, using: &random)
                if luck < 7 {
                    arrived[alert.id, default: 0] += 1
                    told += alert.count
                }
                isKilled = luck == 0 || luck == 9
                if isKilled { break }
                let outcome: AlertOutcome =
                    luck < 6 ? .delivered : luck == 6 ? .unclear("x") : .unreached("y")
                queue.record(outcome, nowSeconds: now, rules: rules)
                ended += queue.takeEndings()
                written = queue
                // What is written is what is read.
                var writer = JSONWriter()
                written.write(to: &writer)
                #expect(try AlertQueue(json: JSONReader.parse(writer.bytes)) == written)
            }
            // A run writes down what it found old or in doubt, also where it sends nothing.
            if !isKilled {
                ended += queue.takeEndings()
                written = queue
            }
            #expect(queue.sentSeconds.count <= rules.messagesPerHour, "seed \(seed)")
        }
        #expect(written.entries.isEmpty, "seed \(seed)")
        let most = arrived.values.max() ?? 0
        #expect(most <= (isOnce ? 1 : AlertRules.maximumAttempts), "seed \(seed)")
        // Whatever did not arrive has ended in doubt, by kill or by silence.
        if !isOnce { #expect(told >= added - ended.count { $0.status == .inDoubt }) }
    }

    @Test func `however many come, what waits is bounded`() {
        var queue = AlertQueue()
        for index in 0..<5_000 { queue.add(.sample(index), nowSeconds: Self.start) }
        #expect(queue.entries.count <= AlertQueue.maximumEntries)
        #expect(queue.entries.reduce(0) { $0 + $1.alert.count } == 5_000)
    }

    @Test func `a queue that cannot be is not read`() throws {
        var writer = JSONWriter()
        queue(1).write(to: &writer)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        for (part, wrong) in [
            ("\"notBefore\":0", "\"notBefore\":-9223372036854775808"),
            ("\"attempts\":0", "\"attempts\":-1"), ("\"failures\":0", "\"failures\":-5"),
            ("\"kind\":\"closed\"", "\"kind\":\"x\""),
        ] {
            #expect(text.contains(part))
            #expect(throws: JSONError.self) {
                try AlertQueue(
                    json: JSONReader.parse(Array(text.replacing(part, with: wrong).utf8)))
            }
        }
    }
}
