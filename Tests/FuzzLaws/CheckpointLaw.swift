internal import JSON
internal import Jobs
internal import Market
internal import Record
internal import Store
internal import Text
internal import Trading

/// A checkpoint: what is read is written and read again, and a trader can go on from it.
///
/// An input is sealed anew before it is read, or no change of it would ever be looked at.
enum CheckpointLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        for bytes in [input, SealedInput.sealed(input) ?? []] {
            if let checkpoint = try read(bytes) { try judge(checkpoint, readFrom: bytes) }
        }
    }

    private static func read(_ bytes: [UInt8]) throws(BrokenLaw) -> Checkpoint? {
        try SealedInput.read(Checkpoint.self, bytes, as: "checkpoint.json")
    }

    private static func judge(
        _ checkpoint: Checkpoint, readFrom bytes: [UInt8]
    ) throws(BrokenLaw) {
        let written = SealedDocument.bytes(of: checkpoint)
        try hold(
            SealedInput.shape(of: written) == SealedInput.shape(of: bytes),
            "something was left out or made up: \(String(decoding: written, as: UTF8.self))")
        guard let again = try read(written) else { throw BrokenLaw("what was written is refused") }
        try hold(again.state == checkpoint.state, "the state is not read as it was written")
        try hold(again.recent == checkpoint.recent, "the candles are not read as they were written")
        try hold(
            SealedDocument.bytes(of: again) == written, "the second writing is not as the first")
        try goOn(from: checkpoint, checkpoint.settings)
    }

    /// A figure out of range is an error and no trap, now and after some candles more.
    private static func goOn(
        from checkpoint: Checkpoint, _ settings: TraderSettings
    ) throws(BrokenLaw) {
        let timeframe = settings.market.timeframe
        let step = Step(timeframe: timeframe, parameters: settings.parameters)
        var state = checkpoint.state
        var events: [Event] = []
        do {
            try tell(state, settings, head: checkpoint.journal.head)
            for number in 0..<4 {
                let next = (state.lastOpenTime ?? SampleCandles.epoch).advanced(
                    byMilliseconds: timeframe.milliseconds)
                guard Timestamp.representable.contains(next) else { return }
                try step.advance(
                    &state, over: SampleCandles.candle(at: next, number * 3), events: &events)
                try tell(state, settings, head: checkpoint.journal.head)
            }
        } catch {
            return try MessageLaw.check("\(error)", "the error")
        }
    }

    /// Everything that is told of a state.
    private static func tell(
        _ state: TraderState, _ settings: TraderSettings, head: String
    ) throws(Overflow) {
        let summary = try Summary(state, settings.parameters)
        let stats = StatsFile(
            settings, state, summary, timestamp: SampleCandles.epoch, journalHead: head
        ).bytes()
        precondition((try? JSONReader.parse(stats)) != nil, "the stats file is no JSON")
    }
}
