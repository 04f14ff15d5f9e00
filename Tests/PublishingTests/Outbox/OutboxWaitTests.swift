import Seeds
import Testing

@testable import Publishing

/// What holds an entry back, that it says so, and that it ends.
struct OutboxWaitTests: SampleSteps {
    @Test(arguments: [0, 3, 40] as [Int64])
    func `what X refuses of the account waits, is told, and goes out once that is mended`(
        hours: Int64
    ) {
        var entry = entry("a", "b", picture: true)
        _ = next(&entry)
        _ = next(&entry, .uploaded(.uploaded(mediaID: "77")))
        var now: Int64 = 1
        let no = PostOutcome.refused(.account, "HTTP 402: CreditsDepleted")
        var action = next(&entry, .sent(part: 0, no), after: now)
        for _ in 0..<hours {
            #expect(isWaiting(action, until: now + 1_800))
            #expect(entry.accountRefusal == "HTTP 402: CreditsDepleted" && !entry.isBegun)
            now += 3_600
            action = next(&entry, .begun, after: now)
            if action == .upload {
                action = next(&entry, .uploaded(.uploaded(mediaID: "78")), after: now)
            }
            #expect(action == .send(part: 0))
            action = next(&entry, .sent(part: 0, no), after: now)
        }
        now += 3_600
        if next(&entry, .begun, after: now) == .upload {
            _ = next(&entry, .uploaded(.uploaded(mediaID: "79")), after: now)
        }
        #expect(next(&entry, .sent(part: 0, .created(id: "1")), after: now) == .send(part: 1))
        #expect(entry.accountRefusal == nil && entry.remark == OutboxEntry.unseen)
    }

    @Test func `an account that is refused at the upload waits with its picture`() {
        var entry = entry("a", picture: true)
        _ = next(&entry)
        let action = next(&entry, .uploaded(.accountRefused("HTTP 401: Unauthorized")), after: 1)
        #expect(isWaiting(action, until: 1_801))
        #expect(entry.accountRefusal == "HTTP 401: Unauthorized")
        #expect(next(&entry, .begun, after: 1_801) == .upload)
    }

