"""The rules of Benchmarks/Rules/algom.json as whole arrays, made before the tools' engines run.

Differs: binary floating point; averages that weigh all candles start from the first one, which the
500 candles of warm-up forget.
"""
import pandas as pd

NAMES = ["time", "Open", "High", "Low", "Close", "Volume"]
WARM_UP = 500


def read(path):
    candles = pd.read_csv(path, header=None, names=NAMES, index_col="time", usecols=range(6))
    candles.index = pd.to_datetime(candles.index, unit="ms")
    return candles


def wilder(values):
    return values.ewm(alpha=1 / 14, adjust=False).mean()


def exponential(values, period):
    return values.ewm(span=period, adjust=False).mean()


class Rules:
    """What enters and exits over candles; what no parameter changes is computed once."""

    def __init__(self, candles):
        high, low, close = candles.High, candles.Low, candles.Close
        self.high, self.low, self.close = high, low, close
        change, before = close.diff(), close.shift(1)
        rsi = 100 - 100 / (1 + wilder(change.clip(lower=0)) / wilder((-change).clip(lower=0)))
        fast, slow = exponential(close, 12), exponential(close, 26)
        band = close.rolling(20)
        # The true range: the highest high, or close before it, less the lowest.
        true_range = high.where(high > before, before) - low.where(low < before, before)
        natr = 100 * wilder(true_range) / close
        self.strong = (
            (fast > slow) & (rsi < 80) & (close > band.mean() + band.std(ddof=0)) & (natr < 5))
        self.strong.iloc[:WARM_UP] = False
        macd = fast - slow
        above = macd - exponential(macd, 9)
        self.weak = (above < 0) & (above.shift(1) >= 0) & (close < close.rolling(50).mean())

    def enter(self, entry=20):
        return (self.strong & (self.close > self.high.rolling(entry).max().shift(1))).to_numpy()

    def exit(self, leave=10):
        return (self.weak | (self.close < self.low.rolling(leave).min().shift(1))).to_numpy()
