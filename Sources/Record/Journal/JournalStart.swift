internal import JSON
internal import Market
internal import Store
internal import Text
internal import Trading

/// What a journal's first line says: whose record it is, which one it follows, and what it began with
/// where another program's balance was carried over.
struct JournalStart: JSONRecord {
    private static let schema = 1

    private var schema = Self.schema
    private var trader = ""
    private var exchange = ""
    private var symbol = ""
    private var timeframe = ""
    private var fingerprint = ""
    private var parameters = Parameters()
    private(set) var follows: Predecessor?
    private(set) var carriedOver: CarriedOver?

    static var blank: JournalStart { JournalStart() }

    private init() {}

    init(
        _ settings: TraderSettings, follows: Predecessor?, carriedOver: CarriedOver? = nil
    ) {
        trader = settings.name
        exchange = settings.market.exchange.rawValue
        symbol = settings.market.symbol.description
        timeframe = settings.market.timeframe.rawValue
        fingerprint = settings.fingerprint
        parameters = settings.parameters
        self.follows = follows
        self.carriedOver = carriedOver
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("schema", &schema)
        try visitor.field("trader", &trader)
        try visitor.field("exchange", &exchange)
        try visitor.field("symbol", &symbol)
        try visitor.field("timeframe", &timeframe)
        try visitor.field("fingerprint", &fingerprint)
        try visitor.field("parameters", &parameters)
        try parameters.checkPeriods()
        try visitor.optionalField("follows", &follows)
        try visitor.optionalField("carriedOver", &carriedOver)
    }

    /// The settings of the record.
    ///
    /// - Throws: ``JobError`` where they are of an unknown schema or name no market.
    var settings: TraderSettings {
        get throws(JobError) {
            guard schema == Self.schema else {
                throw JobError(
                    .configuration,
                    "its schema is \(schema), and this program knows \(Self.schema) only")
            }
            let settings = TraderSettings(
                name: trader,
                market: try Market(exchange: exchange, symbol: symbol, timeframe: timeframe),
                parameters: parameters)
            do {
                try parameters.validate()
            } catch {
                throw JobError(.configuration, "\(error)")
            }
            guard settings.fingerprint == fingerprint else {
                throw JobError(.configuration, "its parameters do not match their fingerprint")
            }
            return settings
        }
    }

    /// What the first line of a trader's journal says.
    ///
    /// - Throws: ``JobError`` where there is no journal, or its first line is no `start`.
    init(of trader: String, in directory: StateDirectory) throws(JobError) {
        let name = StateFiles.journal(of: trader)
        var path: String { directory.path(of: name) }
        do {
            let reader = try JournalReader(directory, wholeLinesOf: name)
            guard let line = try reader.next() else {
                throw StoreError.damaged(path: path, what: "it holds no whole line")
            }
            do {
                let text = try JournalText(line)
                guard text.type == "start" else {
                    throw JSONError.field(name: "type", expected: "start")
                }
                self = try JournalStart(json: .object(Array(try text.members().dropFirst())))
                guard self.trader == trader else {
                    throw JobError(
                        .configuration, "it is that of trader '\(excerpt(of: self.trader))'")
                }
                _ = try settings
            } catch {
                throw StoreError.damaged(path: path, what: "line 1: \(error)")
            }
        } catch let error as StoreError {
            throw JobError(error, trader: trader, remedy: .reset)
        } catch {
            throw JobError(.bug, "\(trader): \(error)")
        }
    }
}
