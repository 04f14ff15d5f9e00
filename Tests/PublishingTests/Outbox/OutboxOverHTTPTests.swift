import HTTP
import LoopbackServices
import Testing
import Text

@testable import Publishing

/// The whole way: outbox, service, libcurl and a stand-in that does not say what it did.
struct OutboxOverHTTPTests {
    private static let keys = XKeys(
        apiKey: "x-key", apiSecret: "x-secret", accessToken: "17-token",
        accessTokenSecret: "17-secret")
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

    /// Runs of a report, each an hour after the one before, with a transport of its own.
    private struct Runs {
        let x = LoopbackX(keys: keys)
        var entry: OutboxEntry
        var now: Int64 = 1_760_000_000
        var actions: [OutboxAction] = []
        /// Which action, counted over all runs, is the last of its run: before it, or after it.
        var death: (action: Int, isDone: Bool)?
        private var nonce = 0

        init(_ entry: OutboxEntry) { self.entry = entry }

        mutating func run() throws {
            x.setNow(seconds: now)
            let moment = now
            let nonces = (nonce..<nonce + 100).map { "n\($0)" }
            nonce += 100
            var next = nonces.makeIterator()
            let service = XService(
                base: try HTTPURL(x.baseURL),
                credentials: XCredentials(
                    apiKey: Secret(OutboxOverHTTPTests.keys.apiKey),
                    apiSecret: Secret(OutboxOverHTTPTests.keys.apiSecret),
                    accessToken: Secret(OutboxOverHTTPTests.keys.accessToken),
                    accessTokenSecret: Secret(OutboxOverHTTPTests.keys.accessTokenSecret)),
                transport: CurlTransport(trust: .system),
                stamp: { OAuthStamp(nonce: next.next() ?? "", timestampSeconds: moment) })
            var event = OutboxEvent.begun
            for _ in 0..<20 {
                let action = entry.advance(
                    after: event, nowSeconds: now,
                    rules: PostingRules(maximumPerDay: 50, maximumPerMonth: 500), others: [])
                let number = actions.count
                actions.append(action)
                if let death, death.action == number, !death.isDone { return }
                guard let happened = perform(action, service) else { return }
                if let death, death.action == number { return }
                event = happened
            }
        }

        private func perform(_ action: OutboxAction, _ service: XService) -> OutboxEvent? {
            switch action {
            case .upload:
                return .uploaded(service.upload(XPicture(png: png, altText: "a chart")))
            case .send(let part), .sendAgain(let part):
                return .sent(part: part, service.create(entry.post(ofPart: part)))
            case .look(let part):
                return .looked(
                    part: part,
                    service.look(for: entry.sought(part: part), amongPostsOf: LoopbackX.ownID))
            case .wait, .done, .givenUp: return nil
            }
        }

        mutating func runUntilItEnds() throws {
            for _ in 0..<30 where entry.ending == nil {
                try run()
                now += 3_600
            }
        }
    }

    private func entry(isPictured: Bool = false) -> OutboxEntry {
        OutboxEntry(
            kind: "trade", reports: ["trade binance 17"], texts: ["one & only", "two < three"],
            picture: isPictured ? OutboxPicture(fileName: "p.png", altText: "a chart") : nil,
            createdAtSeconds: 1_760_000_000)
    }

    private static let faults: [XFault] = [
        .createsAndHangsUp, .createsAndCutsShort, .createsAndFails, .createsWithoutNumber, .hangsUp,
        .page(status: 403), .page(status: 503), .wrongJSON(status: 201), .rateLimited([:]),
        .rateLimited(["x-app-limit-24hour-reset": "1760030000"]),
        .rateLimited(["Retry-After": "40000"]),
    ]

    @Test(arguments: faults.indices, [false, true])
    func `every fault ends with each part there once, whichever part it meets`(
        index: Int, isPictured: Bool
    ) throws {
        for place in 0..<2 {
            var runs = Runs(entry(isPictured: isPictured))
            let through = XFault.createsSlowly(milliseconds: 0)
            for _ in 0..<place { runs.x.enqueue(through) }
            runs.x.enqueue(Self.faults[index])
            try runs.runUntilItEnds()
            #expect(runs.entry.ending == .posted, "\(Self.faults[index]): \(runs.actions)")
            #expect(runs.x.created.map(\.text) == ["one & only", "two < three"])
            #expect(runs.x.created.last?.replyTo == runs.x.created.first?.id)
            #expect((runs.x.created.first?.mediaID != nil) == isPictured)
        }
    }

    @Test(arguments: faults.indices)
    func `also where our own posts may not be read`(index: Int) throws {
        var runs = Runs(entry())
        runs.x.enqueue(Self.faults[index])
        for _ in 0..<40 {
            runs.x.enqueue(
                .answers(status: 403, body: #"{"title":"Forbidden","detail":"not in your plan"}"#),
                for: "/\(LoopbackX.ownID)/tweets")
        }
        try runs.runUntilItEnds()
        #expect(runs.entry.ending == .posted, "\(runs.actions)")
        #expect(runs.x.created.map(\.text) == ["one & only", "two < three"])
    }

    @Test(arguments: 0..<8, [false, true])
    func `a run that dies at any action is gone on with`(action: Int, isDone: Bool) throws {
        for isPictured in [false, true] {
            for fault in [nil, XFault.createsAndFails, .hangsUp] {
                var runs = Runs(entry(isPictured: isPictured))
                runs.death = (action, isDone)
                if let fault { runs.x.enqueue(fault) }
                try runs.runUntilItEnds()
                #expect(runs.entry.ending == .posted, "\(runs.actions)")
                #expect(runs.x.created.map(\.text) == ["one & only", "two < three"])
            }
        }
    }

    @Test func `a refusal ends it with a line, and nothing is sent any more`() throws {
        var runs = Runs(entry())
        runs.x.enqueue(
            .answers(status: 400, body: #"{"title":"Invalid","detail":"too strange"}"#))
        try runs.runUntilItEnds()
        guard case .givenUp(let line)? = runs.entry.ending else {
            Issue.record("\(runs.actions)")
            return
        }
        #expect(line.contains("trade binance 17") && line.contains("too strange"))
        let count = runs.x.requests.count
        try runs.run()
        #expect(runs.x.requests.count == count)
        #expect(runs.x.created.isEmpty)
    }
}
