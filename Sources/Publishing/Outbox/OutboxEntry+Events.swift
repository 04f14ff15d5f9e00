// What each event leaves behind in an entry.

extension OutboxEntry {
    /// How often an upload is tried before the post goes out without its picture.
    private static let maximumUploads = 3
    /// How long X is left alone after it could not be reached.
    private static let unreachedSeconds: Int64 = 300
    /// How long after it refused the account: each hourly run asks anew.
    private static let accountSeconds: Int64 = 1_800

    /// Takes in what happened; what does not fit the state (a part that is out already) changes
    /// nothing.
    mutating func record(_ event: OutboxEvent, nowSeconds now: Int64) {
        switch event {
        case .begun: break
        case .uploaded(let outcome): record(outcome, now)
        case .sent(let index, let outcome):
            guard parts.indices.contains(index), !parts[index].isSent else { return }
            record(outcome, part: index, now)
        case .looked(let index, let outcome):
            guard parts.indices.contains(index) else { return }
            record(outcome, part: index, now)
        }
    }

    private mutating func record(_ outcome: UploadOutcome, _ now: Int64) {
        guard case .waiting(let failures)? = picture?.state else { return }
        switch outcome {
        case .uploaded(let id): picture?.state = .uploaded(mediaID: id, atSeconds: now)
        case .refused(let why): picture?.state = .leftOut(why: why)
        case .accountRefused(let why): waitForAccount(why, now)
        case .rateLimited(let until): wait(until: until, now, "X has set a limit")
        case .failed(let why):
            picture?.state =
                failures + 1 < Self.maximumUploads
                ? .waiting(failures: failures + 1) : .leftOut(why: why)
        }
    }

    private mutating func record(_ outcome: PostOutcome, part index: Int, _ now: Int64) {
        switch outcome {
        case .unclear(let why):
            remark = why
            return
        case .unreached(let why):
            forgetAttempt(index)
            wait(until: now + Self.unreachedSeconds, now, why)
            return
        case .refused(.account, let why):
            forgetAttempt(index)
            waitForAccount(why, now)
            return
        case .created(let id):
            parts[index].state = .sent(id: id)
            remark = ""
        case .duplicate:
            parts[index].isCalledDuplicate = true
            remark = "X calls it a duplicate"
        case .refused(_, let why) where index == 0 && picture?.mediaID != nil:
            // It may be the picture alone, whatever X says: the text goes once more without it.
            forgetAttempt(index)
            picture?.state = .leftOut(why: why)
            remark = ""
        case .refused(_, let why):
            forgetAttempt(index)
            giveUp(part: index, Self.refusedStory + why)
        case .rateLimited(let until):
            forgetAttempt(index)
            wait(until: until, now, "X has set a limit")
        }
        accountRefusal = nil
    }

    private mutating func record(_ outcome: LookOutcome, part index: Int, _ now: Int64) {
        if case .found(let id) = outcome, parts[index].number == nil {
            parts[index].state = .sent(id: id)
            parts[index].isFound = true
        }
        if parts[index].isSent {
            parts[index].isNumberSought = true
            remark = ""
            return
        }
        switch outcome {
        case .found: break
        case .notFound: parts[index].look = .init(atSeconds: now, wasReadable: true)
        case .unreadable(let why):
            parts[index].look = .init(atSeconds: now, wasReadable: false)
            remark = "our own posts cannot be read: \(why)"
        }
    }

    /// The last attempt certainly came to nothing, so it counts nowhere.
    private mutating func forgetAttempt(_ index: Int) {
        _ = parts[index].attemptSeconds.popLast()
        guard parts[index].attemptSeconds.isEmpty else { return }
        parts[index].state = .waiting
        parts[index].wasPictured = false
    }

    private mutating func wait(until moment: Int64, _ now: Int64, _ why: String) {
        notBeforeSeconds = moment
        notBeforeWrittenSeconds = now
        remark = why
    }

    /// Nothing of the account goes until a person has mended that, so this post waits too.
    private mutating func waitForAccount(_ why: String, _ now: Int64) {
        accountRefusal = why
        wait(until: now + Self.accountSeconds, now, "X refuses the account: \(why)")
    }

    /// Ends the entry with a line that tells of every part.
    mutating func giveUp(part index: Int, _ why: String) {
        let maybe = parts[index].attemptSeconds.isEmpty ? "" : "; it may be out all the same"
        let place = parts.count == 1 ? "" : "part \(index + 1) of \(parts.count): "
        let before = index == 0 ? "" : "; parts 1 to \(index) are out"
        ending = .givenUp("\(reports.joined(separator: ", ")): \(place)\(why)\(maybe)\(before)")
    }
}
