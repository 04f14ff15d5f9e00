internal import Market

// What a clock that was ahead has left in an entry.

extension OutboxEntry {
    /// How far the clock may be set back without anything it wrote being void.
    static let toleranceSeconds = Deadline.toleranceMilliseconds / 1_000

    /// Drops moments that are yet to come, so that no wait lasts until the clock is there again.
    ///
    /// What may have been sent then counts as sent just now. When the entry was made is not known
    /// any more; half a day ago is far enough back to find it among our own posts, and near enough
    /// to go on with it.
    ///
    /// - Returns: what was dropped, in a line each.
    package mutating func dropWhatIsAhead(nowSeconds now: Int64) -> [String] {
        var lines: [String] = []
        // In range: a constant.
        if notBeforeSeconds > 0,
            case .void(let why) = wait.standing(
                at: Timestamp(seconds: now),
                longestMilliseconds: RateLimit.maximumSeconds * 1_000)
        {
            lines.append("the post's wait is void: \(why)")
            forgetWait()
        }
        let latest = now + Self.toleranceSeconds
        for index in parts.indices {
            parts[index].attemptSeconds = parts[index].attemptSeconds.map { $0 > latest ? now : $0 }
            if case .unclear(let since) = parts[index].state, since > latest {
                parts[index].state = .unclear(sinceSeconds: now)
            }
            if let look = parts[index].look, look.atSeconds > latest { parts[index].look = nil }
        }
        if createdAtSeconds > latest {
            let made = Timestamp(seconds: createdAtSeconds)
            lines.append("the post says it was made at \(made), which is yet to come")
            createdAtSeconds = now - Self.duplicateRuleSeconds
        }
        return lines
    }

    private var wait: Deadline {
        Deadline(
            until: Timestamp(seconds: notBeforeSeconds),
            writtenAt: notBeforeWrittenSeconds.map { Timestamp(seconds: $0) })
    }

    /// The wait is over; why it was is told no longer where nothing else is unsettled.
    mutating func forgetWait() {
        if notBeforeSeconds > 0, !parts.contains(where: { $0.state.isUnclear }) { remark = "" }
        (notBeforeSeconds, notBeforeWrittenSeconds) = (0, nil)
    }
}

extension OutboxPart.State {
    fileprivate var isUnclear: Bool {
        if case .unclear = self { true } else { false }
    }
}
