package import JSON
internal import Market
package import Trading

/// How a journal's first line, the checkpoint and the stats file spell what was carried over: the
/// mark first, so that nobody reads a figure without it.
extension CarriedOver: JSONRecord {
    package static var blank: CarriedOver { CarriedOver() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var mark = Self.mark
        try visitor.field("note", &mark)
        guard mark == Self.mark else {
            throw .field(name: "note", expected: "'\(Self.mark)'")
        }
        try visitor.field("file", &file)
        try visitor.field("sha256", &sha256)
        try visitor.field("at", &at)
        try visitor.field("balance", &balance)
        try visitor.field("hasDroppedPosition", &hasDroppedPosition)
        try visitor.field("since", &since)
        try visitor.field("until", &until)
        try visitor.field("trades", &trades)
        try visitor.field("wins", &wins)
        try visitor.field("losses", &losses)
        try visitor.field("totalPnL", &totalPnL)
        try visitor.field("maxDrawdownPercent", &maxDrawdownPercent)
    }
}

extension TraderSettings {
    /// The settings under which a record goes on: where a balance was carried over, the record
    /// begins with that, whatever `initialBalance` is for new ones.
    package func opened(with carriedOver: CarriedOver?) -> TraderSettings {
        guard let carriedOver else { return self }
        var parameters = parameters
        parameters.initialBalance = carriedOver.balance
        return TraderSettings(name: name, market: market, parameters: parameters)
    }
}
