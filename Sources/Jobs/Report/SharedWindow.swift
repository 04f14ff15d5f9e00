internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

/// The window over which traders are compared: what the records of all of them cover, and at most the
/// last 90 days of it.
///
/// Who is stale, or has less than 2 days to show, is left out where two others remain: else everybody
/// would be compared over what the youngest has, or up to where the stalest stopped.
struct SharedWindow {
    let start: Timestamp
    let end: Timestamp
    /// The names of those that are compared.
    private let names: Set<String>

    static let maximumDays: Int64 = 90
    private static let leastLength = 2 * Timestamp.millisecondsPerDay

    /// The window of at least two traders; `nil` where there is none.
    init?(of traders: [TraderView], now: Timestamp) {
        let told = traders.filter { $0.windows.whole != nil }
        let current = told.filter { !$0.isStale(at: now) }
        let mature = current.filter { ($0.windows.whole?.length ?? 0) >= Self.leastLength }
        let members = [mature, current].first { $0.count > 1 } ?? told
        let wholes = members.compactMap(\.windows.whole)
        guard wholes.count > 1, let from = wholes.map(\.from).max(),
            let to = wholes.map(\.to).min()
        else { return nil }
        // Marks are taken at closes, so it begins and ends where all timeframes have one.
        let spacing = members.reduce(1) { spacing, trader in
            Self.leastCommonMultiple(spacing, trader.market.timeframe.minutes)
        }
        let minute: Int64 = 60_000
        let last = to.milliseconds / minute / spacing
        let first = max(
            (from.milliseconds + minute - 1) / minute / spacing,
            last - Self.maximumDays * 1_440 / spacing)
        let ceiling = Timestamp(milliseconds: 0).advanced(by: first * spacing, spansOf: minute)
        start =
            ceiling < from
            ? Timestamp(milliseconds: 0).advanced(by: (first + 1) * spacing, spansOf: minute)
            : ceiling
        end = Timestamp(milliseconds: 0).advanced(by: last * spacing, spansOf: minute)
        guard start < end else { return nil }
        names = Set(members.map(\.name))
    }

    private static func leastCommonMultiple(_ left: Int64, _ right: Int64) -> Int64 {
        var (divisor, rest) = (left, right)
        while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
        // In range: both divide a day's 1,440 minutes.
        return left / divisor * right
    }

    /// A trader with its figures over the window, told from the tail of its journal; as it was where it
    /// is not compared.
    ///
    /// - Throws: ``JobError`` where its record is damaged, or a figure out of range.
    func told(of trader: TraderView, in store: any RecordStore) throws(JobError) -> TraderView {
        guard names.contains(trader.name) else { return trader }
        let store = try store.holding(recordOf: trader.name)
        guard let checkpoint = try Checkpoint.read(trader.name, in: store) else { return trader }
        let tail = try JournalTail(of: checkpoint, since: start, in: store)
        var compared = trader
        do {
            compared.windows.common = try WindowFigures(
                of: checkpoint, since: start, until: end, tail,
                timeframe: trader.market.timeframe)
        } catch {
            throw JobError(.configuration, trader: trader.name, at: "its figures", "\(error)")
        }
        return compared
    }
}
