extension Education {
    static let paper = [
        EducationText(
            "PAPER IS CALM",
            "Money that is not there cannot be lost, and nobody sleeps badly over it. Paper "
                + "trading tests rules. It does not test whether you keep to them."),
        EducationText(
            "PAPER FILLS",
            "On paper every order fills. In a market others are before you in the queue, and your "
                + "own order moves the price. Real results are usually worse."),
        EducationText(
            "BACKTESTS",
            "Try enough settings on old prices and one will shine by chance. What counts is how "
                + "it does on prices that it was not chosen on."),
        EducationText(
            "SMALL SAMPLES",
            "7 wins of 10 fits any true win rate from about 40% to 89% (95% interval). Ten trades "
                + "say much less than they seem to."),
        EducationText(
            "BUY AND HOLD",
            "The simplest comparison: what would buying once and waiting have done over the same "
                + "days? A strategy that is not compared with it is not judged."),
        EducationText(
            "WHAT PAPER LEAVES OUT",
            "Taxes, outages, withdrawals, a venue that fails: none of it happens on paper. Each "
                + "of it can matter more than an entry signal."),
        EducationText(
            "ONE MARKET, ONE TIME",
            "Rules that did well in a rising market have mostly shown that the market rose. "
                + "Markets change, and rules do not notice."),
        EducationText(
            "AN HONEST RECORD",
            "A record is worth what it cannot hide: every trade, every fee, every restart, "
                + "written when it happened. All else is a selection."),
        EducationText(
            "NO LOOKING AHEAD",
            "A test that uses a price before it was known always wins. Each decision may use only "
                + "what had happened by then."),
        EducationText(
            "COSTS FIRST",
            "Many strategies win before costs. Put fees, spread and slippage in first, and see "
                + "what is left to talk about."),
        EducationText(
            "WHAT IT CAN TEACH",
            "Paper trading can show that a rule loses, cheaply. It cannot prove that a rule wins. "
                + "Both are worth knowing."),
    ]
}
