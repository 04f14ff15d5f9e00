internal import JSON
internal import Jobs
internal import Market
internal import Record
internal import Trading

/// Journal lines: what a replay accepts is what the step writes, spelled as it is written.
enum JournalLaw: Law {
    private static let timeframe = Timeframe.fiveMinutes

    /// A trader that decides after six candles.
    static let parameters: Parameters = {
        var parameters = Parameters()
        var rules = Crossover()
        (rules.fast, rules.slow, rules.rsiPeriod) = (1, 3, 2)
        rules.overbought = Percent(units: 100 * Percent.unitsPerOne)
        parameters.strategy = .crossover(rules)
        parameters.warmUp = 5
        return parameters
    }()

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard let symbol = try? Symbol("BTC/USDT") else { throw BrokenLaw("there is no symbol") }
        let market = Market(exchange: .sim, symbol: symbol, timeframe: timeframe)
        let settings = TraderSettings(name: "sim", market: market, parameters: parameters)
        var replay = JournalReplay(settings, follows: nil)
        var twin = Twin()
        for line in input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            do {
                try replay.consume(try JournalText(line))
            } catch {
                return try MessageLaw.check("\(error)", atMost: 2_500, "the error")
            }
            try twin.consume(line)
            try hold(replay.checkpoint.state == twin.state, "the replay is in another state")
        }
    }

    /// The same trader, led by the general JSON reader.
    private struct Twin {
        private(set) var state = TraderState(parameters)
        private var eventsToCome = 1

        mutating func consume(_ line: ArraySlice<UInt8>) throws(BrokenLaw) {
            let value = try? JSONReader.parse(Array(line))
            guard let members = value?.members, members.count > 3,
                members.prefix(3).map(\.name) == ["seq", "prev", "type"],
                let observed = members.last, observed.name == "observed",
                let at = observed.value["at"], (try? Timestamp(json: at)) != nil
            else { throw BrokenLaw("a line was taken that is none") }
            let type = members[2].value
            guard type == .string("candle") else {
                if type == .string("revised"), eventsToCome == 0 { return }
                eventsToCome -= 1
                return try hold(eventsToCome >= 0, "an event was taken that did not happen")
            }
            try hold(eventsToCome == 0, "a candle was taken before its events")
            try takeCandle(JSONValue.object(Array(members[3..<members.count - 1])), line)
        }

        private mutating func takeCandle(
            _ json: JSONValue, _ line: ArraySlice<UInt8>
        ) throws(BrokenLaw) {
            guard let candle = try? Candle(json: json) else {
                throw BrokenLaw("a candle was taken that is none")
            }
            var writer = JSONWriter()
            candle.write(to: &writer)
            let fields = #""type":"candle","#.utf8 + writer.bytes.dropFirst().dropLast()
            try hold(line.contains(fields), "the candle is spelled otherwise")
            let flaw = candle.flaw(in: timeframe, after: state.lastOpenTime)
            try hold(flaw == nil, "a candle was taken that cannot be: \(flaw, default: "")")
            var events: [Event] = []
            do {
                try Step(timeframe: timeframe, parameters: parameters).advance(
                    &state, over: candle, events: &events)
            } catch {
                throw BrokenLaw("a candle was taken, though \(error)")
            }
            eventsToCome = events.count
        }
    }
}
