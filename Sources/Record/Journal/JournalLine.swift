package import JSON
package import Market
package import Trading

/// What stands on a journal line after `seq` and `prev`.
///
/// Everything but `observed` follows from the candles: replaying them writes the same bytes.
package enum JournalLine {
    case start(TraderSettings, follows: Predecessor?, carriedOver: CarriedOver? = nil)
    case candle(Candle)
    case event(Event)
    case revised(consumed: Candle, told: Candle)

    /// Facts of the clock, which the step never reads.
    package struct Observed {
        /// When what it tells was observed: by the exchange's clock as far as the local one, or another
        /// address, bears it out, by the local clock else, and never before it had ended.
        let at: Timestamp
        /// Whether a tick that should have decided it was missing, as ``Lateness`` tells.
        let isLate: Bool

        package init(at: Timestamp, isLate: Bool) {
            self.at = at
            self.isLate = isLate
        }
    }

    package func write(_ observed: Observed, to writer: inout JSONWriter) {
        writeFields(to: &writer)
        writer.name("observed")
        writer.object { (writer: inout JSONWriter) in
            writer.member("at", observed.at)
            if case .event = self { writer.member("late", observed.isLate) }
        }
    }

    /// The members that follow from the candles, as they stand on the line.
    var fieldBytes: ArraySlice<UInt8> {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in writeFields(to: &writer) }
        return writer.bytes.dropFirst().dropLast()
    }

    private func writeFields(to writer: inout JSONWriter) {
        switch self {
        case .start(let settings, let follows, let carriedOver):
            writer.member("type", "start")
            JournalStart(settings, follows: follows, carriedOver: carriedOver)
                .writeFields(to: &writer)
        case .candle(let candle):
            writer.member("type", "candle")
            candle.writeFields(to: &writer)
        case .event(let event): Self.write(event, to: &writer)
        case .revised(let consumed, let told):
            writer.member("type", "revised")
            writer.member("time", consumed.openTime)
            for (name, candle) in [("consumed", consumed), ("told", told)] {
                writer.name(name)
                writer.object { (writer: inout JSONWriter) in candle.writePrices(to: &writer) }
            }
        }
    }

    private static func write(_ event: Event, to writer: inout JSONWriter) {
        writer.member("type", event.type)
        switch event {
        case .gap(let from, let to, let missing):
            writer.member("from", from)
            writer.member("to", to)
            writer.member("missing", missing)
        case .resumed(let time): writer.member("time", time)
        case .ordered(let order): order.writeFields(to: &writer)
        case .opened(let position): position.writeFields(to: &writer)
        case .skipped(let skip, let time):
            writer.member("time", time)
            switch skip {
            case .size: writer.member("reason", "INVALID_SIZE")
            case .stop: writer.member("reason", "INVALID_STOP")
            case .target: writer.member("reason", "INVALID_TARGET")
            case .belowMinimumNotional(let cost):
                writer.member("reason", "MINIMUM_NOTIONAL")
                writer.member("cost", cost)
            case .insufficientBalance(let cost):
                writer.member("reason", "INSUFFICIENT_BALANCE")
                writer.member("cost", cost)
            case .outOfRange(let side):
                writer.member("reason", "OUT_OF_RANGE")
                writer.member("side", side)
            }
        case .closed(let trade): trade.writeFields(to: &writer)
        case .paused(let reasons, let until):
            writer.member("reasons", reasons)
            writer.member("until", until)
        }
    }
}

extension Event {
    /// The event's name in journals and in `--json`.
    package var type: String {
        switch self {
        case .gap: "gap"
        case .resumed: "resumed"
        case .ordered: "ordered"
        case .opened: "opened"
        case .skipped: "skipped"
        case .closed: "closed"
        case .paused: "paused"
        }
    }
}
