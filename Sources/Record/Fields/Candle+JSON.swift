package import JSON
package import Market

extension Candle {
    /// The fields of a candle, in the order of a journal line.
    func writeFields(to writer: inout JSONWriter) {
        writer.member("time", openTime)
        writePrices(to: &writer)
    }

    /// The fields of a candle but for its time.
    func writePrices(to writer: inout JSONWriter) {
        writer.member("open", open)
        writer.member("high", high)
        writer.member("low", low)
        writer.member("close", close)
        writer.member("volume", volume)
    }
}

extension Candle: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard let members = json.members else {
            throw .field(name: "", expected: "a candle, but \(json.kind)")
        }
        var reader = FieldReader(members: members)
        var time = Timestamp(milliseconds: 0)
        var (open, high, low, close) = (Price.zero, Price.zero, Price.zero, Price.zero)
        var volume = Volume.zero
        try reader.field("time", &time)
        try reader.field("open", &open)
        try reader.field("high", &high)
        try reader.field("low", &low)
        try reader.field("close", &close)
        try reader.field("volume", &volume)
        try reader.finish()
        self.init(openTime: time, open: open, high: high, low: low, close: close, volume: volume)
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in writeFields(to: &writer) }
    }
}

extension ObservedCandle: JSONRecord {
    package static var blank: ObservedCandle {
        ObservedCandle(
            Candle(
                openTime: Timestamp(milliseconds: 0), open: .zero, high: .zero, low: .zero,
                close: .zero, volume: .zero))
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("candle", &candle)
        try visitor.field("told", &revisions)
    }
}
