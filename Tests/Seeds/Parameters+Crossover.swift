package import Market
package import Trading

// The numbers of `ma-crossover`, which most tests trade by, where a test sets one beside others.

extension Parameters {
    package var fast: Int {
        get { rules.fast }
        set { rules.fast = newValue }
    }

    package var slow: Int {
        get { rules.slow }
        set { rules.slow = newValue }
    }

    package var rsiPeriod: Int {
        get { rules.rsiPeriod }
        set { rules.rsiPeriod = newValue }
    }

    package var overbought: Percent {
        get { rules.overbought }
        set { rules.overbought = newValue }
    }

    package var stopLoss: Percent {
        get { rules.stopLoss }
        set { rules.stopLoss = newValue }
    }

    package var takeProfit: Percent {
        get { rules.takeProfit }
        set { rules.takeProfit = newValue }
    }

    private var rules: Crossover {
        get { strategy.crossover ?? Crossover() }
        set { strategy = .crossover(newValue) }
    }
}
