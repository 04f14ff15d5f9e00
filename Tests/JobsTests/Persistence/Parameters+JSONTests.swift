import JSON
import Market
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Record

struct ParametersJSONTests {
    @Test func `the names are those of algom.json, in their order`() {
        #expect(
            Parameters.names == [
                "fast", "slow", "rsiPeriod", "overbought", "warmUp", "initialBalance",
                "positionSizePercent", "stopLossPercent", "takeProfitPercent", "feePercent",
                "slippagePercent", "quantityStep", "minimumNotional", "maxDailyLossPercent",
                "maxConsecutiveLosses", "minWinRatePercent", "winRateTrades", "maxDrawdownPercent",
            ])
    }

    @Test func `the defaults are spelled as they are told`() {
        var writer = JSONWriter()
        Parameters().write(to: &writer)
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == """
                {"fast":7,"slow":25,"rsiPeriod":14,"overbought":"70","warmUp":500,\
                "initialBalance":"10000","positionSizePercent":"30","stopLossPercent":"2",\
                "takeProfitPercent":"6","feePercent":"0.1","slippagePercent":"0.03",\
                "quantityStep":"0.00001","minimumNotional":"5","maxDailyLossPercent":"5",\
                "maxConsecutiveLosses":3,"minWinRatePercent":"40","winRateTrades":10,\
                "maxDrawdownPercent":"10"}
                """)
    }

    @Test func `sets the one of its name and says where there is none`() throws {
        var parameters = Parameters()
        #expect(try parameters.set("stopLossPercent", to: .number("1.25")))
        #expect(parameters.stopLoss == Percent(units: 1_2500_0000))
        #expect(try !parameters.set("stopLoss", to: .number("1")))
        #expect(try parameters.set("maxConsecutiveLosses", to: .null))
        #expect(parameters.maxConsecutiveLosses == nil)
        #expect(
            parameters.differences(from: Parameters()).map { "\($0)" } == [
                #"(name: "stopLossPercent", mine: "1.25", theirs: "2")"#,
                #"(name: "maxConsecutiveLosses", mine: "null", theirs: "3")"#,
            ])
    }

    @Test func `a value of another kind changes nothing`() {
        var parameters = Parameters()
        #expect(
            throws: JSONError.field(name: "", expected: "a whole number, but a list")
        ) { try parameters.set("fast", to: .array([])) }
        #expect(
            throws: JSONError.field(name: "", expected: "a whole number, but '7 '")
        ) { try parameters.set("fast", to: .string("7 ")) }
        #expect(parameters == Parameters())
    }

    @Test func `reads what it wrote, switched-off controls too`() throws {
        var parameters = Parameters()
        (parameters.maxDrawdown, parameters.minWinRate) = (nil, nil)
        (parameters.maxDailyLoss, parameters.maxConsecutiveLosses) = (nil, nil)
        parameters.fee = Percent(units: 1)
        var writer = JSONWriter()
        parameters.write(to: &writer)
        #expect(try Parameters(json: try JSONReader.parse(writer.bytes)) == parameters)
    }
}
