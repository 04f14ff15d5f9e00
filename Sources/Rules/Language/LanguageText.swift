/// The functions that are written in the language itself, one a line.
///
/// They are read as those of `algom.json` are; only what a strategy uses becomes a part of it.
enum LanguageText {
    static let text = """
        hl2 = (high + low) / 2
        hlc3 = (high + low + close) / 3
        ohlc4 = (open + high + low + close) / 4

        held(c, n) = count(c, n) == n
        within(c, n) = count(c, n) > 0
        rising(x, n) = held(x > x[1], n)
        falling(x, n) = held(x < x[1], n)

        change(x, n) = x - x[n]
        roc(x, n) = 100 * (x / x[n] - 1)
        zscore(x, n) = (x - sma(x, n)) / stdev(x, n)

        tr = max(high - low, abs(high - close[1]), abs(low - close[1]))
        atr(n) = rma(tr, n)
        natr(n) = 100 * atr(n) / close

        dema(x, n) = 2 * ema(x, n) - ema(ema(x, n), n)
        tema(x, n) = 3 * ema(x, n) - 3 * ema(ema(x, n), n) + ema(ema(ema(x, n), n), n)
        hma(x, n) = wma(2 * wma(x, floor(n / 2)) - wma(x, n), floor(sqrt(n)))
        vwma(x, n) = sum(x * volume, n) / sum(volume, n)

        macd(f, s) = ema(close, f) - ema(close, s)
        macd_signal(f, s, g) = ema(macd(f, s), g)
        macd_histogram(f, s, g) = macd(f, s) - macd_signal(f, s, g)

        bb_upper(x, n, k) = sma(x, n) + k * stdev(x, n)
        bb_lower(x, n, k) = sma(x, n) - k * stdev(x, n)
        bb_percent(x, n, k) = (x - bb_lower(x, n, k)) / (2 * k * stdev(x, n))
        bb_width(x, n, k) = 2 * k * stdev(x, n) / sma(x, n)

        keltner_upper(n, k, m) = ema(close, n) + k * atr(m)
        keltner_lower(n, k, m) = ema(close, n) - k * atr(m)
        donchian_upper(n) = highest(high, n)
        donchian_lower(n) = lowest(low, n)
        donchian_middle(n) = (highest(high, n) + lowest(low, n)) / 2

        stoch(n) = 100 * (close - lowest(low, n)) / (highest(high, n) - lowest(low, n))
        stoch_k(n, m) = sma(stoch(n), m)
        stoch_d(n, m, d) = sma(stoch_k(n, m), d)
        williams_r(n) = stoch(n) - 100
        stoch_rsi(n, m, k) = sma(100 * (rsi(close, n) - lowest(rsi(close, n), m)) \
        / (highest(rsi(close, n), m) - lowest(rsi(close, n), m)), k)
        cci(n) = (hlc3 - sma(hlc3, n)) / (0.015 * meandev(hlc3, n))

        plus_dm = if(high - high[1] > low[1] - low and high > high[1], high - high[1], 0)
        minus_dm = if(low[1] - low > high - high[1] and low < low[1], low[1] - low, 0)
        plus_di(n) = 100 * rma(plus_dm, n) / atr(n)
        minus_di(n) = 100 * rma(minus_dm, n) / atr(n)
        dx(n) = 100 * abs(plus_di(n) - minus_di(n)) / (plus_di(n) + minus_di(n))
        adx(n) = rma(dx(n), n)

        aroon_up(n) = 100 * (n - age_of_highest(high, n + 1)) / n
        aroon_down(n) = 100 * (n - age_of_lowest(low, n + 1)) / n

        money_up = if(hlc3 > hlc3[1], hlc3 * volume, 0)
        money_down = if(hlc3 < hlc3[1], hlc3 * volume, 0)
        mfi(n) = 100 * sum(money_up, n) / (sum(money_up, n) + sum(money_down, n))
        obv(n) = sum(sign(close - close[1]) * volume, n)
        cmf(n) = sum(if(high == low, 0, (2 * close - high - low) / (high - low) * volume), n) \
        / sum(volume, n)

        tenkan = donchian_middle(9)
        kijun = donchian_middle(26)
        span_a = ((tenkan + kijun) / 2)[25]
        span_b = donchian_middle(52)[25]

        ha_close = ohlc4
        ha_high = max(high, ha_open, ha_close)
        ha_low = min(low, ha_open, ha_close)
        """
}

extension LanguageText {
    /// The lines, each as what it names and what that means.
    static var definitions: [(head: String, body: String)] {
        text.split(separator: "\n").compactMap { line in
            guard let mark = line.firstRange(of: " = ") else { return nil }
            let (head, body) = (line[..<mark.lowerBound], line[mark.upperBound...])
            return (String(head), String(body))
        }
    }
}
