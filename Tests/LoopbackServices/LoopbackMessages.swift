internal import JSON
internal import Synchronization

/// Every service that takes messages over HTTP, at one address on loopback.
///
/// It knows each by its path, checks what each would refuse, and answers as each does.
package final class LoopbackMessages: Sendable {
    /// A message as a service took it.
    package struct Message: Equatable, Sendable {
        package let service: String
        package let text: String
        package let headers: [String: String]
    }

    private let state: Kept
    private let server: RawServer

    package init() {
        let state = Kept()
        self.state = state
        server = RawServer { request in state.with { $0.reply(to: request) } }
    }

    package var baseURL: String { server.baseURL }
    /// Every message that was taken, oldest first.
    package var messages: [Message] { state.with { $0.messages } }
    /// How many requests came, taken or not.
    package var requestCount: Int { state.with { $0.requestCount } }

    package func texts(_ service: String) -> [String] {
        messages.filter { $0.service == service }.map(\.text)
    }

    /// Answers the next request to a service so; where it `isTaken`, the message is there all the same.
    package func enqueue(_ reply: Reply, for service: String, isTaken: Bool = false) {
        state.with { $0.faults.append((service, reply, isTaken)) }
    }
}

private final class Kept: Sendable {
    struct State: Sendable {
        var messages: [LoopbackMessages.Message] = []
        var faults: [(service: String, reply: Reply, isTaken: Bool)] = []
        var requestCount = 0
    }

    private let state = Mutex(State())

    func with<T: Sendable>(_ body: (inout State) -> T) -> T { state.withLock { body(&$0) } }
}

extension Kept.State {
    fileprivate mutating func reply(to request: ServedRequest) -> Reply {
        requestCount += 1
        guard let service = Self.service(request), let text = Self.text(service, request) else {
            return .answer(status: 404, body: "not found")
        }
        let message = LoopbackMessages.Message(
            service: service, text: text, headers: request.headers)
        if let index = faults.firstIndex(where: { $0.service == service }) {
            let fault = faults.remove(at: index)
            if fault.isTaken { messages.append(message) }
            return fault.reply
        }
        messages.append(message)
        switch service {
        case "telegram":
            return .answer(status: 200, body: #"{"ok":true,"result":{"message_id":1}}"#)
        case "slack": return .answer(status: 200, body: "ok")
        case "sms": return .answer(status: 201, body: #"{"sid":"SM1","status":"queued"}"#)
        case "webhook": return .answer(status: 204, body: "")
        default: return .answer(status: 200, body: #"{"id":"1"}"#)
        }
    }

    private static func service(_ request: ServedRequest) -> String? {
        guard request.method == "POST" else { return nil }
        switch request.path {
        case let path where path.hasSuffix("/sendMessage"): return "telegram"
        case let path where path.hasPrefix("/api/webhooks/"): return "discord"
        case let path where path.hasPrefix("/services/"): return "slack"
        case let path where path.hasPrefix("/hook/"): return "webhook"
        case let path where path.hasSuffix("/Messages.json"): return "sms"
        case "/": return "ntfy"
        default: return nil
        }
    }

    /// The message's words; `nil` where the service would not understand it.
    private static func text(_ service: String, _ request: ServedRequest) -> String? {
        if service == "sms" {
            let field = request.bodyText.split(separator: "&").first { $0.hasPrefix("Body=") }
            return field?.dropFirst(5).description
        }
        guard let json = try? JSONReader.parse(request.body) else { return nil }
        switch service {
        case "telegram":
            return json["chat_id"] == nil ? nil : json["text"]?.string
        case "discord": return json["content"]?.string
        case "slack": return json["text"]?.string
        case "webhook": return json["title"]?.string
        default: return json["topic"] == nil ? nil : json["title"]?.string
        }
    }
}
