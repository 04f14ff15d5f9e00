internal import JSON
internal import Market
internal import Record
internal import Store

/// The runs that `state/runs.jsonl` tells of, oldest first.
struct RunHistory: Sendable {
    /// One run.
    struct Run: Equatable, Sendable {
        var at: Timestamp
        var program: String
        /// Whom it was for; nobody where it ended before that was known.
        var traders: [String] = []
        /// Whether it was for more traders than are named.
        var isForMore = false
        var lateMilliseconds: Int64?
        var status = 0
        /// How it ended for those it failed for; `nil` where it ended in one way for all.
        var failed: [JSONMember]?
        /// Whether it failed for more than are named.
        var isFailedForMore = false
        var error: String?

        /// Whether it was for a trader, or would have been.
        func isFor(_ trader: String) -> Bool {
            traders.isEmpty || traders.contains(trader) || isForMore
        }

        /// How it ended for a trader; `nil` where nothing tells.
        func status(for trader: String) -> Int? {
            guard isFor(trader) else { return nil }
            guard let failed else { return status }
            if let own = failed.first(where: { $0.name == trader }) {
                return own.value.scalarText.flatMap { Int($0) }
            }
            return isFailedForMore ? nil : 0
        }

        /// Whether the error that was kept is that of a trader.
        func isErrorOf(_ trader: String) -> Bool {
            failed.map { $0.first?.name == trader } ?? true
        }
    }

    let runs: [Run]

    init(_ runs: [Run]) { self.runs = runs }

    /// Reads both files of the ledger; a line that is none is passed over, for a killed run may have
    /// left half of one.
    init(in store: any DocumentStore) throws(StoreError) {
        var bytes = try store.tail(StateFiles.olderRuns, atMost: RunLedger.limit)
        bytes += try store.tail(StateFiles.runs, atMost: RunLedger.limit)
        self.init(lines: bytes)
    }

    init(lines bytes: [UInt8]) {
        runs = bytes.split(separator: UInt8(ascii: "\n")).compactMap { Run($0) }
    }
}

extension RunHistory.Run {
    fileprivate init?(_ line: ArraySlice<UInt8>) {
        guard let json = try? JSONReader.parse(Array(line)),
            let at = json["at"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            let program = json["program"]?.string,
            let traders = json["traders"]?.elements?.compactMap(\.string),
            let status = json["status"]?.scalarText.flatMap({ Int($0) })
        else { return nil }
        self.init(
            at: at, program: program, traders: traders, isForMore: json["moreTraders"] != nil,
            lateMilliseconds: json["late"]?.scalarText.flatMap { Int64($0) }, status: status,
            failed: json["failed"]?.members, isFailedForMore: json["moreFailed"] != nil,
            error: json["error"]?.string)
    }
}
