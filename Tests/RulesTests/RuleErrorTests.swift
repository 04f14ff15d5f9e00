import Market
import Testing

@testable import Rules

struct RuleErrorTests {
    @Test(
        arguments: [
            (
                "close > rsi(close, 14)", "compares a price with a plain number",
                "close > rsi(close, 14)"
            ),
            ("close + volume > 1", "adds a price and a volume", "close + volume"),
            ("close > 5 > 3", "comparisons do not chain | write x < y and y < z", "> 5 >"),
            (
                "close > sma(close, 0)",
                "the period of 'sma' is a whole number from 1 to 10,000, not 0", "0"
            ),
            ("close > smaa(close, 5)", "there is no function 'smaa' | did you mean 'sma'?", "smaa"),
            (
                "close > stochastic(5)",
                "there is no function 'stochastic' | write stoch(n), stoch_k(n, m), stoch_d(n, m, d)",
                "stochastic"
            ),
            ("obv > 5", "'obv' takes 1 argument | a window: obv(n)", "obv"),
            ("close > tenkan(9)", "'tenkan' takes no arguments | write tenkan alone", "tenkan(9)"),
            (
                "close > tenkan()",
                "'tenkan' has empty parentheses | what takes no arguments is written without them: tenkan",
                "tenkan()"
            ),
            (
                "close",
                "a condition is wanted here, and this is a price | compare it with something",
                "close"
            ),
            ("close > close[-1]", "no later candle can be seen | x[1] is the candle before", "-1"),
            (
                "close > close[hour]",
                "an index is a constant: so many candles before | value_when(c, x, n) finds what x was when c held",
                "hour"
            ),
            (
                "close > entry_price",
                "'entry_price' has no meaning in enter | it stands in exit, stop, target, trail and size",
                "entry_price"
            ),
            (
                "bars_flat[1] > 2",
                "'bars_flat' cannot stand in '[1]', which remembers earlier candles | the position is known as it is now alone: compare with it outside",
                "bars_flat"
            ),
            (
                "close > ema(close@1h, 5)",
                "candles of 1h cannot be made of candles of 1h | the trader's own candles are named without @1h",
                "close@1h"
            ),
            (
                "close > sma(close, 3)@3m",
                "candles of 3m cannot be made of candles of 1h | what stands behind @ is longer than the trader's timeframe, and divided by it",
                "sma(close, 3)@3m"
            ),
            ("close > (close@4h)@1d", "'@1d' stands outside of another @", "(close@4h)@1d"),
            ("close > close@5x", "'5x' is no timeframe | known are 3m, 5m, 15m", "@5x"),
            ("(close > 5", "this is not closed | a ')' is missing", "("),
            ("close > 5)", "')' closes nothing", ")"),
            ("close >", "it ends where a value is expected", ">"),
            ("close > 5 && open > 3", "'&&' is not of this language | write 'and'", "&&"),
            ("close = 5", "'=' is not of this language | write '==' to compare", "="),
            (
                "close > .5", "a number has digits on both sides of its point | write 0.5", ".5"
            ),
            ("close > 1e5", "numbers are spelled without an exponent | write 100000", "1e5"),
            (
                "sma(close, 5) > 3 and sma(sma(close, 9000), 2000)@1d > 3",
                "this needs 264000 candles, and 100000 are the most | periods and candles behind an @ multiply: shorten one of them",
                "sma(sma(close, 9000), 2000)@1d"
            ),
            (
                "close > atr(7000)@1d",
                "this needs 168048 candles, and 100000 are the most", "atr(7000)@1d"
            ),
            (
                "close > 5 rsi",
                "something is missing before 'rsi' | an operator: + - * /, a comparison, 'and' or 'or'",
                "rsi"
            ),
            ("close > 1 / 0", "this constant has no value", "1 / 0"),
            (
                "close > atr(0)",
                "in 'atr': the period of 'rma' is a whole number from 1 to 10,000, not 0 | write atr(n)",
                "atr(0)"
            ),
            (
                "close > atr(close)",
                "in 'atr': the period of 'rma' is a constant, and close changes | write atr(n)",
                "atr(close)"
            ),
            (
                "self > 1", "'self' stands in the second part of a recur alone | recur(x, y, n)",
                "self"
            ),
            (
                "recur(close, recur(close, self, 5), 5) > close",
                "a recur cannot stand in the second part of another | it may stand in the first",
                "recur(close, self, 5)"
            ),
            (
                "recur(close, self * self, 5) > close",
                "'recur' starts as a price and goes on as a price²", "recur(close, self * self, 5)"
            ),
            (
                "if(close > open, close, volume) > 5", "'if' mixes a price with a volume",
                "if(close > open, close, volume)"
            ),
            (
                "if(close > open, 1, 0) + close > 5",
                "adds a plain number and a price | a plain number becomes a price times one: close * 1.02, entry_price * 0.98",
                "if(close > open, 1, 0) + close"
            ),
            (
                "close > 5 and volume",
                "'and' wants a condition, and volume is a volume | compare it with something",
                "volume"
            ),
            (
                "sma(close > open, 5) > 1",
                "'sma' wants a number, and close > open is a condition | if(c, 1, 0) makes a number of a condition",
                "close > open"
            ),
            (
                "close crosses over open",
                "'above' or 'below' follows 'crosses' | write x crosses above y", "crosses"
            ),
            (
                "ta.sma(close, 3) > 5",
                "names have no parts | write sma, without what stands before its point", "ta.sma"
            ),
            ("close > 5 # now", "'#' is not of this language", "#"),
            ("", "the text is empty", ""),
            ("   ", "the text is empty", "   "),
            (
                "noise(0.5) > 1",
                "this argument of 'noise' is a whole number from 0 to 2⁵³, not 0.5", "0.5"
            ),
            (
                "close > 5 not open > 3", "'not' cannot stand between two values | write 'and not'",
                "not"
            ),
        ])
    func `says what is wrong, where, and what helps`(
        _ text: String, _ words: String, _ mark: String
    ) {
        let refusal = refusal(of: text)
        #expect(refusal?.words.hasPrefix(words) == true, "\(refusal?.words ?? "accepted")")
        if !mark.isEmpty { #expect(refusal?.mark == mark) }
    }

    @Test func `marks the part of the line`() {
        let text = StrategyText(
            name: "channel",
            enter: [TaggedText(tag: "breakout", "close > open and\n  close > rsi(close, 14)")])
        do {
            _ = try RuleStrategy(text, timeframe: nil)
            Issue.record("accepted")
        } catch {
            #expect(
                error.description == """
                    strategies.channel.enter.breakout: compares a price with a plain number
                          close > rsi(close, 14)
                          ^^^^^^^^^^^^^^^^^^^^^^
                        a plain number becomes a price times one: close * 1.02, entry_price * 0.98
                    """)
        }
    }

