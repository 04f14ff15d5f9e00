"""Combinations of the parameters of rules.py in vectorbt, all of them broadcast at once.

Each processor has a half of the combinations, as a process of its own: the engine takes one column
after the other. What combinations have in common is computed once, each series of a parameter once.

Differs: as vectorbt_rules.py does; of each combination only trades and their P&L are asked, where
algom tells drawdown, ratios, exposure and fees as well.

    vectorbt_sweep.py FILE ENTRIES LEAVES             from CSV; as in 10..49 5..29
    vectorbt_sweep.py FILE ENTRIES LEAVES ROUNDS      in memory: the best of so many passes
"""
import json
import sys
import time
from multiprocessing import Pool

import numpy as np
import vectorbt as vbt

from rules import Rules, read
from vectorbt_rules import orders

PROCESSES = 2


def values(text):
    first, last = map(int, text.split(".."))
    return range(first, last + 1)


def prepare(path):
    global candles
    candles = read(path)


def part(ranges):
    entries, leaves = ranges
    rules = Rules(candles)
    enter = np.column_stack([rules.enter(entry) for entry in entries])
    leave = np.column_stack([rules.exit(value) for value in leaves])
    enter, leave = np.repeat(enter, len(leaves), axis=1), np.tile(leave, len(entries))
    trades = orders(candles, enter & ~leave, leave).trades.closed
    return int(trades.count().sum()), float(trades.pnl.sum().max())


def main(path, entries, leaves, rounds=0):
    entries, leaves = values(entries), values(leaves)
    parts = [(entries[i::PROCESSES], leaves) for i in range(PROCESSES)]
    with Pool(PROCESSES, prepare, [path]) as pool:
        results = pool.map(part, parts, chunksize=1)
        if rounds:
            best = float("inf")
            for _ in range(int(rounds)):
                start = time.perf_counter()
                pool.map(part, parts, chunksize=1)
                best = min(best, time.perf_counter() - start)
            count = len(read(path)) * len(entries) * len(leaves)
            print(f"candles_per_second {count / best:.0f}")
        else:
            print(json.dumps({
                "tool": f"vectorbt {vbt.__version__}", "trades": sum(x for x, _ in results),
                "best": max(x for _, x in results)}))
        pool.close()
        pool.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
