import Seeds

@testable import Publishing

/// X as the outbox has to fear it: what it did and what it says are two things.
struct ModelX {
    struct Post: Equatable {
        let id: String
        let text: String
        let isPictured: Bool
        let replyTo: String?
        let atSeconds: Int64
    }

    /// What becomes of a request to create a post.
    enum Sending: CaseIterable {
        case answered, createdAndLost, lost, refused, limited, unreached
    }

    /// What becomes of a look at the list.
    enum Reading: CaseIterable {
        case answered, refused, lost
    }

    var posts: [Post] = []
    /// How many seconds the list lags behind.
    var listLag: Int64 = 0
    /// How many seconds the search for duplicates lags behind.
    var duplicateLag: Int64 = 0
    /// How long X knows a text again.
    var memory: Int64 = 13 * 3_600

    /// A post with a picture is nobody's duplicate here: X may not compare those.
    mutating func create(_ post: XPost, _ sending: Sending, at now: Int64) -> PostOutcome {
        switch sending {
        case .lost: return .unclear("lost")
        case .refused: return .refused(.text, "model")
        case .limited: return .rateLimited(untilSeconds: now + 900)
        case .unreached: return .unreached("model")
        case .answered, .createdAndLost: break
        }
        let isKnown = posts.contains {
            $0.text == post.text && !$0.isPictured && post.mediaID == nil
                && $0.atSeconds + duplicateLag <= now && now - $0.atSeconds < memory
        }
        if isKnown { return sending == .answered ? .duplicate : .unclear("lost") }
        let id = String(XPostID.least(atSeconds: now) + Int64(posts.count))
        posts.append(
            Post(
                id: id, text: post.text, isPictured: post.mediaID != nil, replyTo: post.replyTo,
                atSeconds: now))
        return sending == .answered ? .created(id: id) : .unclear("lost")
    }

    func look(for sought: SoughtPost, _ reading: Reading, at now: Int64) -> LookOutcome {
        guard reading == .answered else { return .unreadable("model") }
        let found = posts.last {
            $0.text == sought.text && $0.atSeconds + listLag <= now
                && $0.atSeconds >= sought.notOlderThanSeconds && !sought.excluding.contains($0.id)
        }
        return found.map { .found(id: $0.id) } ?? .notFound
    }
}

/// Where a run dies.
enum Death: CaseIterable {
    case none, beforeTheAction, afterTheAction
}

/// Runs over one outbox, each beginning from what the last one wrote down.
struct OutboxRuns {
    var entries: [OutboxEntry]
    var x = ModelX()
    var now: Int64 = 1_760_000_000
    let rules: PostingRules
    /// Chooses what goes wrong next.
    var chooseSending: () -> ModelX.Sending = { .answered }
    var chooseReading: () -> ModelX.Reading = { .answered }
    var chooseDeath: () -> Death = { .none }
    private(set) var actions: [OutboxAction] = []

    init(_ entries: [OutboxEntry], rules: PostingRules) {
        self.entries = entries
        self.rules = rules
    }

    /// One run over all entries, or as far as it lives.
    mutating func run() {
        for index in entries.indices {
            var event = OutboxEvent.begun
            for _ in 0..<60 {
                let others = entries.indices.filter { $0 != index }
                    .flatMap { entries[$0].attemptSeconds }
                // The entry is written down here, by being assigned.
                let action = entries[index].advance(
                    after: event, nowSeconds: now, rules: rules, others: others)
                actions.append(action)
                let death = chooseDeath()
                if death == .beforeTheAction { return }
                guard let happened = perform(action, entries[index]) else { break }
                now += 2
                if death == .afterTheAction { return }
                event = happened
            }
        }
    }

    private mutating func perform(_ action: OutboxAction, _ entry: OutboxEntry) -> OutboxEvent? {
        switch action {
        case .upload: return .uploaded(.uploaded(mediaID: "9\(now)"))
        case .send(let part), .sendAgain(let part):
            return .sent(part: part, x.create(entry.post(ofPart: part), chooseSending(), at: now))
        case .look(let part):
            let others = Set(
                entries.filter { $0.id != entry.id }.flatMap { $0.parts }
                    .compactMap(\.number))
            let sought = entry.sought(part: part, others: others)
            return .looked(part: part, x.look(for: sought, chooseReading(), at: now))
        case .wait, .done, .givenUp: return nil
        }
    }
}
