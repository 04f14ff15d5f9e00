package import Market

extension Fault {
    /// The candles that this answer leaves out.
    var dropped: Set<Timestamp> {
        if case .dropRows(let openTimes) = self { openTimes } else { [] }
    }

    /// Spoils the rows of a right answer, which come oldest first.
    package func spoil(_ rows: inout [KlineRow], timeframe: Timeframe) {
        switch self {
        case .noRows: rows = []
        case .editRow(let openTime, let edits):
            edit(&rows, at: openTime) { $0.edits = edits }
        case .cutRow(let openTime, let columns):
            edit(&rows, at: openTime) { $0.columns = columns }
        case .duplicateRow(let openTime):
            guard let index = rows.firstIndex(where: { $0.openTime == openTime }) else { return }
            rows.insert(rows[index], at: index)
        case .shuffleRows where rows.count > 1: rows.swapAt(rows.count / 2 - 1, rows.count / 2)
        case .extraRowsPastNow:
            for _ in 0..<2 {
                guard let last = rows.last?.candle else { return }
                rows.append(KlineRow(candle: last.moved(to: last.closeTime(timeframe))))
            }
        default: break
        }
    }

    private func edit(
        _ rows: inout [KlineRow], at openTime: Timestamp, _ change: (inout KlineRow) -> Void
    ) {
        for index in rows.indices where rows[index].openTime == openTime { change(&rows[index]) }
    }
}

extension Candle {
    /// The same prices at another time.
    func moved(to openTime: Timestamp) -> Candle {
        Candle(
            openTime: openTime, open: open, high: high, low: low, close: close, volume: volume)
    }
}
