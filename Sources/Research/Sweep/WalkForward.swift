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
    }

    private let plan: Plan
    private static let maximumWindows = 1_000

    /// `PARTS`, or `TRAIN:TEST` in candles or, as `90d:30d`, in days.
    ///
    /// - Throws: ``JobError`` saying what a plan looks like.
    init(_ text: String, timeframe: Timeframe) throws(JobError) {
        let sides = text.split(separator: ":", omittingEmptySubsequences: false)
        let lengths = sides.compactMap { Self.candles($0, timeframe) }
        if sides.count == 1, let parts = Int(text), (2...Self.maximumWindows + 1).contains(parts) {
            plan = .parts(parts)
        } else if sides.count == 2, lengths.count == 2 {
            plan = .candles(train: lengths[0], test: lengths[1])
        } else {
            throw JobError(
                .usage, at: "--walk-forward",
                "'\(excerpt(of: text))' is neither PARTS, 2 to "
                    + "\(Self.maximumWindows + 1), nor TRAIN:TEST in candles or days, such as 5, "
                    + "5000:1000 or 90d:30d")
        }
    }

    private static func candles(_ text: Substring, _ timeframe: Timeframe) -> Int? {
        let isDays = text.hasSuffix("d")
        guard let number = Int64(isDays ? text.dropLast() : text),
            (1...100_000_000).contains(number)
        else { return nil }
        // In range: at most 10⁸ days, and as many candles of a minute in each.
        return Int(isDays ? number * Timestamp.millisecondsPerDay / timeframe.milliseconds : number)
    }

    /// The windows over so many candles, of which the first `warmUp` are not traded on.
    ///
    /// - Throws: ``JobError`` where there is none, or too many.
    func windows(over count: Int, after warmUp: Int) throws(JobError) -> [Window] {
        let free = count - warmUp
        let (train, test): (Int, Int) =
            switch plan {
            case .parts(let parts): (free / parts, free / parts)
            case .candles(let train, let test): (train, test)
            }
        guard train > 0, test > 0, train + test <= free else {
            throw JobError(
                .usage, at: "--walk-forward",
                "\(max(0, free)) candles after the warm-up of \(warmUp) are too few for a window of it"
            )
        }
        let windows = (free - train) / test
        guard windows <= Self.maximumWindows else {
            throw JobError(
                .usage, at: "--walk-forward",
                "it makes \(windows) windows, over \(Self.maximumWindows)")
        }
        return (0..<windows).map { window in
            let start = warmUp + window * test
            return Window(
                train: start..<start + train, test: start + train..<start + train + test)
        }
    }
}
