/// What the functions that are written in the language look like once they are expanded.
///
/// A line each, the largest first: its name, how many arguments it has, and its expansion with each
/// operation before what it is of. `$0` is a series or condition that was given, `#0` a number,
/// `+0` the one after it, `*0` twice of it. The test of this text makes it of the language's own:
/// where it fails it prints what should stand here. Made anew it would cost more than a tick.
enum FunctionShapes {
    static let series: Character = "$"
    static let number: Character = "#"
    static let next: Character = "+"
    static let double: Character = "*"

    static let text = """
        adx 1 rma/2 / * 100 abs/1 - / * 100 rma/2 if/3 and > - high/0 [ 1 high/0 - [ 1 low/0 \
        low/0 > high/0 [ 1 high/0 - high/0 [ 1 high/0 0 #0 rma/2 max/3 - high/0 low/0 abs/1 - \
        high/0 [ 1 close/0 abs/1 - low/0 [ 1 close/0 #0 / * 100 rma/2 if/3 and > - [ 1 low/0 \
        low/0 - high/0 [ 1 high/0 < low/0 [ 1 low/0 - [ 1 low/0 low/0 0 #0 rma/2 max/3 - \
        high/0 low/0 abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 close/0 #0 + / * 100 rma/2 \
        if/3 and > - high/0 [ 1 high/0 - [ 1 low/0 low/0 > high/0 [ 1 high/0 - high/0 [ 1 \
        high/0 0 #0 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 \
        close/0 #0 / * 100 rma/2 if/3 and > - [ 1 low/0 low/0 - high/0 [ 1 high/0 < low/0 [ 1 \
        low/0 - [ 1 low/0 low/0 0 #0 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 \
        abs/1 - low/0 [ 1 close/0 #0 #0
        dx 1 / * 100 abs/1 - / * 100 rma/2 if/3 and > - high/0 [ 1 high/0 - [ 1 low/0 low/0 > \
        high/0 [ 1 high/0 - high/0 [ 1 high/0 0 #0 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ \
        1 close/0 abs/1 - low/0 [ 1 close/0 #0 / * 100 rma/2 if/3 and > - [ 1 low/0 low/0 - \
        high/0 [ 1 high/0 < low/0 [ 1 low/0 - [ 1 low/0 low/0 0 #0 rma/2 max/3 - high/0 low/0 \
        abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 close/0 #0 + / * 100 rma/2 if/3 and > - \
        high/0 [ 1 high/0 - [ 1 low/0 low/0 > high/0 [ 1 high/0 - high/0 [ 1 high/0 0 #0 rma/2 \
        max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 close/0 #0 / * 100 \
        rma/2 if/3 and > - [ 1 low/0 low/0 - high/0 [ 1 high/0 < low/0 [ 1 low/0 - [ 1 low/0 \
        low/0 0 #0 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 \
        close/0 #0
        mfi 1 / * 100 sum/2 if/3 > / + + high/0 low/0 close/0 3 [ 1 / + + high/0 low/0 close/0 \
        3 * / + + high/0 low/0 close/0 3 volume/0 0 #0 + sum/2 if/3 > / + + high/0 low/0 \
        close/0 3 [ 1 / + + high/0 low/0 close/0 3 * / + + high/0 low/0 close/0 3 volume/0 0 \
        #0 sum/2 if/3 < / + + high/0 low/0 close/0 3 [ 1 / + + high/0 low/0 close/0 3 * / + + \
        high/0 low/0 close/0 3 volume/0 0 #0
        plus_di 1 / * 100 rma/2 if/3 and > - high/0 [ 1 high/0 - [ 1 low/0 low/0 > high/0 [ 1 \
        high/0 - high/0 [ 1 high/0 0 #0 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 \
        abs/1 - low/0 [ 1 close/0 #0
        minus_di 1 / * 100 rma/2 if/3 and > - [ 1 low/0 low/0 - high/0 [ 1 high/0 < low/0 [ 1 \
        low/0 - [ 1 low/0 low/0 0 #0 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 \
        abs/1 - low/0 [ 1 close/0 #0
        cci 1 / - / + + high/0 low/0 close/0 3 sma/2 / + + high/0 low/0 close/0 3 #0 * 0.015 \
        meandev/2 / + + high/0 low/0 close/0 3 #0
        money_up 0 if/3 > / + + high/0 low/0 close/0 3 [ 1 / + + high/0 low/0 close/0 3 * / + \
        + high/0 low/0 close/0 3 volume/0 0
        money_down 0 if/3 < / + + high/0 low/0 close/0 3 [ 1 / + + high/0 low/0 close/0 3 * / \
        + + high/0 low/0 close/0 3 volume/0 0
        stoch_rsi 3 sma/2 / * 100 - rsi/2 close/0 #0 lowest/2 rsi/2 close/0 #0 #1 - highest/2 \
        rsi/2 close/0 #0 #1 lowest/2 rsi/2 close/0 #0 #1 #2
        plus_dm 0 if/3 and > - high/0 [ 1 high/0 - [ 1 low/0 low/0 > high/0 [ 1 high/0 - \
        high/0 [ 1 high/0 0
        minus_dm 0 if/3 and > - [ 1 low/0 low/0 - high/0 [ 1 high/0 < low/0 [ 1 low/0 - [ 1 \
        low/0 low/0 0
        cmf 1 / sum/2 if/3 == high/0 low/0 0 * / - - * 2 close/0 high/0 low/0 - high/0 low/0 \
        volume/0 #0 sum/2 volume/0 #0
        keltner_upper 3 + ema/2 close/0 #0 * #1 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 \
        close/0 abs/1 - low/0 [ 1 close/0 #2
        keltner_lower 3 - ema/2 close/0 #0 * #1 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 \
        close/0 abs/1 - low/0 [ 1 close/0 #2
        span_a 0 [ 25 / + / + highest/2 high/0 9 lowest/2 low/0 9 2 / + highest/2 high/0 26 \
        lowest/2 low/0 26 2 2
        natr 1 / * 100 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 \
        close/0 #0 close/0
        stoch_d 3 sma/2 sma/2 / * 100 - close/0 lowest/2 low/0 #0 - highest/2 high/0 #0 \
        lowest/2 low/0 #0 #1 #2
        atr 1 rma/2 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 close/0 \
        #0
        tema 2 + - * 3 ema/2 $0 #1 * 3 ema/2 ema/2 $0 #1 #1 ema/2 ema/2 ema/2 $0 #1 #1 #1
        williams_r 1 - / * 100 - close/0 lowest/2 low/0 #0 - highest/2 high/0 #0 lowest/2 \
        low/0 #0 100
        stoch_k 2 sma/2 / * 100 - close/0 lowest/2 low/0 #0 - highest/2 high/0 #0 lowest/2 \
        low/0 #0 #1
        macd_histogram 3 - - ema/2 close/0 #0 ema/2 close/0 #1 ema/2 - ema/2 close/0 #0 ema/2 \
        close/0 #1 #2
        tr 0 max/3 - high/0 low/0 abs/1 - high/0 [ 1 close/0 abs/1 - low/0 [ 1 close/0
        stoch 1 / * 100 - close/0 lowest/2 low/0 #0 - highest/2 high/0 #0 lowest/2 low/0 #0
        bb_percent 3 / - $0 - sma/2 $0 #1 * #2 stdev/2 $0 #1 * *2 stdev/2 $0 #1
        ha_low 0 min/3 low/0 ha_open/0 / + + + open/0 high/0 low/0 close/0 4
        ha_high 0 max/3 high/0 ha_open/0 / + + + open/0 high/0 low/0 close/0 4
        span_b 0 [ 25 / + highest/2 high/0 52 lowest/2 low/0 52 2
        obv 1 sum/2 * sign/1 - close/0 [ 1 close/0 volume/0 #0
        tenkan 0 / + highest/2 high/0 9 lowest/2 low/0 9 2
        ohlc4 0 / + + + open/0 high/0 low/0 close/0 4
        kijun 0 / + highest/2 high/0 26 lowest/2 low/0 26 2
        donchian_middle 1 / + highest/2 high/0 #0 lowest/2 low/0 #0 2
        aroon_up 1 / * 100 - #0 age_of_highest/2 high/0 +0 #0
        aroon_down 1 / * 100 - #0 age_of_lowest/2 low/0 +0 #0
        dema 2 - * 2 ema/2 $0 #1 ema/2 ema/2 $0 #1 #1
        macd_signal 3 ema/2 - ema/2 close/0 #0 ema/2 close/0 #1 #2
        vwma 2 / sum/2 * $0 volume/0 #1 sum/2 volume/0 #1
        hlc3 0 / + + high/0 low/0 close/0 3
        roc 2 * 100 - / $0 [ #1 $0 1
        rising 2 == count/2 > $0 [ 1 $0 #1 #1
        macd 2 - ema/2 close/0 #0 ema/2 close/0 #1
        falling 2 == count/2 < $0 [ 1 $0 #1 #1
        bb_width 3 / * *2 stdev/2 $0 #1 sma/2 $0 #1
        bb_upper 3 + sma/2 $0 #1 * #2 stdev/2 $0 #1
        bb_lower 3 - sma/2 $0 #1 * #2 stdev/2 $0 #1
        zscore 2 / - $0 sma/2 $0 #1 stdev/2 $0 #1
        hl2 0 / + high/0 low/0 2
        within 2 > count/2 $0 #1 0
        held 2 == count/2 $0 #1 #1
        """
}
