internal import HTTP
package import JSON
package import Text

/// The ways there are to tell people.
///
/// Each is one file: its section in `algom.json` and what is wrong with that, its variables, its
/// service and what the service's answers mean. A new one is such a file, and a case here.
package enum ChannelKind: String, CaseIterable, Sendable {
    case email, telegram, discord, slack, webhook, ntfy, sms

    /// The section that says nothing.
    package var section: any ChannelSection {
        switch self {
        case .email: EmailSection()
        case .telegram: TelegramSection()
        case .discord: DiscordSection()
        case .slack: SlackSection()
        case .webhook: WebhookSection()
        case .ntfy: NtfySection()
        case .sms: TwilioSection()
        }
    }
}

/// What a key has to be that is not.
package typealias ChannelFlaw = (key: String, requirement: String)

/// What `algom.json` says of a channel alone, and the way that leads to.
package protocol ChannelSection: Sendable {
    /// The variables that are read, from the environment or `.env`.
    var variables: [String] { get }
    /// Whether one message too many is worse than one too few.
    var isOnceAtMost: Bool { get }
    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError)
    var flaw: ChannelFlaw? { get }
    /// - Throws: ``JobError`` where a variable is missing or no address.
    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way
}

extension ChannelSection {
    package var isOnceAtMost: Bool { false }
    package var flaw: ChannelFlaw? { nil }
    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {}
}

/// The variables of a channel, and errors that name them.
package struct ChannelValues {
    fileprivate let name: String
    /// What messages by mail begin their subjects with, as `ALGOM`.
    let brand: String
    let value: (String) -> Secret?

    func secret(_ variable: String) throws(JobError) -> Secret {
        if let secret = value(variable) { return secret }
        throw JobError(
            .configuration, at: "alerts.\(name)", "\(variable) is missing", remedy: "set it in .env"
        )
    }

    /// The address that a variable names, or the usual one.
    func url(_ variable: String, standard: String? = nil) throws(JobError) -> HTTPURL {
        let written = value(variable)?.revealed ?? standard
        return if let written { try url(written, in: variable) } else {
            try url(secret(variable).revealed, in: variable)
        }
    }

    func url(_ text: String, in place: String) throws(JobError) -> HTTPURL {
        do {
            return try HTTPURL(text)
        } catch {
            throw JobError(.configuration, at: place, "\(error)")
        }
    }
}

/// A channel as it is used: what it tells, when, and by which way.
package struct AlertChannel: Sendable {
    package enum Way: Sendable {
        case http(any AlertService)
        case mail(EmailService)
    }

    package let name: String
    package let events: Set<Alert.Kind>
    package let urgent: Set<Alert.Kind>
    package let rules: AlertRules
    package var way: Way

    /// - Throws: ``JobError`` that names the variable that is missing or no address.
    package init(
        _ kind: ChannelKind, _ section: any ChannelSection, telling: ChannelTelling, brand: String,
        _ value: @escaping (String) -> Secret?
    ) throws(JobError) {
        name = kind.rawValue
        events = Set(telling.events.compactMap(Alert.Kind.init))
        urgent = Set(telling.urgent.compactMap(Alert.Kind.init))
        rules = AlertRules(
            messagesPerHour: telling.messagesPerHour, quietHours: telling.quiet,
            isOnceAtMost: section.isOnceAtMost)
        way = try section.way(ChannelValues(name: name, brand: brand, value: value))
    }
}

/// What a channel tells, and when: said of all channels, or of one.
package struct ChannelTelling: Sendable {
    private static let known = Alert.Kind.events.map(\.rawValue)

    var events = known
    var urgent = [Alert.Kind.health.rawValue]
    private var quietHours: String?
    private var utcOffset = "+00:00"
    var messagesPerHour = 20

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("events", &events)
        try visitor.field("urgent", &urgent)
        try visitor.field("quietHours", &quietHours)
        try visitor.field("utcOffset", &utcOffset)
        try visitor.field("messagesPerHour", &messagesPerHour)
    }

    package var flaw: ChannelFlaw? {
        for (key, kinds) in [("events", events), ("urgent", urgent)]
        where !kinds.allSatisfy(Self.known.contains) {
            return (key, "a list of some of \(Self.known.joined(separator: ", "))")
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
