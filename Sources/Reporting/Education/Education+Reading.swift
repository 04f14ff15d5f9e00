extension Education {
    static let reading = [
        EducationText(
            "A CANDLE",
            "Open, high, low, close: four prices of one span. A candle does not tell in which "
                + "order the high and the low came."),
        EducationText(
            "CLOSED CANDLES",
            "A candle that is still open can change until its last second. A signal read from it "
                + "may be gone by the close. Only closed candles are facts."),
        EducationText(
            "MOVING AVERAGES",
            "A moving average is the mean of the last closes. It smooths, and so it lags: it "
                + "tells where prices have been, not where they go."),
        EducationText(
            "CROSSINGS",
            "When a fast average crosses a slow one, recent prices have left older ones behind. "
                + "In a trend that helps. Sideways it is noise, and noise costs fees."),
        EducationText(
            "RSI",
            "The RSI compares average gains with average losses on a scale from 0 to 100. High "
                + "means that it rose a lot lately, not that it must fall."),
        EducationText(
            "VOLUME",
            "Volume counts what changed hands. For every buyer there was a seller: it shows how "
                + "much was traded, not who was right."),
        EducationText(
            "TIMEFRAMES",
            "The same market rises on one timeframe and falls on another. Say which one you mean "
                + "before you say where it is going."),
        EducationText(
            "SUPPORT",
            "A price where a market turned before is a memory of traders, not a floor. It holds "
                + "until it does not, and charts show best those that held."),
        EducationText(
            "LOG SCALE",
            "On a plain scale, a rise from 10 to 20 looks small beside one from 1,000 to 1,100. "
                + "On a log scale, equal percents have equal heights."),
        EducationText(
            "WARM-UP",
            "An average of 25 closes needs 25 closes. Indicators read before they are warm are "
                + "made of too little, however exact they look."),
        EducationText(
            "WICKS",
            "A long wick shows a price that was reached and left again. It may have been one "
                + "large order. The next candle owes it nothing."),
    ]
}
