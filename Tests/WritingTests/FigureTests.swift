import Testing

@testable import Writing

struct FigureTests {
    @Test(
        arguments: [
            ("40", "40", .plain, .none), ("0.180", "0.18", .plain, .none),
            ("113,587.99", "113587.99", .plain, .none), ("007", "7", .plain, .none),
            ("$120,000.00", "120000", .money("usd"), .none), ("€5", "5", .money("eur"), .none),
            ("-$430.62", "430.62", .money("usd"), .minus),
            ("$-430.62", "430.62", .money("usd"), .minus), ("−4.31%", "4.31", .percent, .minus),
            ("+5.78%", "5.78", .percent, .plus), ("0", "0", .plain, .none),
            ("0.0", "0", .plain, .none),
        ] as [(String, String, Figure.Unit, Figure.Sign)])
    func `reads a figure`(word: String, value: String, unit: Figure.Unit, sign: Figure.Sign) throws
    {
        let figure = try #require(Figure(word))
        #expect(figure.value == value && figure.unit == unit && figure.sign == sign)
    }

    @Test(arguments: [
        "", "%", "$", "-", "1,00", "1,0000", ",100", "1,,000", "1.", ".5", "1.2.3", "1e3", "5x",
        "5–7",
        "7/25", "~5", "5+", "$5%", "٣", "1.000,5", "--5",
    ])
    func `reads nothing else as one`(word: String) {
        #expect(Figure(word) == nil)
    }

    @Test func `a number is the same only in its unit`() throws {
        func same(_ text: String, _ fact: String) throws -> Bool {
            try #require(Figure(text)).isSameNumber(as: try #require(Figure(fact)))
        }
        #expect(try same("120000", "$120,000.00"))
        #expect(try !same("$40", "40"))
        #expect(try !same("17.5", "17.5%"))
        #expect(try !same("€5", "$5"))
        #expect(try !same("10.000", "10"))
        #expect(try same("10.000", "10.000"))
    }
}
