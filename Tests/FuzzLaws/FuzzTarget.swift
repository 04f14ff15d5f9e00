/// A parser of something from outside, and the laws it is held to.
package enum FuzzTarget: String, CaseIterable, Codable, Sendable {
    case answers
    case candleFile = "candle-file"
    case checkpoint
    case clocks
    case configuration
    case csv
    case decimal
    case document
    case environment
    case foreignText = "foreign-text"
    case headers
    case journal
    case json
    case oldStats = "old-stats"
    case publishing
    case refusals
    case rules
    case strategies
    case time
    case writing

    /// Holds the parser to its laws over an input.
    package func check(_ input: [UInt8]) throws(BrokenLaw) {
        try law.check(input)
    }

    private var law: any Law.Type {
        switch self {
        case .answers: AnswerLaw.self
        case .candleFile: CandleFileLaw.self
        case .checkpoint: CheckpointLaw.self
        case .clocks: ClockLaw.self
        case .configuration: ConfigurationLaw.self
        case .csv: KlineCSVLaw.self
        case .decimal: DecimalLaw.self
        case .document: DocumentLaw.self
        case .environment: EnvironmentLaw.self
        case .foreignText: ForeignTextLaw.self
        case .headers: HeaderLaw.self
        case .journal: JournalLaw.self
        case .json: JSONLaw.self
        case .oldStats: OldStatsLaw.self
        case .publishing: PublishingLaw.self
        case .refusals: RefusalLaw.self
        case .rules: RulesLaw.self
        case .strategies: StrategyLaw.self
        case .time: TimeLaw.self
        case .writing: WritingLaw.self
        }
    }
}
