import HTTP
import LoopbackServices
import Testing
import Text

@testable import Publishing

/// Our service against the stand-in, over real HTTP through libcurl.
struct XServiceTests {
    private static let keys = XKeys(
        apiKey: "key+1", apiSecret: "s3cr&t", accessToken: "22-token", accessTokenSecret: "t=ken s")
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(0...255)

    private final class Stamps {
        var count: Int64 = 0
        func next() -> OAuthStamp {
            count += 1
            return OAuthStamp(nonce: "n\(count)", timestampSeconds: 1_760_000_000 + count)
        }
    }

    private let x = LoopbackX(keys: keys)

    private func service(apiSecret: String = keys.apiSecret) throws -> XService {
        let stamps = Stamps()
        return XService(
            base: try HTTPURL(x.baseURL),
            credentials: XCredentials(
                apiKey: Secret(Self.keys.apiKey), apiSecret: Secret(apiSecret),
                accessToken: Secret(Self.keys.accessToken),
                accessTokenSecret: Secret(Self.keys.accessTokenSecret)),
            transport: CurlTransport(trust: .system), stamp: { stamps.next() })
    }

    private func created(_ outcome: PostOutcome) throws -> String {
        guard case .created(let id) = outcome else {
            return try #require(nil as String?, "\(outcome)")
        }
        return id
    }

    private func isUnclear(_ outcome: PostOutcome) -> Bool {
        if case .unclear = outcome { true } else { false }
    }

    @Test func `creates a post and an answer to it`() throws {
        let service = try service()
        let first = try created(service.create(XPost(text: "Hello \"Ladies\" + & 🟢\nnext")))
        let second = try created(service.create(XPost(text: "and on", replyTo: first)))
        #expect(x.created.map(\.text) == ["Hello \"Ladies\" + & 🟢\nnext", "and on"])
        #expect(x.created.map(\.replyTo) == [nil, first])
        #expect(x.created.map(\.id) == [first, second])
    }

    @Test func `finds its own posts, whose texts X has changed`() throws {
        let service = try service()
        x.add(text: "by hand")
        let id = try created(service.create(XPost(text: "P&L < 0 > -1")))
        let me = try service.ownID()
        #expect(me == LoopbackX.ownID)
        func look(_ text: String) -> LookOutcome {
            service.look(
                for: SoughtPost(text: text, notOlderThanSeconds: 1_760_000_000), amongPostsOf: me)
        }
        #expect(look("P&L < 0 > -1") == .found(id: id))
        #expect(look("never sent") == .notFound)
        x.setListHides(latest: 1)
        #expect(look("P&L < 0 > -1") == .notFound)
    }

    @Test func `uploads a picture with its text and posts it`() throws {
        let service = try service()
        let picture = XPicture(png: Self.png, altText: "Candles, \"both\" averages")
        guard case .uploaded(let media) = service.upload(picture) else {
            Issue.record("not uploaded")
            return
        }
        #expect(x.pictures.map(\.bytes) == [Self.png])
        #expect(x.pictures.map(\.altText) == ["Candles, \"both\" averages"])
        let id = try created(service.create(XPost(text: "with a picture", mediaID: media)))
        #expect(x.created.map(\.mediaID) == [media])
        let sought = SoughtPost(text: "with a picture", notOlderThanSeconds: 1_760_000_000)
        #expect(service.look(for: sought, amongPostsOf: LoopbackX.ownID) == .found(id: id))
    }

    @Test func `keeps a picture that X could not take`() throws {
        let service = try service()
        let large = [UInt8](repeating: 0, count: XPicture.maximumBytes)
        let long = String(repeating: "x", count: 1_001)
        for picture in [
            XPicture(png: Array("GIF89a".utf8), altText: "a"),
            XPicture(png: Self.png + large, altText: "a"), XPicture(png: Self.png, altText: ""),
            XPicture(png: Self.png, altText: long),
        ] {
            guard case .refused = service.upload(picture) else {
                Issue.record("sent")
                continue
            }
        }
        #expect(x.requests.isEmpty)
        x.enqueue(.rateLimited(["Retry-After": "500"]), for: "/2/media/upload")
        let picture = XPicture(png: Self.png, altText: "a")
        guard case .rateLimited = service.upload(picture) else {
            Issue.record("not limited")
            return
        }
        x.enqueue(.page(status: 503), for: "/2/media/metadata")
        guard case .failed = service.upload(picture) else {
            Issue.record("a picture without its text counts")
            return
        }
    }

