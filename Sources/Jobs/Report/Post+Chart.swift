internal import Market
internal import Record
internal import Reporting

extension Post {
    /// What is drawn beside the post; `nil` for posts without a picture.
    ///
    /// A trade is drawn itself; a daily report has the equity of its day, a comparison that of its
    /// window, of all traders or of those that were configured; of more than have a panel each, none.
    func chart(of traders: [TraderSettings]) -> ChartJob.Options? {
        if kind != .trade, traders.count > EquityChart.maximumPanels { return nil }
        return switch (kind, subject) {
        case (.trade, .trade(let trader, let id)):
            ChartJob.Options(kind: .trade, traders: [trader], id: id.milliseconds)
        case (.daily, _):
            ChartJob.Options(kind: .equity, traders: traders.map(\.name), window: .day)
        case (.comparison, _):
            ChartJob.Options(
                kind: .equity, traders: traders.map(\.name), since: picturedFrom)
        default: nil
        }
    }
}
