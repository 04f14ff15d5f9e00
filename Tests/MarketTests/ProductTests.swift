import Foundation
import Seeds
import Testing

@testable import Market

struct ProductTests {
    private static let directions: [Rounding] = [.up, .down, .halfEven]

    @Test(
        arguments: [
            ("100.03", "29.991", "2999.99973", "2999.99973"),
            ("0.00001235", "242914979.75708", "3000", "2999.99999999"),
            ("0.00000001", "0.00000001", "0.00000001", "0"),
            ("0.5", "0.00000001", "0.00000001", "0"),
            ("1", "92233720368.54775807", "92233720368.54775807", "92233720368.54775807"),
        ] as [(Price, Quantity, Money, Money)])
    func `price times quantity is money`(
        price: Price, quantity: Quantity, up: Money, down: Money
    ) throws {
        #expect(try price.times(quantity, rounded: .up) == up)
        #expect(try price.times(quantity, rounded: .down) == down)
    }

    @Test func `a tenth of a percent is exactly a thousandth`() throws {
        #expect(try Money("1000").times("0.1", rounded: .up) == "1")
        #expect(try Money("0.00001").times("0.1", rounded: .down) == "0.00000001")
        #expect(try Money("0.00001001").times("0.1", rounded: .down) == "0.00000001")
        #expect(try Money("0.00001001").times("0.1", rounded: .up) == "0.00000002")
        #expect(try Money("92233720368.54775807").times("100", rounded: .up).units == .max)
    }

    @Test(
        arguments: [
            ("100", "2", "102", "98"), ("113587.99", "0.03", "113622.066397", "113553.913603"),
            ("0.00001234", "0.03", "0.00001235", "0.00001233"),
            ("0.00000001", "0.03", "0.00000002", "0"),
            ("100", "0", "100", "100"), ("100", "100", "200", "0"),
        ] as [(Price, Percent, Price, Price)])
    func `raised up and lowered down go against the trader`(
        price: Price, percent: Percent, raised: Price, lowered: Price
    ) throws {
        #expect(try price.raised(by: percent, rounded: .up) == raised)
        #expect(try price.lowered(by: percent, rounded: .down) == lowered)
    }

