import Testing

@testable import Publishing

/// The outbox's rules one by one, as the specification words them.
struct OutboxEntryTests: SampleSteps {
    @Test func `has the same name whenever it reports the same, fit for a file`() {
        #expect(entry("a").id == entry("b", "c").id)
        #expect(OutboxEntry.id(kind: "trade", reports: ["x"]) == "trade-2d711642b726b044")
        #expect(
            OutboxEntry.id(kind: "daily", reports: ["x", "y"])
                != OutboxEntry.id(kind: "daily", reports: ["x y"]))
    }

    @Test func `is marked as possibly sent before it is sent`() {
        var entry = entry("a")
        #expect(next(&entry) == .send(part: 0))
        #expect(entry.parts[0].state == .unclear(sinceSeconds: Self.start))
        #expect(entry.attemptSeconds == [Self.start])
        #expect(next(&entry, .sent(part: 0, .created(id: "5")), after: 2) == .done)
        #expect(entry.ending == .posted)
        #expect(next(&entry, .begun, after: 9_999) == .done)
    }

    @Test func `a clear refusal is recorded and not retried`() {
        var entry = entry("a")
        _ = next(&entry)
        let action = next(&entry, .sent(part: 0, .refused(.text, "HTTP 400: too long")), after: 1)
        #expect(line(action) == "trade binance 17: X refuses it: HTTP 400: too long")
        #expect(entry.attemptSeconds.isEmpty)
        #expect(next(&entry, .begun, after: 3_600) == action)
    }

    @Test func `a rate limit waits for as many runs as it takes`() {
        var entry = entry("a")
        #expect(next(&entry) == .send(part: 0))
        for run in 0..<50 as Range<Int64> {
            let now = run * 3_600 + 1
            let limited = PostOutcome.rateLimited(untilSeconds: Self.start + now + 7_000)
            #expect(
                isWaiting(
                    next(&entry, .sent(part: 0, limited), after: now), until: now + 7_000))
            #expect(isWaiting(next(&entry, .begun, after: now + 3_600), until: now + 7_000))
            #expect(entry.parts[0].state == .waiting)
            #expect(entry.attemptSeconds.isEmpty)
            #expect(next(&entry, .begun, after: now + 7_000) == .send(part: 0))
        }
    }

    @Test func `a wait written by a clock that was set back is dropped`() {
        var entry = entry("a")
        _ = next(&entry)
        let limited = PostOutcome.rateLimited(untilSeconds: Self.start + 900)
        _ = next(&entry, .sent(part: 0, limited))
        #expect(next(&entry, .begun, after: -30 * 86_400) == .send(part: 0))
    }

    @Test func `an unclear outcome is settled first by looking`() {
        var entry = entry("a")
        _ = next(&entry)
        #expect(next(&entry, .sent(part: 0, .unclear("HTTP 500")), after: 5) == .look(part: 0))
        #expect(next(&entry, .looked(part: 0, .found(id: "8")), after: 6) == .done)
        #expect(entry.parts[0].state == .sent(id: "8"))
    }

    @Test func `so is what a killed run may have sent`() {
        var entry = entry("a")
        _ = next(&entry)
        #expect(next(&entry, .begun, after: 3_600) == .look(part: 0))
    }

    @Test func `a list that may lag behind is not believed at once`() {
        var entry = entry("a")
        _ = next(&entry)
        _ = next(&entry, .sent(part: 0, .unclear("timeout")), after: 5)
        #expect(isWaiting(next(&entry, .looked(part: 0, .notFound), after: 6), until: 120))
        #expect(next(&entry, .begun, after: 130) == .look(part: 0))
        #expect(next(&entry, .looked(part: 0, .notFound), after: 131) == .sendAgain(part: 0))
        #expect(entry.attemptSeconds.count == 2)
    }

    @Test func `where the read is refused the same text is sent again, and a duplicate is sent`() {
        var entry = entry("a")
        _ = next(&entry)
        _ = next(&entry, .sent(part: 0, .unclear("timeout")), after: 5)
        let refused = LookOutcome.unreadable("HTTP 403")
        #expect(isWaiting(next(&entry, .looked(part: 0, refused), after: 6), until: 120))
        #expect(next(&entry, .begun, after: 3_600) == .look(part: 0))
        #expect(next(&entry, .looked(part: 0, refused), after: 3_601) == .sendAgain(part: 0))
        #expect(entry.post(ofPart: 0) == XPost(text: "a"))
        #expect(next(&entry, .sent(part: 0, .duplicate), after: 3_602) == .done)
        #expect(entry.parts[0].state == .sent(id: nil))
    }

    @Test func `but not when X may have forgotten the text`() {
        var entry = entry("a")
        _ = next(&entry)
        let refused = LookOutcome.unreadable("HTTP 401")
        let late: Int64 = 13 * 3_600
        #expect(next(&entry, .begun, after: late) == .look(part: 0))
        #expect(isWaiting(next(&entry, .looked(part: 0, refused), after: late), until: late + 600))
        let end: Int64 = 3 * 86_400 + 1
        #expect(next(&entry, .begun, after: end) == .look(part: 0))
        let told = line(next(&entry, .looked(part: 0, refused), after: end))
        #expect(told?.contains("cannot be found out whether it was posted") == true)
        #expect(told?.contains("HTTP 401") == true)
    }

    @Test func `a duplicate at the first attempt is looked for`() {
        var entry = entry("a")
        _ = next(&entry)
        #expect(next(&entry, .sent(part: 0, .duplicate), after: 1) == .look(part: 0))
        var found = entry
        #expect(next(&found, .looked(part: 0, .found(id: "3")), after: 2) == .done)
        var unreadable = entry
        #expect(next(&unreadable, .looked(part: 0, .unreadable("no")), after: 2) == .done)
        #expect(isWaiting(next(&entry, .looked(part: 0, .notFound), after: 2), until: 120))
        #expect(next(&entry, .begun, after: 200) == .look(part: 0))
        let told = line(next(&entry, .looked(part: 0, .notFound), after: 201))
        #expect(told?.contains("duplicate of an earlier post") == true)
    }

    @Test func `what stays unclear is not tried for ever`() {
        var entry = entry("a")
        var now: Int64 = 0
        var sent = 1
        var action = next(&entry)
        for _ in 0..<100 where line(action) == nil {
            now += 1_000
            switch action {
            case .send, .sendAgain:
                action = next(&entry, .sent(part: 0, .unclear("HTTP 502")), after: now)
            case .look: action = next(&entry, .looked(part: 0, .notFound), after: now)
            default: action = next(&entry, .begun, after: now)
            }
            if case .sendAgain = action { sent += 1 }
        }
        #expect(sent == 4)
        #expect(line(action)?.contains("sent 4 times without a clear answer (") == true)
        #expect(line(action)?.contains("it may be out all the same") == true)
    }

    @Test func `a thread goes out at once, each part an answer to the one before`() {
        var entry = entry("a", "b", "c")
        #expect(next(&entry) == .send(part: 0))
        #expect(next(&entry, .sent(part: 0, .created(id: "1")), after: 1) == .send(part: 1))
        #expect(entry.post(ofPart: 1) == XPost(text: "b", replyTo: "1"))
        #expect(next(&entry, .sent(part: 1, .created(id: "2")), after: 2) == .send(part: 2))
        #expect(entry.post(ofPart: 2) == XPost(text: "c", replyTo: "2"))
        #expect(next(&entry, .sent(part: 2, .created(id: "3")), after: 3) == .done)
    }

    @Test func `a thread broken off is continued, not restarted`() {
        var entry = entry("a", "b", "c")
        _ = next(&entry)
        _ = next(&entry, .sent(part: 0, .created(id: "1")), after: 1)
        #expect(next(&entry, .begun, after: 3_600) == .look(part: 1))
        #expect(next(&entry, .looked(part: 1, .found(id: "2")), after: 3_601) == .send(part: 2))
        #expect(entry.post(ofPart: 2).replyTo == "2")
    }

    @Test func `a refusal in a thread says which parts are out`() {
        var entry = entry("a", "b", "c")
        _ = next(&entry)
        _ = next(&entry, .sent(part: 0, .created(id: "1")), after: 1)
        let told = line(next(&entry, .sent(part: 1, .refused(.text, "no")), after: 2))
        #expect(told == "trade binance 17: part 2 of 3: X refuses it: no; parts 1 to 1 are out")
    }

    @Test func `the number of a part that is out is sought once, then done without`() {
        var entry = entry("a", "b")
        _ = next(&entry)
        entry.parts[0].state = .sent(id: nil)
        #expect(next(&entry, .begun, after: 200) == .look(part: 0))
        var found = entry
        #expect(next(&found, .looked(part: 0, .found(id: "4")), after: 201) == .send(part: 1))
        #expect(found.post(ofPart: 1).replyTo == "4")
        #expect(next(&entry, .looked(part: 0, .notFound), after: 201) == .send(part: 1))
        #expect(entry.post(ofPart: 1).replyTo == nil)
    }

    @Test func `a picture is uploaded first, and left out when it cannot be had`() {
        var entry = entry("a", picture: true)
        #expect(next(&entry) == .upload)
        var refused = entry
        #expect(next(&refused, .uploaded(.refused("too large"))) == .send(part: 0))
        #expect(refused.post(ofPart: 0).mediaID == nil)
        var failing = entry
        #expect(next(&failing, .uploaded(.failed("HTTP 500"))) == .upload)
        #expect(next(&failing, .uploaded(.failed("HTTP 500"))) == .upload)
        #expect(next(&failing, .uploaded(.failed("HTTP 500"))) == .send(part: 0))
        #expect(failing.picture?.state == .leftOut(why: "HTTP 500"))
        #expect(next(&entry, .uploaded(.uploaded(mediaID: "77"))) == .send(part: 0))
        #expect(entry.post(ofPart: 0).mediaID == "77")
    }

    @Test func `an old upload is done again before it is used`() {
        var entry = entry("a", picture: true)
        _ = next(&entry)
        _ = next(&entry, .uploaded(.uploaded(mediaID: "77")))
        let limited = PostOutcome.rateLimited(untilSeconds: Self.start + 86_400)
        _ = next(&entry, .sent(part: 0, limited), after: 1)
        #expect(next(&entry, .begun, after: 86_400) == .upload)
    }

    @Test func `with a picture it is never sent again unless a later list lacks it`() {
        var entry = entry("a", picture: true)
        _ = next(&entry)
        _ = next(&entry, .uploaded(.uploaded(mediaID: "77")))
        #expect(next(&entry, .begun, after: 300) == .look(part: 0))
        var unread = entry
        let refused = LookOutcome.unreadable("no")
        #expect(isWaiting(next(&unread, .looked(part: 0, refused), after: 301), until: 901))
        #expect(isWaiting(next(&entry, .looked(part: 0, .notFound), after: 301), until: 600))
        #expect(next(&entry, .begun, after: 1_000) == .look(part: 0))
        #expect(next(&entry, .looked(part: 0, .notFound), after: 1_001) == .sendAgain(part: 0))
    }

    @Test func `what was not reached is tried later and counts nowhere`() {
        var entry = entry("a")
        _ = next(&entry)
        let unreached = PostOutcome.unreached("cannot resolve api.x.com")
        #expect(isWaiting(next(&entry, .sent(part: 0, unreached), after: 1), until: 301))
        #expect(entry.attemptSeconds.isEmpty)
        #expect(next(&entry, .begun, after: 302) == .send(part: 0))
    }

    @Test func `budgets, distance and the switch hold it back`() {
        var entry = entry("a")
        let off = PostingRules(maximumPerDay: 9, maximumPerMonth: 9, isDisabled: true)
        #expect(isWaiting(next(&entry, rules: off), until: nil))
        #expect(isWaiting(next(&entry, others: [Self.start - 20]), until: 100))
        let one = PostingRules(maximumPerDay: 1, maximumPerMonth: 9)
        #expect(
            isWaiting(
                next(&entry, rules: one, others: [Self.start - 3_600]), until: 86_400 - 3_600))
        #expect(entry.parts[0].state == .waiting)
        #expect(next(&entry, others: [Self.start - 121]) == .send(part: 0))
        #expect(isWaiting(next(&entry, .begun, after: 3_600, rules: off), until: nil))
    }

    @Test func `looks for its own posts only`() {
        var entry = entry("a", "b")
        entry.parts[0].state = .sent(id: "1")
        let sought = entry.sought(part: 1, others: ["9"])
        #expect(sought.text == "b")
        #expect(sought.notOlderThanSeconds == Self.start)
        #expect(sought.excluding == ["1", "9"])
    }

    @Test func `the same entry, event, time and rules give the same again`() {
        var one = entry("a", "b", picture: true)
        var two = one
        #expect(next(&one) == next(&two))
        #expect(one == two)
    }
}
