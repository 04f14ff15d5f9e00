"""The strategy in backtesting.py: an event loop in Python over indicators made beforehand.

Differs: no risk pauses; slippage is its spread, on entries alone; stop and target count from the
close that decided, since an order must name them before it fills; averages are binary.
"""
import json
import sys
import warnings

import numpy as np
import pandas as pd
from backtesting import Strategy, __version__
from backtesting.lib import FractionalBacktest

warnings.filterwarnings("ignore")
NAMES = ["time", "Open", "High", "Low", "Close", "Volume"]


def average(values, period):
    return pd.Series(values).rolling(period).mean()


def wilder_rsi(values, period=14):
    change = pd.Series(values).diff().fillna(0)
    gain = change.clip(lower=0).ewm(alpha=1 / period, adjust=False).mean()
    loss = (-change).clip(lower=0).ewm(alpha=1 / period, adjust=False).mean()
    return 100 - 100 / (1 + gain / loss)


class Crossover(Strategy):
    def init(self):
        self.fast = self.I(average, self.data.Close, 7)
        self.slow = self.I(average, self.data.Close, 25)
        self.rsi = self.I(wilder_rsi, self.data.Close)

    def next(self):
        if len(self.data) <= 500:
            return
        rises, rose = self.fast[-1] > self.slow[-1], self.fast[-2] > self.slow[-2]
        if self.position:
            if rose and not rises:
                self.position.close()
        elif rises and not rose and self.rsi[-1] < 70:
            price = self.data.Close[-1]
            self.buy(size=0.3, sl=price * 0.98, tp=price * 1.06)


candles = pd.read_csv(sys.argv[1], header=None, names=NAMES, index_col="time", usecols=range(6))
candles.index = pd.to_datetime(candles.index, unit="ms")
test = FractionalBacktest(
    candles, Crossover, cash=10_000, commission=0.001, spread=0.0003, finalize_trades=False,
    fractional_unit=1e-5)
stats = test.run()
print(json.dumps({
    "tool": f"backtesting {__version__}", "candles": len(candles),
    "trades": int(stats["# Trades"]), "equity": float(stats["Equity Final [$]"])}))