    @Test func `what X created and did not say is unclear`() throws {
        let service = try service()
        let faults: [XFault] = [
            .createsAndHangsUp, .createsAndCutsShort, .createsAndFails, .createsWithoutNumber,
        ]
        for (number, fault) in faults.enumerated() {
            x.enqueue(fault)
            let outcome = service.create(XPost(text: "number \(number)"))
            #expect(isUnclear(outcome), "\(fault): \(outcome)")
        }
        #expect(x.created.map(\.text) == (0..<4).map { "number \($0)" })
    }

    @Test func `what X answered in another's words is unclear too`() throws {
        let service = try service()
        for fault in [
            XFault.hangsUp, .page(status: 403), .page(status: 200), .page(status: 502),
            .wrongJSON(status: 201), .wrongJSON(status: 403), .wrongJSON(status: 500),
        ] {
            x.enqueue(fault)
            #expect(isUnclear(service.create(XPost(text: "lost"))), "\(fault)")
        }
        #expect(x.created.isEmpty)
    }

    @Test func `a slow answer is an answer`() throws {
        x.enqueue(.createsSlowly(milliseconds: 300))
        #expect(throws: Never.self) { try created(service().create(XPost(text: "slow"))) }
    }

    @Test func `refuses to have said it twice`() throws {
        let service = try service()
        _ = try created(service.create(XPost(text: "once")))
        #expect(service.create(XPost(text: "once")) == .duplicate)
    }

    @Test func `a rate limit holds as long as its headers say`() throws {
        let service = try service()
        // Without a Date header, resets count from our own clock: the first stamp's second.
        for (number, headers) in [
            ["x-rate-limit-reset": "1760001000"],
            ["x-rate-limit-reset": "1760000100", "x-app-limit-24hour-reset": "1760001000"],
            [
                "x-rate-limit-reset": "1760002000", "x-rate-limit-remaining": "3",
                "x-user-limit-24hour-reset": "1760001000", "x-user-limit-24hour-remaining": "0",
            ],
        ].enumerated() {
            x.enqueue(.rateLimited(headers))
            #expect(
                service.create(XPost(text: "\(number)"))
                    == .rateLimited(untilSeconds: 1_760_001_000))
        }
        x.enqueue(.rateLimited(["Retry-After": "77"]))
        #expect(service.create(XPost(text: "4")) == .rateLimited(untilSeconds: 1_760_000_081))
        x.enqueue(.rateLimited([:]))
        #expect(service.create(XPost(text: "5")) == .rateLimited(untilSeconds: 1_760_000_905))
        #expect(x.created.isEmpty)
    }

    @Test func `another's signature is refused and no secret is told`() throws {
        let service = try service(apiSecret: "wrong")
        let outcome = service.create(XPost(text: "forged"))
        #expect(outcome == .refused(.account, "HTTP 401: Unauthorized, Unauthorized"))
        #expect(throws: XReadError.self) { try service.ownID() }
        #expect(x.created.isEmpty)
    }

    @Test func `a server that is not there was not reached`() throws {
        let stamps = Stamps()
        var gone: LoopbackX? = LoopbackX(keys: Self.keys)
        let base = try HTTPURL(try #require(gone?.baseURL))
        gone = nil
        let service = XService(
            base: base,
            credentials: XCredentials(
                apiKey: Secret(""), apiSecret: Secret(""), accessToken: Secret(""),
                accessTokenSecret: Secret("")),
            transport: CurlTransport(trust: .system), stamp: { stamps.next() })
        // The listening socket closes on its own thread; until then the connection breaks off.
        for _ in 0..<500 {
            if case .unreached = service.create(XPost(text: "nobody")) { return }
        }
        Issue.record("a closed port answered")
    }
}
