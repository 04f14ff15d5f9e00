/// Names that other languages have for what is said otherwise here.
package enum ForeignNames {
    /// What is written instead, each by itself, and what is worth knowing of it.
    static let hints: [(names: [String], instead: [String], note: String)] = [
        (
            ["stochastic", "stoch_fast", "stoch_slow"],
            ["stoch(n)", "stoch_k(n, m)", "stoch_d(n, m, d)"], ""
        ),
        (["wilder", "smma", "rolling_wilder"], ["rma(x, n)"], ", which is Wilder's average"),
        (
            ["bollinger", "bbands", "bb", "bollinger_bands"],
            ["bb_upper(x, n, k)", "bb_lower(x, n, k)", "bb_percent(x, n, k)", "bb_width(x, n, k)"],
            ""
        ),
        (["barssince", "bars_since"], ["since(c, n)"], ""),
        (
            ["highestbars", "argmax", "highest_bars"], ["age_of_highest(x, n)"],
            ", which counts from 0 up"
        ),
        (
            ["lowestbars", "argmin", "lowest_bars"], ["age_of_lowest(x, n)"],
            ", which counts from 0 up"
        ),
        (["valuewhen"], ["value_when(c, x, n)"], ""),
        (
            ["ma", "moving_average", "mean", "avg", "average", "rolling_mean"], ["sma(x, n)"], ""
        ),
        (["ewm", "exponential"], ["ema(x, n)"], ""),
        (["std", "stddev", "std_dev"], ["stdev(x, n)"], ""),
        (["variance"], ["stdev(x, n) * stdev(x, n)"], ""),
        (
            ["crossover", "crossed_above", "cross_above", "crosses_above"], ["x crosses above y"],
            ""
        ),
        (
            ["crossunder", "crossed_below", "cross_below", "crosses_below"], ["x crosses below y"],
            ""
        ),
        (["cross"], ["x crosses above y or x crosses below y"], ""),
        (
            ["na", "isna", "isnan", "nan", "nz"], ["unknown", "known(x)", "if(known(x), x, 0)"], ""
        ),
        (["iff", "iif", "where", "when"], ["if(c, x, y)"], ""),
        (
            ["rolling_max", "hhv", "maximum"], ["highest(x, n)", "max(x, y)"],
            ": the first over candles, the second of two values"
        ),
        (
            ["rolling_min", "llv", "minimum"], ["lowest(x, n)", "min(x, y)"],
            ": the first over candles, the second of two values"
        ),
        (["shift", "ref", "offset", "lag", "previous", "prev"], ["x[n]"], ""),
        (["momentum", "mom"], ["change(x, n)", "roc(x, n)"], ""),
        (["true_range", "trange"], ["tr"], ""),
        (["average_true_range"], ["atr(n)"], ""),
        (["sar", "parabolic_sar"], ["psar(step, most)"], ""),
        (["ichimoku"], ["tenkan", "kijun", "span_a", "span_b"], ""),
        (["keltner"], ["keltner_upper(n, k, m)", "keltner_lower(n, k, m)"], ""),
        (["donchian"], ["donchian_upper(n)", "donchian_lower(n)", "donchian_middle(n)"], ""),
        (["aroon"], ["aroon_up(n)", "aroon_down(n)"], ""),
        (["heikin_ashi", "heikinashi"], ["ha_open", "ha_high", "ha_low", "ha_close"], ""),
        (["typical_price"], ["hlc3"], ""),
        (["random", "rand"], ["noise(k)"], ", which is the same in every run"),
        (["dayofweek", "day_of_week"], ["weekday"], ", where Monday is 1"),
        (["ceil"], ["0 - floor(0 - k)"], ", of constants"),
        (
            ["log", "ln", "exp", "pow", "sin", "cos"], [],
            "nothing: only + - * / and sqrt mean the same on every machine"
        ),
        (["pct_change", "percent_change"], ["roc(x, n)"], ""),
        (["position_avg_price", "avg_price", "entry", "buy_price"], ["entry_price"], ""),
        (["bars_since_entry", "holding", "bars_in_trade"], ["bars_held"], ""),
        (
            ["profit", "current_profit", "pnl"], ["profit_percent"],
            ", in exit, target and trail"
        ),
        (
            ["high_since_entry", "highest_since_entry"], ["peak"], ", in exit, target and trail"
        ),
        (["low_since_entry", "lowest_since_entry"], ["trough"], ", in exit, target and trail"),
        (["price"], ["close", "hlc3"], ""),
        (["vol"], ["volume"], ""),
        (["null", "none", "nil"], ["unknown"], ""),
    ]

    /// What is said here for a name of elsewhere; upper and lower case are alike.
    package static func hint(for name: String) -> String? {
        let name = name.lowercased()
        return hints.first { $0.names.contains(name) }.map {
            "write \($0.instead.joined(separator: ", "))\($0.note)"
        }
    }
}
