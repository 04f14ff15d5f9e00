import Foundation

/// A record reckoned a second time: from the lines of its journal alone, in Foundation's decimals,
/// by the formulas of `docs/statistics.md`, and by none of the program's own arithmetic.
struct Ledger {
    struct Trade {
        /// When the candle ended that it ended on.
        let end: Int64
        let pnl: Decimal
        let fees: Decimal
    }

    struct Mark {
        let open: Int64
        let close: Int64
        let equity: Decimal
        let price: Decimal
        let isHeld: Bool
    }

    /// One after every candle behind the warm-up.
    private(set) var marks: [Mark] = []
    private(set) var trades: [Trade] = []
    /// The open of the first candle behind the warm-up.
    private(set) var firstOpen = Decimal.zero
    private(set) var openFee = Decimal.zero
    private(set) var openOutlay = Decimal.zero
    private(set) var balance: Decimal
    let initialBalance: Decimal
    let spacing: Int64

    /// A line that is not as it should be.
    struct Malformed: Error { let line: String }

    init(journal: String, spacing: Int64) throws {
        self.spacing = spacing
        let lines = try journal.split(separator: "\n").map { line in
            guard
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                    as? [String: Any]
            else { throw Malformed(line: String(line)) }
            return object
        }
        let parameters = lines.first?["parameters"] as? [String: Any] ?? [:]
        initialBalance = try Self.decimal(parameters["initialBalance"])
        balance = initialBalance
        let warmUp = try Self.integer(parameters["warmUp"])
        var (candles, quantity) = (0, Decimal.zero)
        var pending: (open: Int64, price: Decimal)?
        func mark() {
            guard let candle = pending, candles > warmUp else { return }
            marks.append(
                Mark(
                    open: candle.open, close: candle.open + spacing,
                    equity: balance + Self.floored(quantity * candle.price), price: candle.price,
                    isHeld: quantity > 0))
        }
        for line in lines {
            switch line["type"] as? String {
            case "candle":
                mark()
                candles += 1
                pending = (try Self.integer(line["time"]), try Self.decimal(line["close"]))
                if candles == warmUp + 1 { firstOpen = try Self.decimal(line["open"]) }
            case "opened":
                openFee = try Self.decimal(line["entryFee"])
                openOutlay = try Self.decimal(line["invested"]) + openFee
                balance -= openOutlay
                quantity = try Self.decimal(line["amount"])
            case "closed":
                let pnl = try Self.decimal(line["pnl"])
                trades.append(
                    Trade(
                        end: try Self.integer(line["id"]), pnl: pnl,
                        fees: try Self.decimal(line["fees"])))
                balance += openOutlay + pnl
                (quantity, openFee, openOutlay) = (0, 0, 0)
            default: break
            }
        }
        mark()
    }

    private static func decimal(_ value: Any?) throws -> Decimal {
        guard let text = value as? String, let decimal = Decimal(string: text) else {
            throw Malformed(line: "\(value ?? "nothing")")
        }
        return decimal
    }

    private static func integer(_ value: Any?) throws -> Int64 {
        guard let number = value.flatMap({ Int64("\($0)") }) else {
            throw Malformed(line: "\(value ?? "nothing")")
        }
        return number
    }

    /// Cut to eight digits.
    private static func floored(_ value: Decimal) -> Decimal {
        var (value, result) = (value, Decimal.zero)
        NSDecimalRound(&result, &value, 8, .down)
        return result
    }

    // MARK: Windows

    /// What a window comes to.
    struct Window {
        let from, to: Int64
        let start, end: Decimal
        let startPrice, endPrice: Decimal
        let trades: [Trade]
        let candles, missing: Int
        let drawdown: Double
        let exposed: Int
        let returns: [Int64: Double]

        var pnl: Decimal { trades.reduce(0) { $0 + $1.pnl } }
        var fees: Decimal { trades.reduce(0) { $0 + $1.fees } }
        var wins: Int { trades.count { $0.pnl > 0 } }
        var losses: Int { trades.count - wins }
        var changePercent: Double { 100 * (end.double / start.double - 1) }
        var holdPercent: Double { 100 * (endPrice.double / startPrice.double - 1) }
        var days: Double {
            Double(candles) * Double(to - from) / 86_400_000 / Double(candles + missing)
        }
    }

    /// The window of the candles that open at a moment or later and end at another or before.
    func window(since: Int64 = .min, until: Int64 = .max) -> Window? {
        let inside = marks.filter { $0.open >= since && $0.close <= until }
        guard let first = inside.first, let last = inside.last else { return nil }
        let before = marks.last { $0.open < first.open }
        let start = before?.equity ?? initialBalance
        var (peak, worst) = (start, 0.0)
        for mark in inside {
            peak = max(peak, mark.equity)
            worst = max(worst, 100 * (1 - mark.equity.double / peak.double))
        }
        var ends: [(day: Int64, equity: Decimal)] = []
        for mark in inside {
            let day = mark.open / 86_400_000
            if ends.last?.day == day { ends.removeLast() }
            ends.append((day, mark.equity))
        }
        var returns: [Int64: Double] = [:]
        for (end, base) in zip(ends, [start] + ends.map(\.equity)) {
            returns[end.day] = end.equity.double / base.double - 1
        }
        return Window(
            from: first.open, to: last.close, start: start, end: last.equity,
            startPrice: before?.price ?? firstOpen, endPrice: last.price,
            trades: trades.filter { $0.end > first.open && $0.end <= last.close },
            candles: inside.count,
            missing: Int((last.close - first.open) / spacing) - inside.count, drawdown: worst,
            exposed: inside.count { $0.isHeld }, returns: returns)
    }

    // MARK: Ratios

    /// The daily returns of the whole record, in order.
    private var returns: [Double] {
        window()?.returns.sorted { $0.key < $1.key }.map(\.value) ?? []
    }

    var isLongEnough: Bool { Int64(marks.count) * spacing >= 2 * 86_400_000 }

    var sharpe: Double? {
        let returns = returns
        guard isLongEnough else { return nil }
        let mean = returns.reduce(0, +) / Double(returns.count)
        let variance =
            returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(returns.count - 1)
        return variance.squareRoot() > 1e-9
            ? mean / variance.squareRoot() * 365.0.squareRoot() : nil
    }

    var sortino: Double? {
        let returns = returns
        guard isLongEnough else { return nil }
        let mean = returns.reduce(0, +) / Double(returns.count)
        let downside = returns.reduce(0) { $0 + min($1, 0) * min($1, 0) } / Double(returns.count)
        return downside.squareRoot() > 1e-9
            ? mean / downside.squareRoot() * 365.0.squareRoot() : nil
    }
}

extension Decimal {
    var double: Double { NSDecimalNumber(decimal: self).doubleValue }
}
