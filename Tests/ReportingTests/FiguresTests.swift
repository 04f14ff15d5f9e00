import Foundation
import Market
import Seeds
import Testing

@testable import Reporting
@testable import Text

struct FiguresTests {
    @Test(arguments: [
        ("0", "0.00"), ("0.00000001", "0.00000001"), ("-0.00000001", "-0.00000001"),
        ("-0.00499999", "-0.0050"), ("0.00028", "0.00028"), ("0.00000375", "0.0000038"),
        ("0.005", "0.01"), ("-0.005", "-0.01"), ("0.00499999", "0.0050"), ("1.005", "1.01"),
        ("-1.005", "-1.01"), ("0.015", "0.02"), ("0.025", "0.03"), ("9.995", "10.00"),
        ("999.994", "999.99"), ("999.995", "1,000.00"), ("-999.995", "-1,000.00"),
        ("10432", "10,432.00"), ("-31.07", "-31.07"), ("1234567.891", "1,234,567.89"),
        ("92233720368.54775807", "92,233,720,368.55"),
        ("-92233720368.54775808", "-92,233,720,368.55"),
    ])
    func `money has cents, thousands separators, and no zero where it is something`(
        money: String, text: String
    ) throws {
        #expect(Figures.money(try Money(decimal: money), in: "USDT") == text)
    }

    @Test(arguments: [
        ("173.33", "+173.33"), ("-31.07", "-31.07"), ("0", "0.00"), ("0.004", "+0.0040"),
        ("-0.004", "-0.0040"), ("0.005", "+0.01"), ("-1000", "-1,000.00"),
    ])
    func `signed money carries its sign unless it is nothing`(money: String, text: String) throws {
        #expect(Figures.signedMoney(try Money(decimal: money), in: "EUR") == text)
    }

    @Test(arguments: [
        ("113587.99", "113,587.99"), ("113587.995", "113,588.00"), ("10", "10.00"),
        ("9.99999999", "10.0000"), ("9.5", "9.5000"), ("0.6123", "0.6123"), ("0.1", "0.1000"),
        ("0.09999999", "0.100000"), ("0.001", "0.001000"), ("0.00099999", "0.00099999"),
        ("0.00001234", "0.00001234"), ("0.00000001", "0.00000001"),
    ])
    func `a price has the digits its size calls for`(price: String, text: String) throws {
        #expect(Figures.price(try Price(decimal: price)) == text)
    }

    @Test(arguments: [
        (113_600.0, "113587.99", "113,600.00", "+113,600.00"),
        (-100.0, "113587.99", "-100.00", "-100.00"),
        (0.000012341, "0.00001234", "0.00001234", "+0.00001234"),
        (-0.000000004, "0.00001234", "0.00000000", "-0.0000000040"),
        (0.000000000433, "0.00001234", "0.00000000", "+0.00000000043"),
        (-0.0, "100", "0.00", "0.00"), (0.004, "100", "0.00", "+0.0040"),
        (-0.0049, "113587.99", "0.00", "-0.0049"), (0.005, "100", "0.01", "+0.01"),
        (0.61234, "0.6", "0.6123", "+0.6123"),
    ])
    func `an average has the digits of the price beside it, a difference as many as show it`(
        value: Double, price: String, text: String, signed: String
    ) throws {
        let price = try Price(decimal: price)
        #expect(Figures.average(value, beside: price) == text)
        #expect(Figures.signedDifference(value, beside: price) == signed)
    }

    @Test(arguments: [
        (57.142857, 1, "57.1 %", "+57.1 %"), (1.725, 2, "1.73 %", "+1.73 %"),
        (-1.725, 2, "-1.73 %", "-1.73 %"), (100, 1, "100.0 %", "+100.0 %"),
        (0, 2, "0.00 %", "0.00 %"), (-0.0, 2, "0.00 %", "0.00 %"), (-0.001, 2, "0.00 %", "0.00 %"),
        (0.1 + 0.2, 2, "0.30 %", "+0.30 %"), (12_345.678, 0, "12,346 %", "+12,346 %"),
    ])
    func `percentages are rounded half away from zero`(
        value: Double, digits: Int, text: String, signed: String
    ) {
        #expect(Figures.percent(value, digits: digits) == text)
        #expect(Figures.signedPercent(value, digits: digits) == signed)
    }

