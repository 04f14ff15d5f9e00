import Foundation
import Market
import Seeds

@testable import Trading

/// What a series of candles does to a trader, told once more and in another way: one function, the
/// whole history in arrays, averages summed anew each time, Foundation's `Decimal` for numbers.
///
/// Written from the specification of the step, not from its code.
struct ReferenceTrader {
    struct Deal: Equatable {
        var entryPrice, exitPrice, quantity, pnl, fees: Decimal
        var reason: String
        var entryTime, exitTime, id: Int64
    }

    struct Outcome {
        var deals: [Deal] = []
        var skips: [Int64] = []
        var orders: [Int64] = []
        var pauses: [(reasons: Set<String>, until: Int64)] = []
        var resumes: [Int64] = []
        var equity: [Decimal] = []
        var balance: Decimal = 0
    }

    private struct Open {
        var price, quantity, cost, fee, stop, target: Decimal
        var time: Int64
    }

    private static func rounded(
        _ value: Decimal, _ mode: NSDecimalNumber.RoundingMode, _ digits: Int = 8
    ) -> Decimal {
        var (value, result) = (value, Decimal())
        NSDecimalRound(&result, &value, digits, .plain)
        let unit = Decimal(sign: .plus, exponent: -digits, significand: 1)
        switch mode {
        case .up: return result < value ? result + unit : result
        case .down: return result > value ? result - unit : result
        default:
            NSDecimalRound(&result, &value, digits, .bankers)
            return result
        }
    }

    private static func exact(_ number: some FixedPoint) -> Decimal {
        Decimal(number.units) * Decimal(sign: .plus, exponent: -8, significand: 1)
    }

    private static func part(_ percent: Percent) -> Decimal {
        exact(percent) * Decimal(sign: .plus, exponent: -2, significand: 1)
    }

    /// The largest multiple of `step` of which `price` times it is at most `money`.
    private static func steps(_ money: Decimal, _ price: Decimal, _ step: Decimal) -> Decimal {
        var count = rounded(money / (price * step), .down, 0)
        while count * step * price > money { count -= 1 }
        while (count + 1) * step * price <= money { count += 1 }
        return count * step
    }

