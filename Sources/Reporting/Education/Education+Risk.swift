extension Education {
    static let risk = [
        EducationText(
            "THE WAY BACK",
            "A loss of 10% needs 11.1% to get back. 50% needs 100%, and 90% needs 900%. Losses "
                + "and gains of the same percent do not cancel."),
        EducationText(
            "POSITION SIZE",
            "With a stop 2% below the entry and 30% of the account in the position, the planned "
                + "loss is 0.6% of the account, before fees and jumps."),
        EducationText(
            "BREAK-EVEN WIN RATE",
            "If wins are three times as large as losses, one win in four breaks even before fees. "
                + "If both are equal, it takes one in two."),
        EducationText(
            "DRAWDOWN",
            "Drawdown is the fall from the highest point so far. It tells what holding on felt "
                + "like, which a final result does not."),
        EducationText(
            "FEES ADD UP",
            "At 0.1% a side, a round trip costs about 0.2% of the position. A hundred of them "
                + "cost about 20% of one position, win or lose."),
        EducationText(
            "LEVERAGE",
            "With leverage of 10, a move of 10% against you is the whole stake. Leverage does not "
                + "improve a decision, it only makes it count for more."),
        EducationText(
            "EXPECTANCY",
            "Win rate times average win, less loss rate times average loss: what a trade came to "
                + "on average. A high win rate alone says nothing."),
        EducationText(
            "CORRELATION",
            "Five coins that fall together are one position in five names. Spreading money helps "
                + "only as far as things move apart."),
        EducationText(
            "PROFIT FACTOR",
            "Gross profit divided by gross loss. Above 1 the trades earned, below 1 they lost. "
                + "Without a single loss it has no value at all."),
        EducationText(
            "DOUBLING DOWN",
            "Doubling after each loss, the eighth stake is 128 times the first. A row of losses "
                + "that is long enough comes to everybody who plays for long enough."),
        EducationText(
            "A DAILY LIMIT",
            "A daily loss limit does not make a strategy better. It makes sure that one bad day "
                + "stays one bad day."),
    ]
}