    @Test(arguments: [
        (Double.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (1e300, "1e+300"),
        (-1e16, "-1e+16"), (9e12, "9,000,000,000,000.00"),
    ])
    func `what has no digits to show stops nothing`(value: Double, text: String) {
        #expect(Figures.decimal(value, digits: 2) == text)
    }

    @Test(arguments: [
        (0, "trade", "0 trades"), (1, "trade", "1 trade"), (2, "trade", "2 trades"),
        (1, "skipped entry", "1 skipped entry"), (3, "skipped entry", "3 skipped entries"),
        (105_120, "candle", "105,120 candles"), (1_000, "entry", "1,000 entries"),
    ])
    func `counts of things`(number: Int, thing: String, text: String) {
        #expect(counted(number, thing) == text)
    }

    @Test(
        arguments: [
            (-5, "0 s"), (0, "0 s"), (999, "0 s"), (1_000, "1 s"), (59_999, "59 s"),
            (60_000, "1 m 0 s"), (250_000, "4 m 10 s"), (3_599_999, "59 m 59 s"),
            (3_600_000, "1 h 0 m"), (11_100_000, "3 h 5 m"), (86_399_999, "23 h 59 m"),
            (86_400_000, "1 d 0 h"), (1_051_200_000, "12 d 4 h"),
        ] as [(Int64, String)])
    func `time spans in their two largest units`(milliseconds: Int64, text: String) {
        #expect(Figures.duration(milliseconds: milliseconds) == text)
    }

    @Test func `moments to the minute, quantities with all their digits`() throws {
        #expect(
            Figures.moment(Timestamp(milliseconds: 1_760_130_959_999)) == "2025-10-10 21:15")
        #expect(Figures.quantity(try Quantity(decimal: "0.02641")) == "0.02641")
        #expect(Figures.quantity(try Quantity(decimal: "12")) == "12")
    }

    @Test(arguments: ["BTC", "ETH", "BNB", "SOL"])
    func `money of which a hundredth is much has all its digits`(quote: String) {
        #expect(Figures.money("0.48887305", in: quote) == "0.48887305")
        #expect(Figures.signedMoney("0.0002", in: quote) == "+0.00020000")
        #expect(Figures.money("1234", in: quote) == "1,234.00000000")
        #expect(Figures.money(-0.00125, in: quote) == "-0.00125000")
        #expect(Figures.signedMoney("0", in: quote) == "0.00000000")
    }

    @Test(arguments: [
        (12.345, "12.35"), (0, "0.00"), (-0.0, "0.00"), (0.000281, "0.00028"), (1e-12, "0.00"),
        (-0.00000001, "-0.00000001"), (1e300, "1e+300"),
    ])
    func `a mean of money is spelled as money is`(mean: Double, text: String) {
        #expect(Figures.money(mean, in: "USDT") == text)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `money is the decimal rounded half away from zero, in groups of three`(
        seed: UInt64
    ) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let shift = Int64.random(in: 0...60, using: &generator)
            let money = Money(
                units: Int64.random(in: .min...Int64.max, using: &generator) >> shift)
            let text = Figures.money(money, in: "USDT")
            let digits = text.split(separator: ".").last?.count ?? 0
            #expect(
                text.wholeMatch(of: /-?\d{1,3}(,\d{3})*\.\d{2,8}/) != nil, "seed \(seed): \(text)")
            #expect(digits == 2 || money.units.magnitude < 500_000, "seed \(seed): \(text)")
            let isNothing = text.allSatisfy { !$0.isNumber || $0 == "0" }
            #expect(isNothing == (money == .zero), "seed \(seed): \(money) as \(text)")
            var exact = try #require(Decimal(string: money.description))
            var rounded = Decimal()
            NSDecimalRound(&rounded, &exact, digits, .plain)
            #expect(
                Decimal(string: text.replacing(",", with: "")) == rounded, "seed \(seed): \(money)")
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `every figure is plain digits that read back to within half a digit`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let digits = Int.random(in: 0...8, using: &generator)
            let value = Double.random(in: -100_000...100_000, using: &generator)
            let text = Figures.decimal(value, digits: digits)
            let read = try #require(Double(text.replacing(",", with: "")))
            let half = 0.500001 * Foundation.pow(10, -Double(digits))
            #expect(abs(read - value) <= half, "seed \(seed): \(value) as \(text)")
            let fraction = text.split(separator: ".").dropFirst().first?.count ?? 0
            #expect(fraction == digits, "seed \(seed): \(text)")
        }
    }
}
