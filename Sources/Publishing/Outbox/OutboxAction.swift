/// What is to be done next about an entry, once it has been written down.
package enum OutboxAction: Equatable, Sendable {
    /// Upload the picture, and tell what came of it.
    case upload
    /// Create the part, and tell the outcome.
    case send(part: Int)
    /// Create the part with the very same text once more: it may be there already, and X's answer
    /// "duplicate" then says so.
    case sendAgain(part: Int)
    /// Look for the part among our own latest posts, and tell what was seen.
    case look(part: Int)
    /// Nothing in this run; not before this second where it is known.
    case wait(untilSeconds: Int64?, why: String)
    /// Nothing ever again: every part is out.
    case done
    /// Nothing ever again: the line says what is out, what is not, and why.
    case givenUp(String)
}

/// What happened since an entry was advanced last.
package enum OutboxEvent: Equatable, Sendable {
    /// A run begins, and knows nothing but the entry.
    case begun
    case uploaded(UploadOutcome)
    case sent(part: Int, PostOutcome)
    case looked(part: Int, LookOutcome)
}

extension OutboxEntry {
    /// The post that a part is.
    ///
    /// It continues the nearest part before it whose number is known: where X did not tell the
    /// number of the one right before, a reply to an earlier one is better than a post torn off.
    package func post(ofPart index: Int) -> XPost {
        let numbers = parts[..<index].compactMap(\.number)
        return XPost(
            text: parts[index].text, replyTo: numbers.last,
            mediaID: index == 0 ? picture?.mediaID : nil)
    }

    /// What to look for among our own posts to find a part; the numbers of other entries' posts
    /// are passed over.
    package func sought(part index: Int, others: Set<String> = []) -> SoughtPost {
        SoughtPost(
            text: parts[index].text, notOlderThanSeconds: createdAtSeconds,
            excluding: others.union(parts.compactMap(\.number)))
    }

    /// Every second at which something of it was, or may have been, posted; for the budgets.
    package var attemptSeconds: [Int64] { parts.flatMap(\.attemptSeconds) }

    /// Whether something of it is out, or may be.
    package var isBegun: Bool { parts.contains { $0.state != .waiting } }

    /// How the story of a text begins that X would not have.
    package static let refusedStory = "X refuses it: "
    /// What is said of a part while no answer has come.
    package static let unseen = "nobody saw what came of it"
    /// What there is to say of a post that went out without trouble.
    package static let plainStory = "answered with its number"

    /// How its parts that are out came to be known to be, for the log.
    package var story: String {
        let told = parts.map { part in
            switch part.state {
            case .sent where part.isFound: "found among our own posts"
            case .sent(nil): "called a duplicate of itself, which counts as sent"
            case .sent: Self.plainStory
            case .unclear, .waiting: "not sent"
            }
        }
        let isOne = Set(told).count == 1
        let parts =
            isOne
            ? told[0]
            : told.enumerated().map { "part \($0 + 1) \($1)" }
                .joined(separator: ", ")
        guard case .leftOut(let why)? = picture?.state else { return parts }
        return "\(parts); without its picture: \(why)"
    }
}

extension OutboxPart {
    var number: String? {
        if case .sent(let id) = state { id } else { nil }
    }

    var isSent: Bool {
        if case .sent = state { true } else { false }
    }
}
