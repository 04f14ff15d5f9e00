"""The two answers of an ordinary tick, fetched by ccxt: no trading, no state, no journal.

Differs in ccxt's favour: its markets are given to it, so that it need not load thousands of them
first, as it else does in every new process.
"""
import json
import sys
from urllib.parse import parse_qs, urlsplit

import ccxt

MARKET = {
    "id": "BTCUSDT", "symbol": "BTC/USDT", "base": "BTC", "quote": "USDT", "baseId": "BTC",
    "quoteId": "USDT", "type": "spot", "spot": True, "swap": False, "future": False,
    "option": False, "contract": False, "linear": None, "inverse": None, "active": True,
    "precision": {"amount": 1e-5, "price": 0.01}, "limits": {}}


def candles(exchange, address, bundle, start):
    base = f"https://{urlsplit(address).netloc}"
    exchange.urls["api"] = (
        {name: f"{base}/api/v3" for name in exchange.urls["api"]}
        if exchange.id == "binance" else {name: base for name in exchange.urls["api"]})
    exchange.validateServerSsl = bundle  # requests takes a file of authorities for the truth here
    exchange.set_markets([MARKET])
    return exchange.fetch_ohlcv("BTC/USDT", "1d", since=start, limit=1000)


bundle, binance, bybit = sys.argv[1:]
start = int(parse_qs(urlsplit(binance).query)["startTime"][0])
rows = [len(candles(ccxt.binance({"enableRateLimit": False}), binance, bundle, start)),
        len(candles(ccxt.bybit({"enableRateLimit": False}), bybit, bundle, start))]
print(json.dumps({"tool": f"ccxt {ccxt.__version__}", "rows": rows}))
