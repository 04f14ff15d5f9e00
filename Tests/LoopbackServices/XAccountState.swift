internal import Foundation
internal import JSON

/// The account that ``LoopbackX`` keeps, and how it answers.
struct XAccountState: Sendable {
    let keys: XKeys
    var address = ""
    var created: [LoopbackX.Created] = []
    var pictures: [(bytes: [UInt8], altText: String)] = []
    var requests: [String] = []
    var faults: [(path: String, fault: XFault)] = []
    var nowSeconds: Int64 = 1_760_000_000
    var hidden = 0
    private var nonces: Set<String> = []
    private var last: Int64 = 0

    init(keys: XKeys) { self.keys = keys }

    mutating func reply(to request: ServedRequest) -> Reply {
        requests.append("\(request.method) \(request.path)")
        if let reason = flaw(in: request) {
            return problem(401, title: "Unauthorized", detail: "Unauthorized", ["x-why": reason])
        }
        let index = faults.firstIndex { request.path.hasSuffix($0.path) }
        let fault = index.map { faults.remove(at: $0).fault }
        if case .answers(let status, let headers, let body)? = fault {
            return .answer(status: status, headers: headers, body: body)
        }
        if case .hangsUp? = fault { return .hangUp }
        switch (request.method, request.path) {
        case ("POST", "/2/tweets"): return create(request, fault)
        case ("POST", "/2/media/upload"): return upload(request)
        case ("POST", "/2/media/metadata"): return describe(request)
        case ("GET", "/2/users/me"):
            return ok(#"{"data":{"id":"\#(LoopbackX.ownID)","name":"Algom","username":"algom"}}"#)
        case ("GET", "/2/users/\(LoopbackX.ownID)/tweets"): return list(request)
        default: return problem(404, title: "Not Found Error", detail: request.path)
        }
    }

    // MARK: Signatures

    private mutating func flaw(in request: ServedRequest) -> String? {
        guard let header = request.headers["authorization"] else { return "not signed" }
        let check = SignatureCheck(header: header)
        guard let nonce = check["oauth_nonce"], nonces.insert(nonce).inserted else {
            return "the nonce was used before"
        }
        return check.flaw(in: request, address: address, keys: keys)
    }

    // MARK: Posts

    private mutating func create(_ request: ServedRequest, _ fault: XFault?) -> Reply {
        guard request.headers["content-type"]?.hasPrefix("application/json") == true,
            let json = try? JSONReader.parse(request.body), let text = json["text"]?.string
        else { return problem(400, title: "Invalid Request", detail: "no text") }
        if created.contains(where: { $0.text == text }) {
            return .answer(
                status: 403,
                body: #"{"detail":"You are not allowed to create a Tweet with duplicate content.","#
                    + #""type":"about:blank","title":"Forbidden","status":403}"#)
        }
        let replyTo = json["reply"]?["in_reply_to_tweet_id"]?.string
        if let replyTo, !created.contains(where: { $0.id == replyTo }) {
            return problem(403, title: "Forbidden", detail: "no such post to reply to")
        }
        let media = json["media"]?["media_ids"]?.elements?.first?.string
        let id = add(text: text, replyTo: replyTo, mediaID: media)
        let body = #"{"data":{"id":"\#(id)","text":\#(quoted(text))}}"#
        let answer = Reply.answer(status: 201, headers: standardHeaders, body: body)
        switch fault {
        case .createsAndHangsUp?: return .hangUp
        case .createsAndCutsShort?: return .cutShort(status: 201, body: body)
        case .createsAndFails?:
            return problem(500, title: "Internal Server Error", detail: "Something is broken")
        case .createsSlowly(let milliseconds)?: return .slow(milliseconds: milliseconds, answer)
        case .createsAndFallsSilent?: return .silence
        case .createsWithoutNumber?: return .answer(status: 201, body: #"{"data":{}}"#)
        case .hangsUp?, .answers?, nil: return answer
        }
    }

    mutating func add(text: String, replyTo: String?, mediaID: String?) -> String {
        last = max(last + 1, (nowSeconds * 1_000 - 1_288_834_974_657) << 22)
        created.append(
            LoopbackX.Created(id: String(last), text: text, replyTo: replyTo, mediaID: mediaID))
        return String(last)
    }

    private func list(_ request: ServedRequest) -> Reply {
        let since = request.query.first { $0.name == "since_id" }.flatMap { Int64($0.value) } ?? 0
        let posts = created.dropLast(hidden).filter { (Int64($0.id) ?? 0) > since }.reversed()
        guard !posts.isEmpty else { return ok(#"{"meta":{"result_count":0}}"#) }
        let items = posts.map { post in
            var text = post.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;")
            if post.mediaID != nil { text += " https://t.co/picture123" }
            return #"{"id":"\#(post.id)","text":\#(quoted(text))}"#
        }
        let list = items.joined(separator: ",")
        return ok(#"{"data":[\#(list)],"meta":{"result_count":\#(items.count)}}"#)
    }

    // MARK: Pictures

    private mutating func upload(_ request: ServedRequest) -> Reply {
        guard let form = FormData(request), form.text("media_category") == "tweet_image",
            let picture = form["media"]
        else { return problem(400, title: "Invalid Request", detail: "media is missing") }
        pictures.append((picture, ""))
        return ok(#"{"data":{"id":"\#(7_000 + pictures.count)","expires_after_secs":86400}}"#)
    }

    private mutating func describe(_ request: ServedRequest) -> Reply {
        guard let json = try? JSONReader.parse(request.body),
            let index = json["id"]?.string.flatMap({ Int($0) }).map({ $0 - 7_001 }),
            pictures.indices.contains(index),
            let text = json["metadata"]?["alt_text"]?["text"]?.string
        else { return problem(400, title: "Invalid Request", detail: "metadata") }
        pictures[index].altText = text
        return ok(#"{"data":{"id":"\#(7_001 + index)"}}"#)
    }

    // MARK: Answers

    private var standardHeaders: [String: String] {
        ["Content-Type": "application/json", "x-rate-limit-remaining": "199"]
    }

    private func ok(_ body: String) -> Reply {
        .answer(status: 200, headers: standardHeaders, body: body)
    }

    private func problem(
        _ status: Int, title: String, detail: String, _ headers: [String: String] = [:]
    ) -> Reply {
        .answer(
            status: status, headers: headers,
            body: #"{"title":\#(quoted(title)),"type":"about:blank","status":\#(status),"#
                + #""detail":\#(quoted(detail))}"#)
    }

    private func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
