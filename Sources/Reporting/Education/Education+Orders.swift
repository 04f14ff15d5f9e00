extension Education {
    static let orders = [
        EducationText(
            "MARKET ORDERS",
            "A market order says: now, whatever it costs. It always finds a price, and in a thin "
                + "market that price can be far from the one on the screen."),
        EducationText(
            "LIMIT ORDERS",
            "A limit order says: at this price or better, or not at all. The price is certain, "
                + "the fill is not."),
        EducationText(
            "STOP ORDERS",
            "A stop becomes a market order once its price is touched. It bounds a loss in calm "
                + "markets. Over a jump it fills where trading goes on."),
        EducationText(
            "STOP-LIMIT",
            "A stop-limit becomes a limit order once touched. It cannot fill worse than its limit, "
                + "and so it may not fill at all while the price runs away."),
        EducationText(
            "SLIPPAGE",
            "Between the price you see and the price you get lies slippage. It is small on each "
                + "trade, nearly always against you, and easy to forget in tests."),
        EducationText(
            "THE SPREAD",
            "Buyers offer less than sellers ask. Buy and sell at once and you lose the spread, "
                + "though the price has not moved."),
        EducationText(
            "MAKER AND TAKER",
            "An order that waits in the book makes liquidity, one that trades at once takes it. "
                + "Many venues charge takers more."),
        EducationText(
            "ORDER BOOK DEPTH",
            "The best price holds for a certain amount only. A larger order eats into worse "
                + "prices, one level after the other."),
        EducationText(
            "THE NEXT OPEN",
            "A signal at a candle's close can be traded at the next open, not at that close. "
                + "Tests that trade at the close know something they could not."),
        EducationText(
            "PARTIAL FILLS",
            "An order may be filled in part and then wait. A limit order that was touched is not "
                + "always one that was filled: others stood before it."),
        EducationText(
            "MINIMUM SIZE",
            "Venues trade in steps and refuse orders under a minimum. What a formula says must be "
                + "rounded down to what can be ordered."),
    ]
}