    @Test func `shows a part of a long line`() {
        let front = String(repeating: "close > open and ", count: 50)
        let text = front + "close > volume" + String(repeating: " and close > open", count: 50)
        do {
            _ = try RuleStrategy(entering(text), timeframe: nil)
            Issue.record("accepted")
        } catch {
            let lines = error.quotation
            #expect(lines.count == 2 && lines[0].hasPrefix("…") && lines[0].hasSuffix("…"))
            let start = lines[1].prefix { $0 == " " }.count
            #expect(String(lines[0].dropFirst(start).prefix(14)) == "close > volume")
            #expect(lines[1].hasSuffix(String(repeating: "^", count: 14)))
        }
    }

    @Test(
        arguments: [
            ("2", "did you mean \"2%\"?"), ("room", "did you mean \"room%\"?"),
            ("0%", "a stop is above 0 % and below 100 %, not 0 %"),
            ("100%", "a stop is above 0 % and below 100 %, not 100 %"),
            ("romo%", "did you mean 'room'?"),
            ("rsi(close, 14)", "a price is wanted here, and this is a plain number"),
            ("peak", "'peak' has no meaning in stop"),
            ("1.123456789%", "1.123456789 % has more than 8 decimals"),
            ("close > open", "a price is wanted here, and this is a condition"),
            ("if(close > open, 5, 4)", "a price is wanted here, and this is a plain number"),
        ])
    func `a stop is a percentage or a price`(_ stop: String, _ words: String) {
        var text = entering("close > open", parameters: ["room": "3"])
        text.stop = stop
        do {
            _ = try RuleStrategy(text, timeframe: nil)
            Issue.record("accepted")
        } catch { #expect(error.description.contains(words), "\(error)") }
    }

    @Test(arguments: [
        "2%", " 2.5 % ", "room%", "entry_price * 0.9", "close", "lowest(low, 3)[1]", "unknown",
    ])
    func `a stop may be`(_ stop: String) throws {
        var text = entering("close > open", parameters: ["room": "3"])
        text.stop = stop
        _ = try RuleStrategy(text, timeframe: nil)
    }
}
