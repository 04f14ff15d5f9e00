internal import JSON
internal import Market
internal import Store
internal import Text
internal import Trading

/// What a journal's first line says: whose record it is, which one it follows, and what it began with
/// where another program's balance was carried over.
struct JournalStart: JSONRecord {
    private var schema = Self.schema
    /// Which rules the step followed; absent where they are the first.
    private var rules: Int?
    private var stated = TraderSettings.blank
    private var fingerprint = ""
    private(set) var follows: Predecessor?
    private(set) var carriedOver: CarriedOver?

    static var blank: JournalStart { JournalStart() }

    private init() {}

    init(
        _ settings: TraderSettings, follows: Predecessor?, carriedOver: CarriedOver? = nil
    ) {
        stated = settings
        fingerprint = settings.fingerprint
        self.follows = follows
        self.carriedOver = carriedOver
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("schema", &schema)
        guard schema == Self.schema else {
            throw .field(name: "schema", expected: "\(Self.schema), all that this program knows")
        }
        try visitor.optionalField("rules", &rules)
        guard rules == nil else {
            throw .field(name: "rules", expected: "absent; a newer program wrote it")
        }
        try visitor.field("trader", &stated.name)
        try visitor.market(&stated.market)
        try visitor.field("fingerprint", &fingerprint)
        try visitor.parameters(&stated)
        try visitor.optionalField("follows", &follows)
        try visitor.optionalField("carriedOver", &carriedOver)
    }

    /// The settings of the record.
    ///
    /// - Throws: ``JobError`` where they are not those of their fingerprint.
    var settings: TraderSettings {
        get throws(JobError) {
            guard stated.fingerprint == fingerprint else {
                throw JobError(.configuration, "its parameters do not match their fingerprint")
            }
            return stated
        }
    }

    /// What the first line of a trader's journal says.
    ///
    /// - Throws: ``JobError`` where there is no journal, or its first line is no `start`.
    init(of trader: String, in store: any RecordStore) throws(JobError) {
        do {
            let lines = try RecordLines(of: trader, .whole(behind: .genesis), in: store)
            guard let line = try lines.next() else {
                throw StoreError.damaged(
                    path: store.path(of: StateFiles.journal(of: trader)),
                    what: "it holds no whole line")
            }
            do {
                let text = try JournalText(line)
                guard text.type == "start" else {
                    throw JSONError.field(name: "type", expected: "start")
                }
                self = try JournalStart(json: .object(Array(try text.members().dropFirst())))
                guard stated.name == trader else {
                    throw JobError(
                        .configuration, "it is that of trader '\(excerpt(of: stated.name))'")
                }
                _ = try settings
            } catch {
                throw lines.damage(": \(error)")
            }
        } catch let error as StoreError {
            throw JobError(error, trader: trader, remedy: .reset)
        } catch {
            throw JobError(.bug, trader: trader, "\(error)")
        }
    }
}
