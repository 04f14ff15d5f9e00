"""The rules of rules.py in backtesting.py: its event loop in Python, over signals made before.

Differs: slippage is its spread, on entries alone, which over ten thousand trades that compound
makes its equity more than twice ours; stop and target count from the close that decided, since an
order must name them before it fills, which makes a few trades more.

    backtesting_rules.py FILE                   from CSV to statistics
    backtesting_rules.py FILE ROUNDS            in memory: the best of so many passes
"""
import json
import sys
import time
import warnings

from backtesting import Strategy, __version__
from backtesting.lib import FractionalBacktest

from rules import WARM_UP, Rules, read

warnings.filterwarnings("ignore")


class Strength(Strategy):
    def init(self):
        rules = Rules(self.data.df)
        leaves = rules.exit()
        self.leaves = self.I(lambda: leaves, plot=False)
        self.enters = self.I(lambda: rules.enter() & ~leaves, plot=False)

    def next(self):
        if self.position:
            if self.leaves[-1]:
                self.position.close()
        elif self.enters[-1]:
            price = self.data.Close[-1]
            self.buy(size=0.3, sl=price * 0.98, tp=price * 1.06)


def backtest(candles):
    return FractionalBacktest(
        candles, Strength, cash=10_000, commission=0.001, spread=0.0003, finalize_trades=False,
        fractional_unit=1e-5).run()


def main(path, rounds=0):
    candles = read(path)
    if rounds:
        best = float("inf")
        for _ in range(rounds):
            start = time.perf_counter()
            backtest(candles)
            best = min(best, time.perf_counter() - start)
        print(f"candles_per_second {len(candles) / best:.0f}")
    else:
        stats = backtest(candles)
        print(json.dumps({
            "tool": f"backtesting {__version__}", "candles": len(candles),
            "trades": int(stats["# Trades"]), "equity": float(stats["Equity Final [$]"])}))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
