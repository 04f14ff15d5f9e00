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
        if !isVouchedFor { words += "; no stats file vouches for the last line" }
        return words
    }
}
