internal import Feeds
internal import Market

/// A kline CSV: candles that can be, in order, as they stand on their lines; and no others, whether
/// its lines are taken one by one or many at once.
enum KlineCSVLaw: Law {
    private static let timeframe = Timeframe.fiveMinutes

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        let lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var rows = KlineCSV(timeframe)
        var candles: [Candle] = []
        var failure: KlineCSVError?
        for line in lines where failure == nil {
            let read = Result { () throws(KlineCSVError) in try rows.candle(on: line) }
            switch read {
            case .success(let candle?):
                try judge(candle, on: line, after: candles.last)
                candles.append(candle)
            case .success(nil): continue
            case .failure(let error):
                try MessageLaw.check("\(error)", atMost: 1_000, "the error")
                failure = error
            }
        }
        try checkTogether(input, candles, failure)
        try checkWritten(candles)
    }

    /// Lines taken in two lots, wherever they are parted, give what they give one by one.
    private static func checkTogether(
        _ input: [UInt8], _ candles: [Candle], _ failure: KlineCSVError?
    ) throws(BrokenLaw) {
        let bytes = input + [UInt8(ascii: "\n")]
        let newline = bytes[(bytes.count / 2)...].firstIndex(of: UInt8(ascii: "\n"))
        let middle = newline.map { $0 + 1 } ?? bytes.count
        var rows = KlineCSV(timeframe)
        var together: [Candle] = []
        let read = Result { () throws(KlineCSVError) in
            for lot in [bytes[..<middle], bytes[middle...]] {
                try lot.withUnsafeBufferPointer { (lot) throws(KlineCSVError) in
                    try rows.read(lines: lot, into: &together)
                }
            }
        }
        var found: KlineCSVError?
        if case .failure(let error) = read { found = error }
        try hold(together == candles, "lines taken together give other candles than one by one")
        try hold(
            found == failure,
            "taken together: \(found.map { "\($0)" } ?? "nothing"), "
                + "one by one: \(failure.map { "\($0)" } ?? "nothing")")
    }

    private static func judge(
        _ candle: Candle, on line: ArraySlice<UInt8>, after previous: Candle?
    ) throws(BrokenLaw) {
        if let flaw = candle.flaw(in: timeframe, after: previous?.openTime) {
            throw BrokenLaw("the candle of \(candle.openTime) was taken, though \(flaw)")
        }
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        let columns = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let time = candle.openTime.milliseconds
        try hold(
            [time, time * 1_000].contains(Int64(String(decoding: columns[0], as: UTF8.self)) ?? -1),
            "the candle of \(candle.openTime) has another time than its line")
        let told = columns[1..<6].map { SchoolDecimal(Array($0)) }
        let prices = [candle.open, candle.high, candle.low, candle.close].map {
            SchoolDecimal.units(Int128($0.units))
        }
        try hold(
            told == prices + [.units(candle.volume.units)],
            "the candle of \(candle.openTime) has other figures than its line")
    }

    private static func checkWritten(_ candles: [Candle]) throws(BrokenLaw) {
        var rows = KlineCSV(timeframe)
        for candle in candles {
            let line =
                "\(written(candle.openTime)),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume)"
            let again = try? rows.candle(on: Array(line.utf8)[...])
            try hold(again == candle, "\(line) is not read as it was written")
        }
    }

    /// Milliseconds; microseconds from the year 5138 on, where milliseconds would be taken for them.
    private static func written(_ time: Timestamp) -> Int64 {
        time.milliseconds < 100_000_000_000_000 ? time.milliseconds : time.milliseconds * 1_000
    }
}
