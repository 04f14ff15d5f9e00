"""The strategy in nautilus_trader: a compiled event engine with an exchange of its own.

Differs: no risk pauses; a market order fills at once, at the close that decided; stop and target
are watched on closes, since contingent orders would be another strategy; no slippage, which over
thousands of trades is most of the difference in equity; fees are the instrument's (0.1 %).
"""
import json
import sys
from decimal import Decimal

import nautilus_trader
import pandas as pd
from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.config import LoggingConfig
from nautilus_trader.indicators import MovingAverageType, RelativeStrengthIndex, SimpleMovingAverage
from nautilus_trader.model.currencies import USDT
from nautilus_trader.model.data import BarType
from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
from nautilus_trader.model.identifiers import Venue
from nautilus_trader.model.objects import Money
from nautilus_trader.persistence.wranglers import BarDataWrangler
from nautilus_trader.test_kit.providers import TestInstrumentProvider
from nautilus_trader.trading.strategy import Strategy

NAMES = ["timestamp", "open", "high", "low", "close", "volume"]
instrument = TestInstrumentProvider.btcusdt_binance()
bar_type = BarType.from_str(f"{instrument.id}-5-MINUTE-LAST-EXTERNAL")


class Crossover(Strategy):
    def on_start(self):
        self.fast, self.slow = SimpleMovingAverage(7), SimpleMovingAverage(25)
        self.rsi = RelativeStrengthIndex(14, MovingAverageType.WILDER)
        for indicator in (self.fast, self.slow, self.rsi):
            self.register_indicator_for_bars(bar_type, indicator)
        self.seen, self.rose, self.entry = 0, False, 0.0
        self.subscribe_bars(bar_type)

    def on_bar(self, bar):
        self.seen += 1
        rises, rose = self.fast.value > self.slow.value, self.rose
        self.rose = rises
        if self.seen <= 500:
            return
        close = float(bar.close)
        if self.portfolio.is_net_long(instrument.id):
            if (rose and not rises) or not self.entry * 0.98 < close < self.entry * 1.06:
                self.close_all_positions(instrument.id)
        elif rises and not rose and self.rsi.value < 0.70:
            cash = float(self.portfolio.account(instrument.venue).balance_free(USDT))
            self.entry = close
            self.submit_order(self.order_factory.market(
                instrument.id, OrderSide.BUY, instrument.make_qty(cash * 0.3 / close)))


candles = pd.read_csv(sys.argv[1], header=None, names=NAMES, index_col="timestamp", usecols=range(6))
candles.index = pd.to_datetime(candles.index, unit="ms", utc=True)
engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True)))
engine.add_venue(
    Venue("BINANCE"), oms_type=OmsType.NETTING, account_type=AccountType.CASH, base_currency=None,
    starting_balances=[Money(10_000, USDT)])
engine.add_instrument(instrument)
engine.add_data(BarDataWrangler(bar_type, instrument).process(candles))
engine.add_strategy(Crossover())
engine.run()
report = engine.trader.generate_account_report(Venue("BINANCE"))
print(json.dumps({
    "tool": f"nautilus_trader {nautilus_trader.__version__}", "candles": len(candles),
    "trades": engine.cache.positions_closed_count() + len(engine.cache.position_snapshots()),
    "equity": float(engine.portfolio.account(Venue("BINANCE")).balance_total(USDT))}))
