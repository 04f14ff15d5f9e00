internal import Market
internal import Text

/// Windows that roll over candles: a choice is made on one part and tested on the part after it.
struct WalkForward: Equatable, Sendable {
    /// Candle numbers; trading begins with the first of each range.
    struct Window: Equatable, Sendable {
        let train: Range<Int>
        let test: Range<Int>
    }

    private enum Plan: Equatable, Sendable {
        /// So many equal parts; each but the first is tested.
        case parts(Int)
        case candles(train: Int, test: Int)
        /// By the clock, so that a window over a hole is as long as it is said to be.
        case milliseconds(train: Int64, test: Int64)
    }

    private let plan: Plan
    private let timeframe: Timeframe
    private static let maximumWindows = 1_000

    /// `PARTS`, or `TRAIN:TEST` in candles or, as `90d:30d`, in days.
    ///
    /// - Throws: ``JobError`` saying what a plan looks like.
    init(_ text: String, timeframe: Timeframe) throws(JobError) {
        self.timeframe = timeframe
        let sides = text.split(separator: ":", omittingEmptySubsequences: false)
        let lengths = sides.compactMap { Self.length($0) }
        if sides.count == 1, let parts = Int(text), (2...Self.maximumWindows + 1).contains(parts) {
            plan = .parts(parts)
        } else if sides.count == 2, lengths.count == 2 {
            let spans = lengths.map { length in
                Timestamp(milliseconds: 0).advanced(
                    by: length.count,
                    spansOf: length.isDays
                        ? Timestamp.millisecondsPerDay : timeframe.milliseconds
                ).milliseconds
            }
            // Candles are counted where nobody speaks of days.
            plan =
                lengths.contains(where: \.isDays)
                ? .milliseconds(train: spans[0], test: spans[1])
                : .candles(train: Int(lengths[0].count), test: Int(lengths[1].count))
        } else {
            throw JobError(
                .usage, at: "--walk-forward",
                "'\(excerpt(of: text))' is neither PARTS, 2 to "
                    + "\(Self.maximumWindows + 1), nor TRAIN:TEST in candles or days, such as 5, "
                    + "5000:1000 or 90d:30d")
        }
    }

    private static func length(_ text: Substring) -> (count: Int64, isDays: Bool)? {
        let isDays = text.hasSuffix("d")
        guard let count = Int64(isDays ? text.dropLast() : text),
            (1...100_000_000).contains(count)
        else { return nil }
        return (count, isDays)
    }

    /// The windows over candles that open at these times.
    ///
    /// The first `warmUp` candles, which `who` asks for, are not traded on. One without a candle to choose on, or to test on, is left out.
    ///
    /// - Throws: ``JobError`` where there is none, or too many.
    func windows(
        over times: [Timestamp], after warmUp: Int, of who: String? = nil
    ) throws(JobError) -> [Window] {
        let free = max(0, times.count - warmUp)
        let windows =
            switch plan {
            case .parts(let parts):
                try counted(from: warmUp, train: free / parts, test: free / parts, of: free)
            case .candles(let train, let test):
                try counted(from: warmUp, train: train, test: test, of: free)
            case .milliseconds(let train, let test):
                try timed(over: times, from: warmUp, train: train, test: test)
            }
        guard !windows.isEmpty else {
            throw JobError(
                .usage, at: "--walk-forward",
                "\(Text.counted(free, "candle")) after the warm-up of \(warmUp)"
                    + (who.map { ", which \($0) takes," } ?? "")
                    + " are too few for a window of it")
        }
        return windows
    }

    private func counted(
        from warmUp: Int, train: Int, test: Int, of free: Int
    ) throws(JobError) -> [Window] {
        guard train > 0, test > 0, train + test <= free else { return [] }
        try Self.check((free - train) / test)
        return (0..<(free - train) / test).map { window in
            let start = warmUp + window * test
            return Window(
                train: start..<start + train, test: start + train..<start + train + test)
        }
    }

    private func timed(
        over times: [Timestamp], from warmUp: Int, train: Int64, test: Int64
    ) throws(JobError) -> [Window] {
        guard times.count > warmUp, let last = times.last else { return [] }
        let (start, end) = (times[warmUp], last.advanced(byMilliseconds: timeframe.milliseconds))
        let room = end.since(start) - train
        guard room >= test else { return [] }
        try Self.check(Int(clamping: room / test))
        return (0..<room / test).compactMap { window in
            let from = start.advanced(by: window, spansOf: test)
            let choice = from.advanced(byMilliseconds: train)
            let bounds = [from, choice, choice.advanced(byMilliseconds: test)].map { moment in
                Self.first(at: moment, in: times)
            }
            let window = Window(
                train: bounds[0]..<bounds[1], test: bounds[1]..<bounds[2])
            return window.train.isEmpty || window.test.isEmpty ? nil : window
        }
    }

    private static func check(_ windows: Int) throws(JobError) {
        guard windows <= maximumWindows else {
            throw JobError(
                .usage, at: "--walk-forward",
                "it makes \(windows) windows, over \(maximumWindows)")
        }
    }

    /// The number of the first candle that opens at a moment or later.
    private static func first(at moment: Timestamp, in times: [Timestamp]) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
