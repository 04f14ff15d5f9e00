package import JSON
package import Record
internal import Reporting
package import Store

/// `state/reporter.json`: what has been reported, and whose account the posts are.
package struct ReporterState: JSONRecord {
    /// How many posts have been put on their way; of two memories the one with more is the later.
    var posts = 0
    var memory = ReportMemory()
    /// The number of our account on X, once it was asked for.
    var accountID: String?

    package static var blank: ReporterState { ReporterState() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.count("posts", &posts)
        try visitor.field("memory", &memory)
        try visitor.field("accountID", &accountID)
    }

    /// The state as it was written last, or a blank one where there was none.
    ///
    /// - Throws: ``StoreError`` where the file is damaged.
    package static func read(in store: any DocumentStore) throws(StoreError) -> ReporterState {
        try store.document(StateFiles.reporter) ?? ReporterState()
    }

    func write(in store: any DocumentStore) throws(StoreError) {
        try store.replace(StateFiles.reporter, with: self)
    }
}
