internal import Record
internal import Reporting
internal import Store
internal import Trading

extension RebuiltCheckpoint {
    /// What came of it, in words.
    var words: String {
        var words =
            "its checkpoint and stats file from \(Figures.count(Int(checkpoint.journal.lines), "line"))"
            + " of its journal: \(Figures.count(candles, "candle")), "
            + "\(Figures.count(trades, "trade")), balance "
            + Figures.money(checkpoint.state.account.balance, in: checkpoint.quote)
        if passedOver > 0 {
            words +=
                "; passed over \(Figures.count(Int(passedOver), "line")) of a tick that did not end"
        }
        if !isVouchedFor { words += "; no stats file vouches for the last line" }
        return words
    }
}
