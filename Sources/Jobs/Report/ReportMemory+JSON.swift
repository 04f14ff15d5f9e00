package import JSON
internal import Market
internal import Record
package import Reporting

extension ReportMemory: JSONRecord {
    package static var blank: ReportMemory { ReportMemory() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var listed = traders.sorted { $0.key < $1.key }.map { NamedMemory($0.key, $0.value) }
        try visitor.field("traders", &listed)
        traders = Dictionary(listed.map { ($0.trader, $0.memory) }) { _, last in last }
        try visitor.field("lastDaily", &lastDaily)
        try visitor.field("lastWeekly", &lastWeekly)
        try visitor.field("turns", &turns)
        try visitor.optionalList("untold", &untold)
    }
}

extension UntoldTrades: JSONRecord {
    package static var blank: UntoldTrades {
        UntoldTrades(quote: "", count: 0, sum: .zero, until: Timestamp(milliseconds: 0))
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("quote", &quote)
        try visitor.count("count", &count)
        try visitor.field("sum", &sum)
        try visitor.field("until", &until)
    }
}

extension FieldVisitor {
    /// A list that stands in the object only where there is something in it.
    mutating func optionalList<Value: JSONCodable>(
        _ name: String, _ list: inout [Value]
    ) throws(JSONError) {
        var present = list.isEmpty ? nil : list
        try optionalField(name, &present)
        list = present ?? []
    }
}

/// What was reported of a trader, beside its name.
private struct NamedMemory: JSONRecord {
    var trader: String
    var memory: ReportMemory.TraderMemory

    static var blank: NamedMemory { NamedMemory("", .init()) }

    init(_ trader: String, _ memory: ReportMemory.TraderMemory) {
        self.trader = trader
        self.memory = memory
    }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("trader", &trader)
        try visitor.field("trade", &memory.trade)
        try visitor.field("position", &memory.position)
        try visitor.field("pause", &memory.pause)
    }
}

extension ReportMemory.Turns: JSONRecord {
    package static var blank: ReportMemory.Turns { ReportMemory.Turns() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.count("kind", &kind)
        try visitor.count("lesson", &lesson)
        try visitor.count("strategy", &strategy)
        try visitor.count("hodl", &hodl)
        try visitor.count("education", &education)
        try visitor.count("explanation", &explanation)
        try visitor.optionalField("acceptedEducation", &acceptedEducation)
        try visitor.optionalField("acceptedStrategy", &acceptedStrategy)
    }
}

extension ISOWeek: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        let parts = (json.string ?? "").split(separator: "-W").compactMap { Int($0) }
        guard parts.count == 2, (1...53).contains(parts[1]), (1970...9999).contains(parts[0]) else {
            throw .field(name: "", expected: "a week as 2026-W09, but \(json.kind)")
        }
        self.init(year: parts[0], week: parts[1])
    }

    package func write(to writer: inout JSONWriter) { writer.string(description) }
}