    @Test func `a product out of range is an error`() throws {
        let most = Price(units: Int64.max)
        #expect(throws: Overflow()) { try most.times("1.00000001", rounded: .down) }
        #expect(throws: Overflow()) {
            try most.times(Quantity(units: Int64.max), rounded: .halfEven)
        }
        #expect(throws: Overflow()) { try most.raised(by: "0.00000001", rounded: .down) }
        #expect(throws: Overflow()) { try most.lowered(by: "300", rounded: .down) }
        #expect(throws: Overflow()) { try Money(units: Int64.min).times("100.1", rounded: .down) }
        #expect(throws: Overflow()) { try Money(units: Int64.min).times("-100", rounded: .down) }
        #expect(try Money(units: Int64.min).times("100", rounded: .down).units == .min)
        #expect(throws: Overflow()) {
            try Money("10000").buys(at: "0.00000001", using: "100", inStepsOf: "1")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `products agree with Foundation's Decimal in each direction`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let (left, right) = (Self.units(&random), Self.units(&random))
            let percent = Self.units(&random)
            let exact = Decimal(left) * Decimal(right) / 100_000_000
            let part = Decimal(left) * Decimal(percent) / 10_000_000_000
            for rounding in Self.directions {
                let comment: Comment = "\(left), \(right), \(percent) \(rounding), seed \(seed)"
                let product = try Self.units {
                    try Price(units: left).times(Quantity(units: right), rounded: rounding).units
                }
                #expect(Self.agrees(product, exact, rounding), comment)
                let share = try Self.units {
                    try Money(units: left).times(Percent(units: percent), rounded: rounding).units
                }
                #expect(Self.agrees(share, part, rounding), comment)
                let raised = try Self.units {
                    try Price(units: left).raised(by: Percent(units: percent), rounded: rounding)
                        .units
                }
                #expect(Self.agrees(raised, Decimal(left) + part, rounding), comment)
                let lowered = try Self.units {
                    try Price(units: left).lowered(by: Percent(units: percent), rounded: rounding)
                        .units
                }
                #expect(Self.agrees(lowered, Decimal(left) - part, rounding), comment)
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `buys the most steps that the money pays for, exactly`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let money = Money(units: Self.units(&random).magnitude64)
            let price = Price(units: max(1, Self.units(&random).magnitude64))
            let percent = Percent(units: Int64.random(in: 1...100_0000_0000, using: &random))
            let step = Quantity(units: [1, 7, 1_000, 250_000_000].randomElement(using: &random)!)
            let most = Decimal(money.units) * Decimal(percent.units) / 100
            let bought = try Self.units {
                try money.buys(at: price, using: percent, inStepsOf: step).units
            }
            let comment: Comment = "\(money) \(price) \(percent) \(step), seed \(seed)"
            guard let bought else {
                // One step more than the range holds is paid for.
                let beyond = Decimal(Int64.max / step.units * step.units) + Decimal(step.units)
                #expect(beyond * Decimal(price.units) <= most, comment)
                continue
            }
            #expect(bought >= 0 && bought % step.units == 0, comment)
            #expect(Decimal(bought) * Decimal(price.units) <= most, comment)
            let more = Decimal(bought) + Decimal(step.units)
            #expect(more * Decimal(price.units) > most, comment)
        }
    }

    @Test(
        arguments: [
            ("-500", "-5", "10000", true), ("-499.99999999", "-5", "10000", false),
            ("-500.00000001", "-5", "10000", true), ("0.00000001", "50", "0.00000002", true),
            ("0.00000001", "50", "0.00000001", false), ("0", "0", "0", true),
        ] as [(Money, Percent, Money, Bool)])
    func `at most a percentage, to the last digit`(
        part: Money, percent: Percent, whole: Money, isAtMost: Bool
    ) {
        #expect(part.isAtMost(percent, of: whole) == isAtMost)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `at most a percentage as Foundation's Decimal sees it`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let (whole, percent) = (Self.units(&random), Self.units(&random))
            let exact = Decimal(whole) * Decimal(percent) / 10_000_000_000
            let near = Int64("\(Self.floor(exact))") ?? 0
            for part in [near, near &+ 1, Self.units(&random)] {
                #expect(
                    Money(units: part).isAtMost(Percent(units: percent), of: Money(units: whole))
                        == (Decimal(part) <= exact), "\(part) \(percent) \(whole), seed \(seed)")
            }
        }
    }

    /// Whole numbers of any length, of either sign, some of them at the very ends.
    private static func units(_ random: inout SplitMix64) -> Int64 {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: .max
        case 1: .min
        default:
            Int64.random(in: .min ... .max, using: &random)
                >> Int.random(in: 0...62, using: &random)
        }
    }

    private static func units(_ body: () throws -> Int64) throws -> Int64? {
        do { return try body() } catch is Overflow { return nil }
    }

    /// Whether `units` is `exact` rounded, or `nil` because 64 bits do not hold that.
    private static func agrees(_ units: Int64?, _ exact: Decimal, _ rounding: Rounding) -> Bool {
        guard let units else {
            let rounded = rounding == .up ? -floor(-exact) : floor(exact)
            return rounded < Decimal(Int64.min) || rounded > Decimal(Int64.max)
                || (rounding == .halfEven && rounded == Decimal(Int64.max))
        }
        let distance = Decimal(units) - exact
        let half = Decimal(5) / 10
        return switch rounding {
        case .up: distance >= 0 && distance < 1
        case .down: distance <= 0 && distance > -1
        case .halfEven: abs(distance) < half || (abs(distance) == half && units % 2 == 0)
        }
    }

    private static func floor(_ exact: Decimal) -> Decimal {
        var (value, result) = (exact, Decimal())
        NSDecimalRound(&result, &value, 0, .plain)
        return result > exact ? result - 1 : result
    }
}

extension Int64 {
    fileprivate var magnitude64: Int64 { self == .min ? .max : abs(self) }
}

extension Money {
    fileprivate init(_ text: String) { self.init(stringLiteral: text) }
}
