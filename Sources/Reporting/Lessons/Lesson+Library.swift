internal import Trading

extension Lesson {
    private static let hour: Int64 = 3_600_000

    /// Lessons by how a trade ended.
    static let usual: [Lesson] = [
        // Stop-loss.
        Lesson("A stop is the price of having been wrong, agreed on before the trade.") {
            $0.reason == .stopLoss && !$0.isWin
        },
        Lesson("The stop ended this trade without asking how anybody felt about it.") {
            $0.reason == .stopLoss && !$0.isWin
        },
        Lesson("A stop fills at the market: after a jump that can be worse than its price.") {
            $0.reason == .stopLoss
        },
        Lesson("A planned loss is a cost. An unplanned one is a problem.") {
            $0.reason == .stopLoss && !$0.isWin
        },
        Lesson("Moving a stop away turns a small known loss into an unknown one.") {
            $0.reason == .stopLoss && !$0.isWin
        },
        // Take-profit.
        Lesson("The target was set before the entry, so greed had no vote.") {
            $0.reason == .takeProfit && $0.isWin && $0.hasFixedTarget
        },
        Lesson("A target gives up what comes after it. That is what it is paid for with.") {
            $0.reason == .takeProfit
        },
        Lesson("A target reached proves that the price got there, not that it had to.") {
            $0.reason == .takeProfit
        },
        Lesson("Exits decide as much as entries: this one was written down in advance.") {
            $0.reason == .takeProfit
        },
        // A stop that was raised.
        Lesson("A stop that is only ever raised gives back part of a gain, and decides how much.") {
            $0.reason == .trailingStop
        },
        Lesson("A raised stop sells on the way down: the top is only known when it is past.") {
            $0.reason == .trailingStop
        },
        // A rule of another kind.
        Lesson("The exit was a rule before it was a decision. Nobody had to make up his mind.") {
            $0.reason == .signal && !$0.followsAverages
        },
        Lesson("A rule that is written down can be counted: so often it held, so often it paid.") {
            $0.reason == .signal && !$0.followsAverages
        },
        // Crossing back.
        Lesson("Averages lag: by the time they cross back, part of the move is given back.") {
            $0.reason == .signal && $0.followsAverages
        },
        Lesson("The signal that opened the trade was gone, so the reason to hold it was too.") {
            $0.reason == .signal && $0.followsAverages
        },
        Lesson("In sideways markets averages cross often, and each crossing costs two fees.") {
            $0.reason == .signal && !$0.isWin && $0.followsAverages
        },
        Lesson("The averages turned while the trade was ahead, and it left ahead.") {
            $0.reason == .signal && $0.isWin && $0.followsAverages
        },
        // Either way.
        Lesson("A good decision can lose and a bad one can win. Judge the rule, not the result.") {
            _ in true
        },
        Lesson("Not every win is skill: the next trade starts from nothing again.") { $0.isWin },
        Lesson("Losing trades belong in the record. Without them it would be an advertisement.") {
            !$0.isWin
        },
    ]

    /// Lessons about size, streaks, samples, fees and time.
    static let special: [Lesson] = [
        Lesson("With so few trades a win rate is a coin thrown a few times. Wait for more.") {
            $0.trades < 10
        },
        Lesson("Under 30 trades, luck and skill look alike.") { (10..<30).contains($0.trades) },
        Lesson("The price moved the right way, and the fees took more than the move gave.") {
            $0.isLostToFees
        },
        Lesson("A trade has to beat its fees first. This one did not.") { $0.isLostToFees },
        Lesson("This win was well above the average win. Averages rest on trades like it.") {
            $0.isWin && ($0.sizeAgainstAverage ?? 0) >= 1.5
        },
        Lesson("This loss was well above the average loss. One such trade undoes several.") {
            !$0.isWin && ($0.sizeAgainstAverage ?? 0) >= 1.5
        },
        Lesson("A loss under half the average one. Small losses are part of the plan.") {
            !$0.isWin && ($0.sizeAgainstAverage ?? 1) <= 0.5
        },
        Lesson("A small win, under half the average one. It pays for part of a usual loss.") {
            $0.isWin && ($0.sizeAgainstAverage ?? 1) <= 0.5
        },
        Lesson("Three or more losses in a row happen to every strategy. The size stays the same.") {
            $0.streak <= -3
        },
        Lesson("After a row of losses the urge is to win it back. The rules do not know it.") {
            $0.streak <= -3
        },
        Lesson("Three or more wins in a row say little. Streaks are common in pure chance.") {
            $0.streak >= 3
        },
        Lesson("After a row of wins the risk per trade stays the same. That is the point of it.") {
            $0.streak >= 3
        },
        Lesson("Held for under an hour: fees are the same however short a trade is.") {
            $0.holdTime < hour
        },
        Lesson("Held for more than a day: waiting was most of the work.") {
            $0.holdTime > 24 * hour
        },
    ]
}
