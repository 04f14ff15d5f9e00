"""The rules of rules.py in vectorbt: its engine over arrays of signals.

Differs: orders decided on a close fill at the next open by shifting the signals; stop and target
are watched from the candle after the fill, and come before a sale that was decided at the close
before; a stop that is hit fills at its price without slippage; 30 % of the cash, not floored to a
quantity step.

    vectorbt_rules.py FILE                      from CSV to statistics
    vectorbt_rules.py FILE ROUNDS [ENGINE]      in memory: the best of so many compiled passes

ENGINE is rust, which goes ahead where it is installed, or numba.
"""
import json
import sys
import time

import numpy as np
import vectorbt as vbt

from rules import Rules, read


def orders(candles, entries, exits):
    """Signals of one candle are orders at the open of the next."""
    entries, exits = (np.vstack([np.zeros((1, x.shape[1]), bool), x[:-1]]) for x in (entries, exits))
    return vbt.Portfolio.from_signals(
        candles.Close, entries, exits, open=candles.Open, high=candles.High, low=candles.Low,
        price=candles.Open, size=0.3, size_type="percent", init_cash=10_000, fees=0.001,
        slippage=0.0003, sl_stop=0.02, tp_stop=0.06, stop_entry_price="fillprice",
        accumulate=False, freq="5min")


def backtest(candles):
    rules = Rules(candles)
    enter, leave = rules.enter(), rules.exit()
    return orders(candles, (enter & ~leave)[:, None], leave[:, None])


def main(path, rounds=0, engine="auto"):
    vbt.settings["engine"] = engine
    candles = read(path)
    if rounds:
        backtest(candles).trades.closed.count()
        best = float("inf")
        for _ in range(int(rounds)):
            start = time.perf_counter()
            portfolio = backtest(candles)
            portfolio.trades.closed.count()
            portfolio.final_value()
            best = min(best, time.perf_counter() - start)
        print(f"candles_per_second {len(candles) / best:.0f}")
    else:
        portfolio = backtest(candles)
        stats = portfolio.stats(column=0, silence_warnings=True)
        print(json.dumps({
            "tool": f"vectorbt {vbt.__version__}", "candles": len(candles),
            "trades": int(stats["Total Closed Trades"]),
            "equity": float(stats["End Value"])}))


if __name__ == "__main__":
    main(*sys.argv[1:])
