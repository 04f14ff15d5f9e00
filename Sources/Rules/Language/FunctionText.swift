/// What each function is, for people: name | kind | source | sentence.
///
/// The kind `as x` is that of the operand x.
enum FunctionText {
    static let text = """
        open | price | the candle | The first price of the candle.
        high | price | the candle | The highest price of the candle.
        low | price | the candle | The lowest price of the candle.
        close | price | the candle | The last price of the candle.
        volume | volume | the candle | What was traded in the candle, of the base currency.
        hour | plain number | the candle | The hour of its open time, UTC: 0 to 23.
        minute | plain number | the candle | The minute of its open time: 0 to 59.
        weekday | plain number | the candle | The day of its open time, UTC: Monday is 1, Sunday 7.
        sum | as x | – | The sum of the last n values.
        sma | as x | – | The mean of the last n values.
        highest | as x | Donchian 1960 | The highest of the last n values, this candle's among them.
        lowest | as x | Donchian 1960 | The lowest of the last n values, this candle's among them.
        median | as x | – | The middle one of the last n values; of an even n the mean of the middle two.
        age_of_highest | plain number | Chande 1995 | Candles since the highest of the last n: 0 to n − 1, the newest of equals.
        age_of_lowest | plain number | Chande 1995 | Candles since the lowest of the last n: 0 to n − 1, the newest of equals.
        ema | as x | as TA-Lib | The exponential average e + 2/(n+1)·(x − e), from the mean of the first n.
        rma | as x | Wilder 1978 | Wilder's average (r·(n−1) + x)/n, from the mean of the first n.
        rsi | plain number | Wilder 1978 | The relative strength index, 0 to 100; 50 where nothing ever moved (TA-Lib says 0).
        wma | as x | as TA-Lib | The mean of the last n values, the newest of which weighs n, the oldest 1.
        stdev | as x | as TA-Lib | The standard deviation of the last n values, of the population.
        meandev | as x | Lambert 1980 | The mean distance of the last n values from their mean.
        linreg | as x | as TA-Lib | Where the line of least squares through the last n values ends.
        slope | as x | as TA-Lib | How much that line rises with a candle; unknown for n = 1.
        correlation | plain number | Pearson 1895 | How x and y went together over n candles: −1 to 1.
        percent_rank | plain number | as Pine's ta.percentrank | How many of the n values before this one were at most as high, in percent.
        count | plain number | – | How many of the last n candles the condition held on; one unknown makes it unknown.
        since | plain number | as Pine's ta.barssince | Candles since the condition last held, 0 to n − 1; unknown where it did not within n.
        value_when | as x | as Pine's ta.valuewhen | What x was when the condition last held; unknown where it did not within n.
        if | as x, y | – | x where the condition holds, y where it does not; unknown where that is unknown.
        min | as x, y | – | The smallest of the values in this candle.
        max | as x, y | – | The largest of the values in this candle.
        abs | as x | – | The value without its sign.
        sqrt | √ of x | – | The square root; unknown below 0.
        sign | plain number | – | −1, 0 or 1.
        known | condition | – | Whether the value is known; never unknown itself.
        vwap | price | – | The average price since 00:00 UTC, weighed by volume.
        day_open | price | – | The first price since 00:00 UTC.
        day_high | price | – | The highest price since 00:00 UTC.
        day_low | price | – | The lowest price since 00:00 UTC.
        kama | as x | Kaufman 1995, as TA-Lib | An average that is quick (f) where x moves straight, and slow (s) where it does not.
        psar | price | Wilder 1978, as TA-Lib, not Pine | The parabolic stop and reverse: step is its acceleration, most the largest one.
        supertrend | price | Seban, as Pine's ta.supertrend, not pandas-ta | A line k average ranges from hl2: below the price while it rises, above while it falls.
        ha_open | price | Valcu 2004 | Where a Heikin-Ashi candle opens: in the middle of the last one's body.
        recur | as x, y | – | A memory of your own: x at first, then y, in which self is its value a candle before; forgets its start after n candles.
        noise | plain number | Steele, Lea and Flood 2014 | A number from 0 to 1 that nothing foretells and every run repeats; another for each whole k.
        floor | constant | – | The next lower whole number of a constant.
        round | constant | – | The nearest whole number of a constant; of a half the one farther from 0.
        entry_price | price | the position | What the position was bought at. In exit, stop, target, trail and size.
        bars_held | plain number | the position | Candles closed since the fill, its own counts 1. In exit, target and trail.
        profit_percent | plain number | the position | How far the close is above the entry, in percent, without fees. In exit, target and trail.
        peak | price | the position | The highest high since the fill. In exit, target and trail.
        trough | price | the position | The lowest low since the fill. In exit, target and trail.
        bars_flat | plain number | the last trade | Candles closed since the exit, or since the warm-up. In enter.
        last_profit_percent | plain number | the last trade | What the last trade made, in percent, after fees; unknown before any. In enter.
        hl2 | price | – | The middle of the candle.
        hlc3 | price | – | The typical price.
        ohlc4 | price | – | The mean of the four prices.
        held | condition | – | Whether the condition held on each of the last n candles.
        within | condition | – | Whether the condition held on any of the last n candles.
        rising | condition | – | Whether x rose on each of the last n candles.
        falling | condition | – | Whether x fell on each of the last n candles.
        change | as x | – | How much x has changed in n candles.
        roc | plain number | as TA-Lib | How much x has changed in n candles, in percent.
        zscore | plain number | – | How many standard deviations x is from its mean.
        tr | price | Wilder 1978 | The true range: of the candle and the close before it.
        atr | price | Wilder 1978 | The average true range.
        natr | plain number | as TA-Lib | The average true range in percent of the close.
        dema | as x | Mulloy 1994 | An exponential average with half of its lag taken off.
        tema | as x | Mulloy 1994 | An exponential average with more of its lag taken off.
        hma | as x | Hull 2005 | Hull's average: quick and smooth.
        vwma | as x | – | The mean of the last n values, weighed by volume.
        macd | price | Appel 1979 | The quick average of the close less the slow one.
        macd_signal | price | Appel 1979 | The average of that over g candles.
        macd_histogram | price | Aspray 1986 | How far the MACD is above its signal.
        bb_upper | as x | Bollinger 2001 | The mean and k standard deviations.
        bb_lower | as x | Bollinger 2001 | The mean less k standard deviations.
        bb_percent | plain number | Bollinger 2001 | Where x lies between the bands: 0 at the lower, 1 at the upper; unknown on a flat window (TA-Lib: 0).
        bb_width | plain number | Bollinger 2001 | The distance of the bands, as a part of the mean.
        keltner_upper | price | Keltner 1960, Raschke's form | The average close and k average ranges.
        keltner_lower | price | Keltner 1960, Raschke's form | The average close less k average ranges.
        donchian_upper | price | Donchian 1960 | The highest high of n candles, this one among them.
        donchian_lower | price | Donchian 1960 | The lowest low of n candles, this one among them.
        donchian_middle | price | Donchian 1960 | The middle of those two.
        stoch | plain number | Lane 1984 | Where the close lies in the range of n candles, 0 to 100; unknown on a flat range (TA-Lib: 0).
        stoch_k | plain number | Lane 1984 | The mean of that over m candles.
        stoch_d | plain number | Lane 1984 | The mean of that again, over d candles.
        williams_r | plain number | Williams 1973 | The same as stoch, from −100 to 0.
        stoch_rsi | plain number | Chande and Kroll 1994 | Where the RSI lies in its own range of m candles, averaged over k.
        cci | plain number | Lambert 1980 | How many mean deviations the typical price is from its mean, over 0.015; unknown on a flat window (TA-Lib: 0).
        plus_dm | price | Wilder 1978 | How far the high rose, where it rose more than the low fell; ties of prices are exact.
        minus_dm | price | Wilder 1978 | How far the low fell, where it fell more than the high rose; ties of prices are exact.
        plus_di | plain number | Wilder 1978 | The average rise in percent of the average range; ties of prices are exact.
        minus_di | plain number | Wilder 1978 | The average fall in percent of the average range; ties of prices are exact.
        dx | plain number | Wilder 1978 | How one-sided the movement is, 0 to 100; ties of prices are exact; unknown where nothing moved (TA-Lib: 0).
        adx | plain number | Wilder 1978 | The average of that: the strength of a trend, up or down; ties of prices are exact.
        aroon_up | plain number | Chande 1995 | How new the highest high of n + 1 candles is, 0 to 100.
        aroon_down | plain number | Chande 1995 | How new the lowest low of n + 1 candles is, 0 to 100.
        money_up | price × volume | Quong and Soudack 1989 | The money traded in a candle whose typical price rose; ties are exact.
        money_down | price × volume | Quong and Soudack 1989 | The money traded in a candle whose typical price fell; ties are exact.
        mfi | plain number | Quong and Soudack 1989 | The money flow index: an RSI of the money traded, 0 to 100; ties of prices are exact.
        obv | volume | Granville 1963 | Volume of candles that rose less that of those that fell, over a window of n: a sum without an end has no value that a restart finds again.
        cmf | plain number | Chaikin | Chaikin's money flow: volume near the high less volume near the low, as a part of all; unknown where nothing was traded.
        tenkan | price | Hosoda 1969 | Ichimoku's conversion line, of 9 candles.
        kijun | price | Hosoda 1969 | Ichimoku's base line, of 26 candles.
        span_a | price | Hosoda 1969 | The cloud's first edge under this candle: of 25 candles before.
        span_b | price | Hosoda 1969 | The cloud's second edge under this candle: of 25 candles before.
        ha_close | price | Valcu 2004 | Where a Heikin-Ashi candle closes.
        ha_high | price | Valcu 2004 | The high of a Heikin-Ashi candle.
        ha_low | price | Valcu 2004 | The low of a Heikin-Ashi candle.
        """
}
