internal import Alerting
internal import JSON
internal import Text

/// The `alerts` section of `algom.json`: what is wrong when, and who is told.
///
/// A channel is used where it has a section, if only an empty one.
package struct AlertsConfiguration: Sendable {
    /// How often ticks are meant to start, where that does not follow from the candles.
    private(set) var tickMinutes: Int?
    /// How often cron starts reports.
    package private(set) var reportMinutes = 60
    /// The least space on the state's file system, in MiB.
    package private(set) var freeMegabytes = 200
    /// What is told by all channels that do not say otherwise.
    private(set) var telling = ChannelTelling()
    /// The channels in use.
    package private(set) var channels: [ChannelConfiguration] = []

    package init() {}

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("tickMinutes", &tickMinutes)
        try visitor.field("reportMinutes", &reportMinutes)
        try visitor.field("freeMegabytes", &freeMegabytes)
        try telling.fields(&visitor)
    }

    /// What a section says, the rest as it is.
    ///
    /// - Throws: ``InputFlaw`` that names the key and what it must be.
    init(_ section: JSONValue?) throws(InputFlaw) {
        try SectionSetter.set(
            section?.members ?? [], in: "alerts", besides: ChannelKind.allCases.map(\.rawValue)
        ) { (setter) throws(JSONError) in try fields(&setter) }
        try require((1...1_440).contains(tickMinutes ?? 1), "tickMinutes", "1 to 1440")
        try require((1...10_080).contains(reportMinutes), "reportMinutes", "1 to 10080")
        try require((0...1_048_576).contains(freeMegabytes), "freeMegabytes", "0 to 1048576")
        if let flaw = telling.flaw { try require(false, flaw.key, flaw.requirement) }
        // What is said of all counts for each, wherever it stands.
        for kind in ChannelKind.allCases {
            guard let value = section?[kind.rawValue] else { continue }
            self.channels.append(try ChannelConfiguration(kind, value, telling: telling))
        }
    }

    private func require(
        _ holds: Bool, _ name: String, _ requirement: String
    ) throws(InputFlaw) {
        if !holds { throw InputFlaw(at: "alerts.\(name)", "it must be \(requirement)") }
    }
}
