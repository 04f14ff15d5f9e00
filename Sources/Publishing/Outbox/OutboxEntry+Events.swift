// What each event leaves behind in an entry.

extension OutboxEntry {
    /// How often an upload is tried before the post goes out without its picture.
    private static let mostUploads = 3
    /// How long X is left alone after it could not be reached.
    private static let unreachedSeconds: Int64 = 300

    /// Takes in what happened; what does not fit the state (a part that is out already) changes
    /// nothing.
    mutating func take(_ event: OutboxEvent, nowSeconds now: Int64) {
        switch event {
        case .begun: break
        case .uploaded(let outcome): take(outcome, now)
        case .sent(let index, let outcome):
            guard parts.indices.contains(index), !parts[index].isSent else { return }
            take(outcome, part: index, now)
        case .looked(let index, let outcome):
            guard parts.indices.contains(index) else { return }
            take(outcome, part: index, now)
        }
    }

    private mutating func take(_ outcome: UploadOutcome, _ now: Int64) {
        guard case .waiting(let failures)? = picture?.state else { return }
        switch outcome {
        case .uploaded(let id): picture?.state = .uploaded(mediaID: id, atSeconds: now)
        case .refused(let why): picture?.state = .leftOut(why: why)
        case .rateLimited(let until): wait(until: until)
        case .failed(let why):
            picture?.state =
                failures + 1 < Self.mostUploads
                ? .waiting(failures: failures + 1) : .leftOut(why: why)
        }
    }

    private mutating func take(_ outcome: PostOutcome, part index: Int, _ now: Int64) {
        switch outcome {
        case .created(let id): parts[index].state = .sent(id: id)
        case .duplicate: parts[index].isCalledDuplicate = true
        case .unclear(let why): remark = why
        case .refused(let why):
            forgetAttempt(index)
            giveUp(part: index, "X refuses it: \(why)")
        case .rateLimited(let until):
            forgetAttempt(index)
            wait(until: until)
        case .unreached(let why):
            forgetAttempt(index)
            remark = why
            notBeforeSeconds = now + Self.unreachedSeconds
        }
    }

    private mutating func take(_ outcome: LookOutcome, part index: Int, _ now: Int64) {
        if case .found(let id) = outcome, parts[index].number == nil {
            parts[index].state = .sent(id: id)
        }
        if parts[index].isSent {
            parts[index].isNumberSought = true
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
        if parts[index].attemptSeconds.isEmpty { parts[index].state = .waiting }
    }

    private mutating func wait(until moment: Int64) {
        notBeforeSeconds = moment
        remark = "X has set a limit"
    }

    /// Ends the entry with a line that tells of every part.
    mutating func giveUp(part index: Int, _ why: String) {
        let maybe = parts[index].attemptSeconds.isEmpty ? "" : "; it may be out all the same"
        let place = parts.count == 1 ? "" : "part \(index + 1) of \(parts.count): "
        let before = index == 0 ? "" : "; parts 1 to \(index) are out"
        ending = .givenUp("\(reports.joined(separator: ", ")): \(place)\(why)\(maybe)\(before)")
    }
}
