// The outbox's rules. What X cannot be made to guarantee, and how that is met:
//
// - The list of our own posts may lag behind. "Not found" is believed only some minutes after the
//   attempt; then the very same text is sent again, and X's "duplicate" counts as sent, so that a
//   list that lags longer costs an answer and no second post.
// - X holds only recent posts against a duplicate, and may not do so at all for one with a picture.
//   So what cannot be looked up is sent again only without a picture and within half a day; a post
//   with a picture is sent again only when a readable list does not hold it, ten minutes later.
// - What can be settled in neither way for three days is given up, with a line that says so.
// - A thread is begun only where all of it fits the budgets. One that was begun and cannot be ended
//   while it is news ends with a line: it stands in no other post's way.

extension OutboxEntry {
    /// How long after an attempt a list is believed that does not hold the part.
    private static let graceSeconds: Int64 = 120
    /// The same where no duplicate rule stands behind it.
    private static let picturedGraceSeconds: Int64 = 600
    /// How long after the first attempt X is trusted to know a duplicate by its text.
    static let duplicateRuleSeconds: Int64 = 12 * 3_600
    /// How old a look may be and still be acted on.
    private static let freshLookSeconds: Int64 = 600
    /// How long an unclear part is looked for.
    private static let patienceSeconds: Int64 = 3 * 86_400
    /// How often a part may be sent whose outcome stays unclear.
    private static let maximumAttempts = 4
    /// How long an uploaded picture is sure to be there; X keeps it for a day.
    private static let uploadSeconds: Int64 = 20 * 3_600

    /// Takes in what happened and says what is to be done next.
    ///
    /// Pure: the same entry, event, time and rules give the same again. The entry must be written
    /// down before the action is done; it already counts a part that is about to be sent as one that
    /// may have been.
    ///
    /// - Parameters:
    ///   - event: what came of the action before; ``OutboxEvent/begun`` where that is not known.
    ///   - now: seconds since 1970.
    ///   - rules: when the account may post.
    ///   - others: when other entries' posts went out or may have, in any order.
    /// - Returns: what to do once the entry is written down.
    package mutating func advance(
        after event: OutboxEvent, nowSeconds now: Int64, rules: PostingRules,
        others: [Int64]
    ) -> OutboxAction {
        switch ending {
        case .posted?: return .done
        case .givenUp(let line)?: return .givenUp(line)
        case nil: break
        }
        record(event, nowSeconds: now)
        if case .givenUp(let line)? = ending { return .givenUp(line) }
        if rules.isDisabled { return .wait(untilSeconds: nil, why: "posting is switched off") }
        _ = dropWhatIsAhead(nowSeconds: now)
        settleDuplicates()
        guard let index = parts.firstIndex(where: { !$0.isSent }) else {
            ending = .posted
            return .done
        }
        if now < notBeforeSeconds {
            return .wait(untilSeconds: notBeforeSeconds, why: remark)
        }
        forgetWait()
        switch parts[index].state {
        case .unclear(let since): return settle(index, since, now, rules, others)
        case .waiting, .sent: return send(index, now, rules, others)
        }
    }

    /// A part that was sent before and is now called a duplicate is out.
    private mutating func settleDuplicates() {
        for index in parts.indices where !parts[index].isSent {
            let part = parts[index]
            guard part.isCalledDuplicate else { continue }
            let cannotLook = part.look.map { !$0.wasReadable } ?? false
            guard part.attemptSeconds.count > 1 || cannotLook else { continue }
            parts[index].state = .sent(id: nil)
            remark = ""
        }
    }

    // MARK: A part that may be out

    private mutating func settle(
        _ index: Int, _ since: Int64, _ now: Int64, _ rules: PostingRules, _ others: [Int64]
    ) -> OutboxAction {
        let part = parts[index]
        let last = min(part.attemptSeconds.last ?? since, now)
        let grace = part.wasPictured ? Self.picturedGraceSeconds : Self.graceSeconds
        guard let look = part.look, now - look.atSeconds < Self.freshLookSeconds,
            look.atSeconds <= now
        else { return .look(part: index) }
        if look.wasReadable {
            guard look.atSeconds - last >= grace else {
                return now - last < grace
                    ? .wait(untilSeconds: last + grace, why: "the list of posts may lag behind")
                    : .look(part: index)
            }
            if part.isCalledDuplicate {
                return end(
                    index, "X calls it a duplicate of an earlier post, so it is not repeated")
            }
        } else {
            guard !part.wasPictured, now - since < Self.duplicateRuleSeconds,
                part.attemptSeconds.count < Self.maximumAttempts
            else {
                return now - since < Self.patienceSeconds
                    ? .wait(untilSeconds: look.atSeconds + Self.freshLookSeconds, why: remark)
                    : end(index, "it cannot be found out whether it was posted (\(remark))")
            }
            guard now - last >= grace else {
                return .wait(untilSeconds: last + grace, why: remark)
            }
        }
        guard part.attemptSeconds.count < Self.maximumAttempts else {
            return end(
                index, "sent \(Self.maximumAttempts) times without a clear answer (\(remark))")
        }
        return send(index, now, rules, others)
    }

    private mutating func end(_ index: Int, _ why: String) -> OutboxAction {
        giveUp(part: index, why)
        guard case .givenUp(let line)? = ending else { return .done }
        return .givenUp(line)
    }

    // MARK: A part that may be sent

    private mutating func send(
        _ index: Int, _ now: Int64, _ rules: PostingRules, _ others: [Int64]
    ) -> OutboxAction {
        let left = parts.count - index
        if isBegun, now - createdAtSeconds > rules.patienceSeconds {
            return end(index, "it was not ended while it was news")
        }
        switch rules.permission(left, others: others, own: attemptSeconds, nowSeconds: now) {
        case .never(let why): return .wait(untilSeconds: nil, why: why)
        case .tooMany(let why): return end(index, why)
        case .until(let moment, let why)
        where isBegun && moment - createdAtSeconds > rules.patienceSeconds:
            return end(index, "\(why), and frees no place while this is news")
        case .until(let moment, let why): return .wait(untilSeconds: moment, why: why)
        case .granted: break
        }
        if index > 0, parts[index - 1].number == nil, !parts[index - 1].isNumberSought {
            return .look(part: index - 1)
        }
        if index == 0, needsUpload(now) { return .upload }
        let isRepetition = !parts[index].attemptSeconds.isEmpty
        if !isRepetition { parts[index].state = .unclear(sinceSeconds: now) }
        parts[index].attemptSeconds.append(now)
        parts[index].look = nil
        if index == 0, picture?.mediaID != nil { parts[index].wasPictured = true }
        remark = Self.unseen
        return isRepetition ? .sendAgain(part: index) : .send(part: index)
    }

    /// Whether the picture is yet to come, or was uploaded so long ago that X may have dropped it.
    private mutating func needsUpload(_ now: Int64) -> Bool {
        switch picture?.state {
        case .waiting?: return true
        case .uploaded(_, let moment)? where !(0..<Self.uploadSeconds).contains(now - moment):
            picture?.state = .waiting(failures: 0)
            return true
        case .uploaded?, .leftOut?, nil: return false
        }
    }
}
