"""The strategy in backtrader: an event loop in Python over indicators of its own.

Differs: no risk pauses; stop and target are child orders of the entry, counted from the close that
decided; slippage is its own percentage; averages are binary.
"""
import json
import sys

import backtrader as bt
import pandas as pd

NAMES = ["time", "open", "high", "low", "close", "volume"]


class Crossover(bt.Strategy):
    def __init__(self):
        self.cross = bt.ind.CrossOver(
            bt.ind.SMA(self.data.close, period=7), bt.ind.SMA(self.data.close, period=25))
        self.rsi = bt.ind.RSI(self.data.close, period=14, safediv=True)
        self.children = []
        self.trades = 0

    def notify_trade(self, trade):
        self.trades += trade.isclosed

    def next(self):
        if len(self) <= 500:
            return
        if self.position:
            if self.cross[0] < 0:
                for order in self.children:
                    self.cancel(order)
                self.close()
        elif self.cross[0] > 0 and self.rsi[0] < 70:
            price = self.data.close[0]
            orders = self.buy_bracket(
                size=self.broker.getcash() * 0.3 / price, exectype=bt.Order.Market,
                stopprice=price * 0.98, limitprice=price * 1.06)
            self.children = orders[1:]


candles = pd.read_csv(sys.argv[1], header=None, names=NAMES, index_col="time", usecols=range(6))
candles.index = pd.to_datetime(candles.index, unit="ms")
cerebro = bt.Cerebro(stdstats=False)
cerebro.adddata(bt.feeds.PandasData(dataname=candles))
cerebro.addstrategy(Crossover)
cerebro.addanalyzer(bt.analyzers.DrawDown)
cerebro.broker.setcash(10_000)
cerebro.broker.setcommission(commission=0.001)
cerebro.broker.set_slippage_perc(0.0003)
strategy = cerebro.run()[0]
print(json.dumps({
    "tool": f"backtrader {bt.__version__}", "candles": len(candles),
    "trades": strategy.trades, "equity": cerebro.broker.getvalue()}))
