internal import JSON
internal import Market
internal import Store

/// The runs that `state/runs.jsonl` tells of, oldest first.
struct RunHistory: Sendable {
    /// One run.
    struct Run: Equatable, Sendable {
        let at: Timestamp
        let program: String
        let traders: [String]
        /// Whether it was for more traders than are named.
        let isForMore: Bool
        let lateMilliseconds: Int64?
        let status: Int
        let error: String?

        func isFor(_ trader: String) -> Bool { traders.contains(trader) || isForMore }
    }

    let runs: [Run]

    init(_ runs: [Run]) { self.runs = runs }

    /// Reads both files of the ledger; a line that is none is passed over, for a killed run may have
    /// left half of one.
    init(in directory: StateDirectory) throws(StoreError) {
        var bytes = try directory.tail(StateFiles.olderRuns, atMost: RunLedger.limit)
        bytes += try directory.tail(StateFiles.runs, atMost: RunLedger.limit)
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
            error: json["error"]?.string)
    }
}
