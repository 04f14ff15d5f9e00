internal import Alerting
internal import HTTP
internal import JSON

/// A channel's section in `alerts`: where it leads, and what it does otherwise than the others.
struct ChannelConfiguration: Sendable {
    /// The ways there are to tell people.
    enum Kind: String, CaseIterable, Sendable {
        case email, telegram, discord, slack, webhook, ntfy, sms
    }

    let kind: Kind
    /// What `alerts` says of all channels, and this section of its own.
    var telling: Telling
    /// Telegram's chat.
    private(set) var chat = ""
    /// The mail server.
    private(set) var host = ""
    private(set) var port = 587
    private(set) var security = Mail.Security.starttls.rawValue
    private(set) var user: String?
    /// Who sends: an address, or a number.
    private(set) var from = ""
    private(set) var to: [String] = []
    /// ntfy's server.
    private(set) var server = NtfyService.standardServer

    /// What is told, and when.
    struct Telling: Sendable {
        var events = Alert.Kind.events.map(\.rawValue)
        var urgent = [Alert.Kind.health.rawValue]
        var quietHours: String?
        var utcOffset = "+00:00"
        var messagesPerHour = 20

        mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
            try visitor.field("events", &events)
            try visitor.field("urgent", &urgent)
            try visitor.field("quietHours", &quietHours)
            try visitor.field("utcOffset", &utcOffset)
            try visitor.field("messagesPerHour", &messagesPerHour)
        }

        /// What is wrong with it: a key, and what it must be.
        var flaw: (key: String, requirement: String)? {
            let known = Alert.Kind.events.map(\.rawValue)
            for (key, kinds) in [("events", events), ("urgent", urgent)]
            where !kinds.allSatisfy(known.contains) {
                return (key, "a list of some of \(known.joined(separator: ", "))")
            }
            if !(1...1_000).contains(messagesPerHour) { return ("messagesPerHour", "1 to 1000") }
            if LocalQuietHours("0-1", utcOffset: utcOffset) == nil {
                return ("utcOffset", "a distance from UTC as \"+02:00\"")
            }
            if quietHours != nil, quiet == nil {
                return ("quietHours", "two local times as \"22:30-07:00\", or null")
            }
            return nil
        }

        var quiet: LocalQuietHours? {
            quietHours.flatMap { LocalQuietHours($0, utcOffset: utcOffset) }
        }
    }

    private mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        switch kind {
        case .email:
            try visitor.field("host", &host)
            try visitor.field("port", &port)
            try visitor.field("security", &security)
            try visitor.field("user", &user)
            try visitor.field("from", &from)
            try visitor.field("to", &to)
        case .telegram: try visitor.field("chat", &chat)
        case .ntfy: try visitor.field("server", &server)
        case .sms:
            try visitor.field("from", &from)
            try visitor.field("to", &to)
        case .discord, .slack, .webhook: break
        }
        try telling.fields(&visitor)
    }

    /// What a section says, the rest as `alerts` has it.
    ///
    /// - Throws: ``JobError`` that names the key and what it must be.
    init(_ kind: Kind, _ section: JSONValue, telling: Telling) throws(JobError) {
        self.kind = kind
        self.telling = telling
        let place = "alerts.\(kind.rawValue)"
        guard let members = section.members else {
            throw ConfigurationFile.refusal("'\(place)' is not an object")
        }
        for member in members {
            var setter = SectionSetter(member)
            do {
                try fields(&setter)
            } catch {
                throw ConfigurationFile.refusal("\(place).\(member.name): \(error)")
            }
            guard setter.isFound else {
                throw ConfigurationFile.unknown(member.name, in: place, among: setter.names)
            }
        }
        if let flaw = flaw ?? self.telling.flaw {
            throw ConfigurationFile.refusal("\(place).\(flaw.key): it must be \(flaw.requirement)")
        }
    }

    private var flaw: (key: String, requirement: String)? {
        switch kind {
        case .email:
            if !(1...65_535).contains(port) { return ("port", "1 to 65535") }
            if Mail.Security(rawValue: security) == nil { return ("security", "starttls or tls") }
            if mailServer == nil { return ("host", "the name of a mail server") }
            if !Mail.isAddress(from) { return ("from", "an address alone, as name@example.com") }
            if !(1...20).contains(to.count) || !to.allSatisfy(Mail.isAddress) {
                return ("to", "a list of 1 to 20 addresses")
            }
        case .telegram:
            let isChat = (1...64).contains(chat.utf8.count) && chat.utf8.allSatisfy { $0 > 0x20 }
            if !isChat { return ("chat", "a chat's number as \"-1001234\", or \"@channel\"") }
        case .sms:
            if !Self.isNumber(from) { return ("from", "a number as \"+15005550006\"") }
            if to.count != 1 || !to.allSatisfy(Self.isNumber) {
                return ("to", "a list of one number as [\"+15005550006\"]")
            }
        case .ntfy:
            if (try? HTTPURL(server)) == nil { return ("server", "an https address") }
        case .discord, .slack, .webhook: break
        }
        return nil
    }

    private static func isNumber(_ text: String) -> Bool {
        text.hasPrefix("+") && (3...16).contains(text.utf8.count)
            && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Where mail is handed in.
    var mailServer: Mail.Server? {
        guard let security = Mail.Security(rawValue: security), let port = UInt16(exactly: port)
        else { return nil }
        return Mail.Server(host: host, port: port, security: security)
    }
}

extension Alert.Kind {
    /// What a channel may be asked to tell.
    static let events: [Alert.Kind] = [.opened, .closed, .paused, .revised, .reset, .health]
}
