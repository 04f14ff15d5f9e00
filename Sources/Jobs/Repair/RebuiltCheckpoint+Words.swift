internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

extension RebuiltCheckpoint {
    /// What came of it, in words.
    var words: String {
        var words =
            "its checkpoint and stats file from \(counted(Int(checkpoint.journal.lines), "line"))"
            + " of its journal: \(counted(candles, "candle")), "
            + "\(counted(trades, "trade")), balance "
            + Figures.money(checkpoint.state.account.balance, in: checkpoint.quote)
        if passedOver > 0 {
            words +=
                "; passed over \(counted(Int(passedOver), "line")) of a tick that did not end"
        }
        if let lost {
            let lines =
                lost.count == 1
                ? "line \(lost.lowerBound)" : "lines \(lost.lowerBound) to \(lost.upperBound)"
            words +=
                "; cut off \(lines), which the checkpoint counted and the journal does not hold whole:"
                + " the candles that it remembered lead from what is kept to what it was, and the next"
                + " tick fetches them again"
        }
        if !isVouchedFor { words += "; no stats file vouches for the last line" }
        return words
    }
}
