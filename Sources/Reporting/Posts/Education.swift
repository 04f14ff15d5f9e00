internal import Market

/// A text to learn from: a title, and what it says in one post.
struct EducationText: Equatable, Sendable {
    let title: String
    let text: String
}

/// The library of texts: true whatever the market does, without advice and without promises.
enum Education {
    /// All texts, so ordered that neighbours are about different things.
    static let all: [EducationText] = (0..<(topics.map(\.count).max() ?? 0)).flatMap { row in
        topics.compactMap { row < $0.count ? $0[row] : nil }
    }

    /// The texts of each topic: psychology, risk, reading charts, orders, scams, trading on paper.
    static let topics: [[EducationText]] =
        table
        .split(separator: "\n", omittingEmptySubsequences: false).split(separator: "")
        .map { lines in
            lines.map { line in
                let title = line.prefix { $0 != ":" }
                let text = line.dropFirst(title.count + ": ".count)
                return EducationText(title: String(title), text: String(text))
            }
        }

    /// A text a line, its title before the first colon; an empty line between topics.
    private static let table = """
        LOSS AVERSION: Losing 100 hurts more than winning 100 pleases. So people sell winners \
        early and hold losers long: the reverse of what a written rule would do.
        REVENGE TRADING: After a loss the next trade feels like a way to get even. The market \
        does not know that you are owed anything. A pause written down beforehand does.
        HINDSIGHT: On yesterday's chart every turn looks obvious. Cover the right half and guess \
        again: that is what trading looked like while it happened.
        SUNK COST: What a position has cost so far is gone either way. The question is only \
        whether you would open it now, at this price, with what you know.
        CONFIRMATION BIAS: Whoever owns a coin reads the news that praises it. Write down what \
        would prove you wrong before you look for what proves you right.
        OUTCOME BIAS: A bad bet can win and a good one can lose. Whoever judges decisions by \
        single results is taught by luck.
        FEAR OF MISSING OUT: A price that has already risen is not a reason by itself. The move \
        you saw is the one you were not in. There will be other days.
        OVERCONFIDENCE: A row of wins feels like skill, and position sizes grow with the feeling. \
        Chance makes rows, too. A fixed size does not care how you feel.
        ANCHORING: The price you paid is a fact about you, not about the market. Nobody else \
        trades with your entry in mind.
        BOREDOM: Most of the time a rule says: wait. Trades made to end the waiting pay the same \
        fees as others and have no reason behind them.
        THE TRADING DIARY: Write down why you enter before you do. Memory edits itself to fit the \
        result. A line with a date on it does not.

        THE WAY BACK: A loss of 10% needs 11.1% to get back. 50% needs 100%, and 90% needs 900%. \
        Losses and gains of the same percent do not cancel.
        POSITION SIZE: With a stop 2% below the entry and 30% of the account in the position, the \
        planned loss is 0.6% of the account, before fees and jumps.
        BREAK-EVEN WIN RATE: If wins are three times as large as losses, one win in four breaks \
        even before fees. If both are equal, it takes one in two.
        DRAWDOWN: Drawdown is the fall from the highest point so far. It tells what holding on \
        felt like, which a final result does not.
        FEES ADD UP: At 0.1% a side, a round trip costs about 0.2% of the position. A hundred of \
        them cost about 20% of one position, win or lose.
        LEVERAGE: With leverage of 10, a move of 10% against you is the whole stake. Leverage \
        does not improve a decision, it only makes it count for more.
        EXPECTANCY: Win rate times average win, less loss rate times average loss: what a trade \
        came to on average. A high win rate alone says nothing.
        CORRELATION: Five coins that fall together are one position in five names. Spreading \
        money helps only as far as things move apart.
        PROFIT FACTOR: Gross profit divided by gross loss. Above 1 the trades earned, below 1 \
        they lost. Without a single loss it has no value at all.
        DOUBLING DOWN: Doubling after each loss, the eighth stake is 128 times the first. A row \
        of losses that is long enough comes to everybody who plays for long enough.
        A DAILY LIMIT: A daily loss limit does not make a strategy better. It makes sure that one \
        bad day stays one bad day.

        A CANDLE: Open, high, low, close: four prices of one span. A candle does not tell in \
        which order the high and the low came.
        CLOSED CANDLES: A candle that is still open can change until its last second. A signal \
        read from it may be gone by the close. Only closed candles are facts.
        MOVING AVERAGES: A moving average is the mean of the last closes. It smooths, and so it \
        lags: it tells where prices have been, not where they go.
        CROSSINGS: When a fast average crosses a slow one, recent prices have left older ones \
        behind. In a trend that helps. Sideways it is noise, and noise costs fees.
        RSI: The RSI compares average gains with average losses on a scale from 0 to 100. High \
        means that it rose a lot lately, not that it must fall.
        VOLUME: Volume counts what changed hands. For every buyer there was a seller: it shows \
        how much was traded, not who was right.
        TIMEFRAMES: The same market rises on one timeframe and falls on another. Say which one \
        you mean before you say where it is going.
        SUPPORT: A price where a market turned before is a memory of traders, not a floor. It \
        holds until it does not, and charts show best those that held.
        LOG SCALE: On a plain scale, a rise from 10 to 20 looks small beside one from 1,000 to \
        1,100. On a log scale, equal percents have equal heights.
        WARM-UP: An average of 25 closes needs 25 closes. Indicators read before they are warm \
        are made of too little, however exact they look.
        WICKS: A long wick shows a price that was reached and left again. It may have been one \
        large order. The next candle owes it nothing.

        MARKET ORDERS: A market order says: now, whatever it costs. It always finds a price, and \
        in a thin market that price can be far from the one on the screen.
        LIMIT ORDERS: A limit order says: at this price or better, or not at all. The price is \
        certain, the fill is not.
        STOP ORDERS: A stop becomes a market order once its price is touched. It bounds a loss in \
        calm markets. Over a jump it fills where trading goes on.
        STOP-LIMIT: A stop-limit becomes a limit order once touched. It cannot fill worse than \
        its limit, and so it may not fill at all while the price runs away.
        SLIPPAGE: Between the price you see and the price you get lies slippage. It is small on \
        each trade, nearly always against you, and easy to forget in tests.
        THE SPREAD: Buyers offer less than sellers ask. Buy and sell at once and you lose the \
        spread, though the price has not moved.
        MAKER AND TAKER: An order that waits in the book makes liquidity, one that trades at once \
        takes it. Many venues charge takers more.
        ORDER BOOK DEPTH: The best price holds for a certain amount only. A larger order eats \
        into worse prices, one level after the other.
        THE NEXT OPEN: A signal at a candle's close can be traded at the next open, not at that \
        close. Tests that trade at the close know something they could not.
        PARTIAL FILLS: An order may be filled in part and then wait. A limit order that was \
        touched is not always one that was filled: others stood before it.
        MINIMUM SIZE: Venues trade in steps and refuse orders under a minimum. What a formula \
        says must be rounded down to what can be ordered.

        GUARANTEED RETURNS: Nobody can guarantee what a market will do. Whoever does either does \
        not know that or hopes that you do not.
        SEED PHRASES: No support desk needs your seed phrase or your password. Whoever asks for \
        it wants what it opens.
        SIGNAL GROUPS: A group that shows only its winning calls shows nothing. Ask for all \
        calls, with dates, written down before the result was known.
        PUMP AND DUMP: When a crowd is told to buy a small coin at the same minute, those who \
        tell it have bought already. Somebody has to buy what they sell.
        DOUBLE YOUR COINS: Send one, get two back: no such giveaway has ever needed your coins \
        first. A famous face in the video changes nothing, faces can be faked.
        WITHDRAWAL FEES: A platform that shows a fine balance and wants a payment before it pays \
        out will want another payment after that one.
        THE NEW FRIEND: A stranger who writes by mistake, stays friendly for weeks and then knows \
        a platform with good profits: this is a script, used on many.
        SCREENSHOTS: A picture of a profit is quickly made. A record that can be checked by \
        others takes as long as the record.
        API KEYS: A key that may only read cannot lose your money. One that may withdraw can lose \
        all of it. Whoever asks for the second kind needs a reason.
        URGENCY: Only today, only ten places left: hurry is there to stop you from thinking. What \
        is sound today can be looked at tomorrow.
        SURVIVORS: A thousand try, one gets rich and tells how. The others did the same and are \
        not asked. Stories of winners are not evidence.

        PAPER IS CALM: Money that is not there cannot be lost, and nobody sleeps badly over it. \
        Paper trading tests rules. It does not test whether you keep to them.
        PAPER FILLS: On paper every order fills. In a market others are before you in the queue, \
        and your own order moves the price. Real results are usually worse.
        BACKTESTS: Try enough settings on old prices and one will shine by chance. What counts is \
        how it does on prices that it was not chosen on.
        SMALL SAMPLES: 7 wins of 10 fits any true win rate from about 40% to 89% (95% interval). \
        Ten trades say much less than they seem to.
        BUY AND HOLD: The simplest comparison: what would buying once and waiting have done over \
        the same days? A strategy that is not compared with it is not judged.
        WHAT PAPER LEAVES OUT: Taxes, outages, withdrawals, a venue that fails: none of it \
        happens on paper. Each of it can matter more than an entry signal.
        ONE MARKET, ONE TIME: Rules that did well in a rising market have mostly shown that the \
        market rose. Markets change, and rules do not notice.
        AN HONEST RECORD: A record is worth what it cannot hide: every trade, every fee, every \
        restart, written when it happened. All else is a selection.
        NO LOOKING AHEAD: A test that uses a price before it was known always wins. Each decision \
        may use only what had happened by then.
        COSTS FIRST: Many strategies win before costs. Put fees, spread and slippage in first, \
        and see what is left to talk about.
        WHAT IT CAN TEACH: Paper trading can show that a rule loses, cheaply. It cannot prove \
        that a rule wins. Both are worth knowing.
        """
}

extension PostWriter {
    /// A text of the library, by turn.
    package func educationPost(turn: Int) -> Post {
        educationPost(Education.all[Self.index(turn, of: Education.all.count)])
    }

    func educationPost(_ text: EducationText) -> Post {
        Post(
            kind: .education,
            body: body("🎓 \(brand.name) SCHOOL: \(text.title)", text.text),
            tail: tail(hashtags: brand.hashtags))
    }
}