    static func run(_ candles: [Candle], _ timeframe: Timeframe, _ p: Parameters) -> Outcome {
        let day: Int64 = 86_400_000
        let (fee, slip) = (part(p.fee), part(p.slippage))
        let initial = exact(p.initialBalance)
        var result = Outcome()
        var balance = initial
        var open: Open?
        var pending: String?
        var closes: [Decimal] = []
        var rsis: [Double?] = []
        var (gain, loss) = (0.0, 0.0)
        var today: Int64?
        var (dailyPnL, dayStart, lastEquity) = (Decimal(0), initial, initial)
        var pausedUntil: Int64?
        var streak = 0
        var window: [Bool] = []
        var peak = initial

        func average(_ period: Int, endingAt end: Int) -> Decimal {
            closes[(end - period)..<end].reduce(0, +)
        }

        for (number, candle) in candles.enumerated() {
            let opens = candle.openTime.milliseconds
            let ends = opens + timeframe.milliseconds
            let (o, h, l, c) = (
                exact(candle.open), exact(candle.high), exact(candle.low), exact(candle.close)
            )

            func feed() {
                closes.append(c)
                guard closes.count > 1 else { return rsis.append(nil) }
                // In units of the 8th digit, where the differences are whole numbers.
                let before = candles[number - 1].close.units
                let change = Double(candle.close.units - before)
                let (up, down) = (max(change, 0), max(-change, 0))
                let (changes, n) = (closes.count - 1, Double(p.rsiPeriod))
                if changes <= p.rsiPeriod {
                    (gain, loss) = (gain + up, loss + down)
                    if changes == p.rsiPeriod { (gain, loss) = (gain / n, loss / n) }
                } else {
                    (gain, loss) = ((gain * (n - 1) + up) / n, (loss * (n - 1) + down) / n)
                }
                if changes < p.rsiPeriod { return rsis.append(nil) }
                let flat = gain == 0 && loss == 0
                rsis.append(flat ? 50 : loss == 0 ? 100 : 100 - 100 / (1 + gain / loss))
            }

            if number < p.warmUp {
                feed()
                continue
            }

            func sell(_ position: Open, at asked: Decimal, _ reason: String, _ time: Int64) {
                let price = reason == "TAKE_PROFIT" ? asked : rounded(asked * (1 - slip), .down)
                let proceeds = rounded(position.quantity * price, .down)
                let exitFee = rounded(proceeds * fee, .up)
                let pnl = proceeds - exitFee - position.cost - position.fee
                balance += proceeds - exitFee
                open = nil
                result.deals.append(
                    Deal(
                        entryPrice: position.price, exitPrice: price, quantity: position.quantity,
                        pnl: pnl, fees: position.fee + exitFee, reason: reason,
                        entryTime: position.time, exitTime: time, id: ends))

                dailyPnL += pnl
                streak = pnl > 0 ? 0 : streak + 1
                window.append(pnl > 0)
                var why: [(String, Int64)] = []
                let midnight = (ends / day + 1) * day
                if let limit = p.maxDailyLoss, dailyPnL <= -part(limit) * dayStart {
                    why.append(("DAILY_LOSS", midnight))
                }
                if let most = p.maxConsecutiveLosses, streak >= most {
                    why.append(("LOSING_STREAK", midnight))
                }
                let wins = window.count { $0 }
                if let least = p.minWinRate, window.count >= p.winRateTrades,
                    Decimal(wins) < part(least) * Decimal(window.count)
                {
                    why.append(("WIN_RATE", ends + day))
                    window = []
                }
                if let limit = p.maxDrawdown, peak - balance >= part(limit) * peak {
                    why.append(("DRAWDOWN", ends + day))
                    peak = balance
                }
                if let latest = why.map(\.1).max() {
                    pausedUntil = max(latest, pausedUntil ?? latest)
                    result.pauses.append((Set(why.map(\.0)), pausedUntil ?? 0))
                }
            }

            // 1. Day
            if opens / day != today {
                (today, dailyPnL, dayStart) = (opens / day, 0, lastEquity)
            }
            // 2. Resume
            if let end = pausedUntil, opens >= end {
                (pausedUntil, streak) = (nil, 0)
                result.resumes.append(opens)
            }
            // 3. Pending order
            if pending == "BUY" {
                let price = rounded(o * (1 + slip), .up)
                let quantity = steps(
                    balance * part(p.positionSize), price, exact(p.quantityStep))
                let cost = rounded(quantity * price, .up)
                let entryFee = rounded(cost * fee, .up)
                if quantity == 0 || cost < exact(p.minimumNotional) || cost + entryFee > balance {
                    result.skips.append(opens)
                } else {
                    balance -= cost + entryFee
                    open = Open(
                        price: price, quantity: quantity, cost: cost, fee: entryFee,
                        stop: rounded(price * (1 - part(p.stopLoss)), .bankers),
                        target: rounded(price * (1 + part(p.takeProfit)), .bankers), time: opens)
                }
            } else if pending == "SELL", let position = open {
                sell(position, at: o, "SIGNAL", opens)
            }
            pending = nil
            // 4. Protective exit
            if let position = open {
                if o <= position.stop {
                    sell(position, at: o, "STOP_LOSS", ends)
                } else if o >= position.target {
                    sell(position, at: o, "TAKE_PROFIT", ends)
                } else if l <= position.stop {
                    sell(position, at: position.stop, "STOP_LOSS", ends)
                } else if h >= position.target {
                    sell(position, at: position.target, "TAKE_PROFIT", ends)
                }
            }
            // 5. Indicators
            feed()
            // 6. Decide, on sums brought to one divisor: Σfast · slow against Σslow · fast
            let n = closes.count
            let fast = average(p.fast, endingAt: n) * Decimal(p.slow)
            let slow = average(p.slow, endingAt: n) * Decimal(p.fast)
            let fastBefore = average(p.fast, endingAt: n - 1) * Decimal(p.slow)
            let slowBefore = average(p.slow, endingAt: n - 1) * Decimal(p.fast)
            if open != nil {
                if fast < slow && fastBefore >= slowBefore { pending = "SELL" }
            } else if pausedUntil == nil, fast > slow, fastBefore <= slowBefore,
                (rsis[n - 1] ?? 100) < p.overbought.doubleValue
            {
                pending = "BUY"
            }
            if pending != nil { result.orders.append(ends) }
            // 7. Mark
            lastEquity = rounded(balance + (open.map { $0.quantity * c } ?? 0), .down)
            peak = max(peak, lastEquity)
            result.equity.append(lastEquity)
        }
        result.balance = balance
        return result
    }
}