    @Test(arguments: [XRefusal.picture, .text])
    func `a refused picture costs the picture, and the same text goes out once more`(
        refusal: XRefusal
    ) {
        var entry = entry("a", picture: true)
        _ = next(&entry)
        _ = next(&entry, .uploaded(.uploaded(mediaID: "77")))
        let refused = PostOutcome.refused(refusal, "Your media IDs are invalid.")
        #expect(next(&entry, .sent(part: 0, refused), after: 1) == .send(part: 0))
        #expect(entry.post(ofPart: 0) == XPost(text: "a"))
        #expect(entry.attemptSeconds == [Self.start + 1])
        #expect(next(&entry, .sent(part: 0, .created(id: "5")), after: 2) == .done)
        #expect(
            entry.story
                == "answered with its number; without its picture: Your media IDs are invalid.")
        var twice = self.entry("a", picture: true)
        _ = next(&twice)
        _ = next(&twice, .uploaded(.uploaded(mediaID: "77")))
        _ = next(&twice, .sent(part: 0, refused), after: 1)
        #expect(line(next(&twice, .sent(part: 0, refused), after: 2)) != nil)
    }

    @Test func `what is said of it never outlives its cause`() {
        var entry = entry("a", "b")
        _ = next(&entry)
        #expect(entry.remark == OutboxEntry.unseen)
        _ = next(&entry, .sent(part: 0, .created(id: "1")), after: 1)
        _ = next(&entry, .sent(part: 1, .unclear("HTTP 502")), after: 2)
        #expect(entry.remark == "HTTP 502")
        #expect(next(&entry, .looked(part: 1, .found(id: "2")), after: 3) == .done)
        #expect(entry.remark == "")
        #expect(
            entry.story == "part 1 answered with its number, part 2 found among our own posts")
        var limited = self.entry("a")
        _ = next(&limited)
        let limit = PostOutcome.rateLimited(untilSeconds: Self.start + 900)
        _ = next(&limited, .sent(part: 0, limit), after: 1)
        #expect(limited.remark == "X has set a limit")
        let spent = PostingRules(maximumPerDay: 1, maximumPerMonth: 9)
        _ = next(&limited, .begun, after: 901, rules: spent, others: [Self.start - 60])
        #expect(limited.remark == "")
        var duplicate = self.entry("a")
        _ = next(&duplicate)
        _ = next(&duplicate, .sent(part: 0, .duplicate), after: 1)
        _ = next(&duplicate, .looked(part: 0, .unreadable("HTTP 403")), after: 2)
        #expect(duplicate.remark == "")
        #expect(duplicate.story == "called a duplicate of itself, which counts as sent")
    }

    @Test func `a thread is begun only where all of it fits`() {
        var entry = entry("a", "b", "c", "d")
        let three = PostingRules(maximumPerDay: 3, maximumPerMonth: 30)
        var tooLong = entry
        let told = line(next(&tooLong, rules: three))
        #expect(
            told == "trade binance 17: part 1 of 4: 4 parts are more than the budget of 3 posts "
                + "in 24 hours")
        let four = PostingRules(maximumPerDay: 4, maximumPerMonth: 30)
        #expect(
            isWaiting(
                next(&entry, rules: four, others: [Self.start - 3_600]), until: 86_400 - 3_600))
        #expect(!entry.isBegun)
        #expect(next(&entry, .begun, after: 86_400, rules: four) == .send(part: 0))
        for part in 0..<4 {
            let sent = OutboxEvent.sent(part: part, .created(id: "\(part)"))
            let action = next(&entry, sent, after: 86_401 + Int64(part), rules: four)
            #expect(action == (part < 3 ? .send(part: part + 1) : .done))
        }
    }

    /// As version 0.1 left them: begun, and longer than the budget has room for.
    @Test func `a begun thread that cannot be ended ends with a line`() {
        var entry = entry("a", "b", "c", "d")
        entry.parts[0].state = .sent(id: "1")
        entry.parts[0].attemptSeconds = [Self.start]
        let rules = PostingRules(maximumPerDay: 3, maximumPerMonth: 100, patienceSeconds: 86_400)
        var old = entry
        #expect(
            line(next(&old, .begun, after: 86_401, rules: rules))
                == "trade binance 17: part 2 of 4: it was not ended while it was news; parts 1 to 1 "
                + "are out")
        // Where the rest fits within the day it is gone on with.
        #expect(isWaiting(next(&entry, .begun, after: 60, rules: rules), until: 86_400))
        #expect(next(&entry, .begun, after: 86_400, rules: rules) == .send(part: 1))
        var spent = entry
        spent.parts[1].state = .waiting
        spent.parts[1].attemptSeconds = []
        let others = [Self.start + 40_000]
        let end = line(next(&spent, .begun, after: 50_000, rules: rules, others: others))
        #expect(
            end?.contains("the budget of 3 posts in 24 hours is spent, and frees no place") == true)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no moment that is yet to come holds anything back`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func ahead() -> Int64 { Self.start + .random(in: 301...4_000_000_000, using: &random) }
        var entry = entry("a", "b")
        if Bool.random(using: &random) {
            entry.notBeforeSeconds = ahead()
            entry.notBeforeWrittenSeconds = Bool.random(using: &random) ? ahead() : nil
            // In the files of version 0.1 the distance alone is judged.
            if entry.notBeforeWrittenSeconds == nil { entry.notBeforeSeconds += 25 * 3_600 }
        }
        if Bool.random(using: &random) { entry.createdAtSeconds = ahead() }
        let isSent = Bool.random(using: &random)
        if isSent {
            entry.parts[0].state = .unclear(sinceSeconds: ahead())
            entry.parts[0].attemptSeconds = [ahead()]
            entry.parts[0].look = .init(atSeconds: ahead(), wasReadable: true)
        }
        let others = (0..<50).map { _ in ahead() }
        let action = next(&entry, others: others)
        #expect(action == (isSent ? .look(part: 0) : .send(part: 0)), "seed \(seed)")
        #expect(entry.createdAtSeconds <= Self.start + 300)
        #expect(entry.attemptSeconds.allSatisfy { $0 <= Self.start + 300 }, "seed \(seed)")
    }

    @Test func `a wait that is void says so`() {
        var entry = entry("a")
        entry.notBeforeSeconds = Self.start + 900
        entry.notBeforeWrittenSeconds = Self.start + 40 * 86_400
        entry.createdAtSeconds = Self.start + 40 * 86_400
        let lines = entry.dropWhatIsAhead(nowSeconds: Self.start)
        #expect(lines.count == 2 && lines.allSatisfy { $0.contains("which is yet to come") })
        #expect(entry.dropWhatIsAhead(nowSeconds: Self.start) == [])
    }
}
