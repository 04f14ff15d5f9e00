internal import Feeds
internal import HTTP
internal import Market
internal import Publishing
internal import Store

/// Brings one entry of the outbox as far as this run can.
///
/// Before each action the entry is on the disk as it will be if nobody learns what came of it.
struct PostSending {
    /// How it stands at the end of the run.
    enum End: Equatable {
        case posted
        /// Nothing more in this run; not before this moment where it is known.
        case waits(until: Timestamp?, why: String, isSilent: Bool)
        case givenUp(String)
    }

    private static let maximumActions = 60
    /// So many texts in a row are not all bad: what is wrong is the account then.
    private static let maximumRefusals = 3

    let outbox: Outbox
    let service: XService
    let rules: PostingRules
    /// When other posts went out or may have, and the numbers X gave them.
    let others: (seconds: [Int64], ids: Set<String>)
    /// How many texts X has refused in a row before.
    let refusals: Int
    let seconds: () -> Int64

    /// - Throws: ``StoreError`` where the entry cannot be written down; then nothing is sent.
    func run(
        _ document: inout OutboxDocument, account: inout String?
    ) throws(StoreError) -> End {
        var event = OutboxEvent.begun
        for _ in 0..<Self.maximumActions {
            let action = document.entry.advance(
                after: event, nowSeconds: seconds(), rules: rules, others: others.seconds)
            try outbox.write(document)
            switch action {
            case .done: return .posted
            case .givenUp(let line): return .givenUp(line)
            case .wait(let moment, let why):
                return .waits(
                    until: moment.map { Timestamp(seconds: $0) }, why: why,
                    isSilent: document.entry.attemptSeconds.isEmpty
                        && document.entry.notBeforeSeconds == 0)
            case .upload: event = .uploaded(try upload(document))
            case .send(let part), .sendAgain(let part):
                let post = document.entry.post(ofPart: part)
                event = .sent(part: part, judged(service.create(post), of: post))
            case .look(let part):
                event = .looked(part: part, look(for: part, of: document, account: &account))
            }
        }
        return .waits(until: nil, why: "the next run goes on", isSilent: false)
    }

    /// A refusal of a text, taken for one of the account where those before it were refused as well:
    /// what waits is not given up one by one.
    private func judged(_ outcome: PostOutcome, of post: XPost) -> PostOutcome {
        guard case .refused(let refusal, let why) = outcome, refusal != .account,
            post.mediaID == nil, refusals + 1 >= Self.maximumRefusals
        else { return outcome }
        return .refused(.account, "\(why); \(refusals) posts before it were refused as well")
    }

    private func upload(_ document: OutboxDocument) throws(StoreError) -> UploadOutcome {
        guard let picture = document.entry.picture,
            let png = try outbox.picture(of: document.entry.id)
        else { return .refused("the picture's file is gone") }
        return service.upload(XPicture(png: png, altText: picture.altText))
    }

    private func look(
        for part: Int, of document: OutboxDocument, account: inout String?
    ) -> LookOutcome {
        do throws(XReadError) {
            let id = if let account { account } else { try service.ownID() }
            account = id
            return service.look(
                for: document.entry.sought(part: part, others: others.ids), amongPostsOf: id)
        } catch {
            return .unreadable("\(error)")
        }
    }
}
