"""The strategy in vectorbt: whole arrays at once, candles from a CSV.

Differs: no risk pauses; the stop is seen before the target as here, both at their own price; orders
decided on a close fill at the next open by shifting the signals; 30 % of the cash, not floored to a
quantity step. Averages are binary floating point.
"""
import json
import sys

import numpy as np
import pandas as pd
import vectorbt as vbt

NAMES = ["time", "open", "high", "low", "close", "volume"]


def wilder_rsi(close, period=14):
    change = np.diff(close, prepend=close[0])
    gain = pd.Series(np.maximum(change, 0)).ewm(alpha=1 / period, adjust=False).mean()
    loss = pd.Series(np.maximum(-change, 0)).ewm(alpha=1 / period, adjust=False).mean()
    return (100 - 100 / (1 + gain / loss)).to_numpy()


candles = pd.read_csv(sys.argv[1], header=None, names=NAMES, index_col="time", usecols=range(6))
candles.index = pd.to_datetime(candles.index, unit="ms")
fast = vbt.MA.run(candles.close, 7).ma
slow = vbt.MA.run(candles.close, 25).ma
above = (fast > slow).to_numpy()
before = np.roll(above, 1)
rsi = wilder_rsi(candles.close.to_numpy())
warm = np.arange(len(candles)) >= 500
entries = pd.Series(above & ~before & (rsi < 70) & warm, candles.index).shift(1, fill_value=False)
exits = pd.Series(~above & before & warm, candles.index).shift(1, fill_value=False)
portfolio = vbt.Portfolio.from_signals(
    candles.close, entries, exits, open=candles.open, high=candles.high, low=candles.low,
    price=candles.open, size=0.3, size_type="percent", init_cash=10_000, fees=0.001,
    slippage=0.0003, sl_stop=0.02, tp_stop=0.06, accumulate=False, freq="5min")
stats = portfolio.stats(silence_warnings=True)
print(json.dumps({
    "tool": f"vectorbt {vbt.__version__}", "candles": len(candles),
    "trades": int(stats["Total Closed Trades"]), "equity": float(portfolio.final_value())}))
