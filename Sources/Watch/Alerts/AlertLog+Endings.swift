internal import Alerting
internal import JSON
internal import Market
internal import Record
internal import Store

extension AlertLog {
    /// Adds how an alert ended on a channel.
    func add(
        _ ending: AlertQueue.Ending, channel: String, at now: Timestamp
    ) throws(StoreError) {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("schema", 1)
            writer.member("at", now.description)
            writer.member("channel", channel)
            writer.member("id", ending.alert.id)
            writer.member("kind", ending.alert.kind.rawValue)
            writer.member("count", ending.alert.count)
            writer.member("title", ending.alert.title)
            writer.member("status", ending.status.rawValue)
            writer.member("words", ending.words)
            // What nobody was told stands nowhere else.
            if ending.status != .delivered { writer.member("lines", ending.alert.lines) }
        }
        try add(line: writer.bytes)
    }
}
