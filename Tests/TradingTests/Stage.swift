import Market
import Seeds

@testable import Trading

/// A trader on the shortest periods, fed candle by candle.
///
/// Fast is the close itself, slow the mean of the last two closes: the averages cross whenever the
/// price turns. The index of period 2 is 80 after a fall of 1 and a rise of 2 in a still market.
struct Stage {
    var parameters: Parameters
    var state: TraderState
    /// The open time of the next candle.
    var openTime: Timestamp
    let timeframe: Timeframe

    /// A trader that is warm, in a market that stood at 100 so far.
    init(
        at openTime: Timestamp = "2025-10-10T12:00:00Z", timeframe: Timeframe = .fiveMinutes,
        _ change: (inout Parameters) -> Void = { _ in }
    ) throws {
        var parameters = Parameters()
        (parameters.fast, parameters.slow, parameters.rsiPeriod) = (1, 2, 2)
        (parameters.warmUp, parameters.overbought) = (3, "90")
        change(&parameters)
        try parameters.validate()
        self.parameters = parameters
        self.timeframe = timeframe
        state = TraderState(parameters)
        let warmUp = Int64(parameters.warmUp) * timeframe.milliseconds
        self.openTime = openTime.advanced(byMilliseconds: -warmUp)
        for _ in 0..<parameters.warmUp { try feed("100", "100", "100", "100") }
    }

    /// Feeds the next candle and returns what happened.
    @discardableResult
    mutating func feed(
        _ open: Price, _ high: Price, _ low: Price, _ close: Price
    ) throws -> [Event] {
        let candle = Candle(
            openTime: openTime, open: open, high: high, low: low, close: close,
            volume: Volume(units: 1))
        precondition(candle.flaw(in: timeframe, after: nil) == nil, "a test's candle is impossible")
        var events: [Event] = []
        try Step(timeframe: timeframe, parameters: parameters)
            .advance(&state, over: candle, events: &events)
        openTime = candle.closeTime(timeframe)
        return events
    }

    /// A candle from `open` to `close` without wicks.
    @discardableResult
    mutating func feed(from open: Price, to close: Price) throws -> [Event] {
        try feed(open, max(open, close), min(open, close), close)
    }

    /// A fall and a rise: the averages cross upward on the second candle's close, at 101.
    mutating func cross() throws -> [Event] {
        try feed(from: "100", to: "99") + feed(from: "99", to: "101")
    }
}

extension Position {
    /// A position as by hand: 10 at 100, stop 98, target 106, outlay 1001.
    static func made(openTime: Timestamp = "2025-10-10T11:00:00Z") -> Position {
        Position(
            entryPrice: "100", quantity: "10", cost: "1000", entryFee: "1", stop: "98",
            target: "106", openTime: openTime, entryReason: .signal)
    }
}

extension Trade {
    /// A closed trade of which only the result matters.
    static func made(pnl: Money, fees: Money = "0", id: Timestamp = "2025-10-10T12:05:00Z") -> Trade
    {
        Trade(
            id: id, entryPrice: "100", exitPrice: "100", quantity: "1", invested: "100", pnl: pnl,
            fees: fees, reason: .signal, entryReason: .signal, entryTime: "2025-10-10T11:00:00Z",
            exitTime: id, outlay: "100")
    }
}

extension [Event] {
    /// The trade that was closed, if one was.
    var closed: Trade? {
        for case .closed(let trade) in self { return trade }
        return nil
    }

    /// The position that was opened, if one was.
    var opened: Position? {
        for case .opened(let position) in self { return position }
        return nil
    }
}
