/// What the language computes itself: all functions but those written in it.
package enum Primitive: String, CaseIterable, Hashable, Sendable {
    case open, high, low, close, volume
    case hour, minute, weekday
    case sum, sma, highest, lowest, median
    case ageOfHighest = "age_of_highest"
    case ageOfLowest = "age_of_lowest"
    case ema, rma, rsi, wma, stdev, meandev, linreg, slope
    case correlation
    case percentRank = "percent_rank"
    case count, since
    case valueWhen = "value_when"
    case `if`, min, max, abs, sqrt, sign, known
    case vwap
    case dayOpen = "day_open"
    case dayHigh = "day_high"
    case dayLow = "day_low"
    case kama, psar, supertrend
    case haOpen = "ha_open"
    case recur, noise

    /// What an argument has to be.
    enum Role: Hashable {
        case series
        case condition
        /// A whole constant from 1 to 10,000.
        case period
        case constant
    }

    /// The arguments; `min` and `max` take more of the last one.
    var roles: [Role] {
        switch self {
        case .open, .high, .low, .close, .volume, .hour, .minute, .weekday, .vwap, .dayOpen,
            .dayHigh, .dayLow, .haOpen:
            []
        case .sum, .sma, .highest, .lowest, .median, .ageOfHighest, .ageOfLowest, .ema, .rma,
            .rsi, .wma, .stdev, .meandev, .linreg, .slope, .percentRank:
            [.series, .period]
        case .correlation: [.series, .series, .period]
        case .count, .since: [.condition, .period]
        case .valueWhen: [.condition, .series, .period]
        case .if: [.condition, .series, .series]
        case .min, .max: [.series, .series]
        case .abs, .sqrt, .sign, .known: [.series]
        case .kama: [.series, .period, .constant, .constant]
        case .psar: [.constant, .constant]
        case .supertrend: [.period, .constant]
        case .recur: [.series, .series, .period]
        case .noise: [.constant]
        }
    }

    /// Whether it takes more arguments of the last role.
    var isVariadic: Bool { self == .min || self == .max }

    /// Whether it keeps something from candle to candle: no word about the position stands inside.
    var remembers: Bool {
        switch self {
        case .if, .min, .max, .abs, .sqrt, .sign, .known: false
        default: true
        }
    }

    /// As people write it: `sma(x, n)`, `close`, `min(x, y, …)`.
    package var signature: String {
        let names = argumentNames
        return names.isEmpty ? rawValue : "\(rawValue)(\(names.joined(separator: ", ")))"
    }

    var argumentNames: [String] {
        switch self {
        case .kama: ["x", "n", "f", "s"]
        case .psar: ["step", "most"]
        case .noise: ["k"]
        case .supertrend: ["n", "k"]
        case .min, .max: ["x", "y", "…"]
        case .if: ["c", "x", "y"]
        default: Self.names(of: roles)
        }
    }

    private static func names(of roles: [Role]) -> [String] {
        var series = ["x", "y"][...]
        return roles.map { role in
            switch role {
            case .series: series.popFirst() ?? "z"
            case .condition: "c"
            case .period: "n"
            case .constant: "k"
            }
        }
    }
}

/// Functions of constants alone, which have a value before any candle.
enum ConstantFunction: String, CaseIterable {
    case floor, round, sqrt, min, max, abs

    /// The value, where these are as many arguments as it takes; it may be no number.
    func value(_ arguments: [Double]) -> Double? {
        switch self {
        case .min, .max:
            guard arguments.count > 1 else { return nil }
            return arguments.dropFirst().reduce(arguments[0]) { best, next in
                self == .min ? (next < best ? next : best) : (next > best ? next : best)
            }
        default:
            guard arguments.count == 1 else { return nil }
            let value = arguments[0]
            return switch self {
            case .floor: value.rounded(.down)
            case .round: value.rounded(.toNearestOrAwayFromZero)
            case .sqrt: value.squareRoot()
            default: value.magnitude
            }
        }
    }
}
