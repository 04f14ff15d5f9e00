extension Education {
    static let psychology = [
        EducationText(
            "LOSS AVERSION",
            "Losing 100 hurts more than winning 100 pleases. So people sell winners early and hold "
                + "losers long: the reverse of what a written rule would do."),
        EducationText(
            "REVENGE TRADING",
            "After a loss the next trade feels like a way to get even. The market does not know "
                + "that you are owed anything. A pause written down beforehand does."),
        EducationText(
            "HINDSIGHT",
            "On yesterday's chart every turn looks obvious. Cover the right half and guess again: "
                + "that is what trading looked like while it happened."),
        EducationText(
            "SUNK COST",
            "What a position has cost so far is gone either way. The question is only whether you "
                + "would open it now, at this price, with what you know."),
        EducationText(
            "CONFIRMATION BIAS",
            "Whoever owns a coin reads the news that praises it. Write down what would prove you "
                + "wrong before you look for what proves you right."),
        EducationText(
            "OUTCOME BIAS",
            "A bad bet can win and a good one can lose. Whoever judges decisions by single results "
                + "is taught by luck."),
        EducationText(
            "FEAR OF MISSING OUT",
            "A price that has already risen is not a reason by itself. The move you saw is the "
                + "one you were not in. There will be other days."),
        EducationText(
            "OVERCONFIDENCE",
            "A row of wins feels like skill, and position sizes grow with the feeling. Chance "
                + "makes rows, too. A fixed size does not care how you feel."),
        EducationText(
            "ANCHORING",
            "The price you paid is a fact about you, not about the market. Nobody else trades "
                + "with your entry in mind."),
        EducationText(
            "BOREDOM",
            "Most of the time a rule says: wait. Trades made to end the waiting pay the same fees "
                + "as others and have no reason behind them."),
        EducationText(
            "THE TRADING DIARY",
            "Write down why you enter before you do. Memory edits itself to fit the result. "
                + "A line with a date on it does not."),
    ]
}
