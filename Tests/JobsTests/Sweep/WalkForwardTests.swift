import Market
import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct WalkForwardTests {
    private static func windows(
        _ text: String, over count: Int, after warmUp: Int = 0, _ timeframe: Timeframe = .oneHour
    ) throws(JobError) -> [WalkForward.Window] {
        try windows(
            text,
            over: (0..<count).map {
                Timestamp(milliseconds: 0).advanced(
                    by: Int64($0), spansOf: timeframe.milliseconds)
            }, after: warmUp, timeframe)
    }

    private static func windows(
        _ text: String, over times: [Timestamp], after warmUp: Int, _ timeframe: Timeframe
    ) throws(JobError) -> [WalkForward.Window] {
        try WalkForward(text, timeframe: timeframe).windows(over: times, after: warmUp)
    }

    /// Hourly candles of nine days, those of the fourth and the fifth missing.
    @Test func `days go by the clock, whatever is missing in them`() throws {
        let times = (0..<216).filter { !(72..<120).contains($0) }.map { hour in
            Timestamp(milliseconds: 0).advanced(by: Int64(hour), spansOf: 3_600_000)
        }
        let windows = try Self.windows("2d:1d", over: times, after: 0, .oneHour)
        #expect(
            windows == [
                WalkForward.Window(train: 0..<48, test: 48..<72),
                WalkForward.Window(train: 72..<96, test: 96..<120),
                WalkForward.Window(train: 72..<120, test: 120..<144),
                WalkForward.Window(train: 96..<144, test: 144..<168),
            ], "the fourth and fifth day test nothing, and on both alone nothing is chosen")
        #expect(
            try Self.windows("48:24", over: times, after: 0, .oneHour).map(\.test.lowerBound)
                == [48, 72, 96, 120, 144])
    }

    @Test func `parts are equal, and each but the first is tested`() throws {
        #expect(
            try Self.windows("3", over: 40, after: 10) == [
                WalkForward.Window(train: 10..<20, test: 20..<30),
                WalkForward.Window(train: 20..<30, test: 30..<40),
            ])
    }

    @Test(arguments: ["6:2", "6:2"])
    func `windows roll by the length of the test`(text: String) throws {
        #expect(
            try Self.windows(text, over: 11) == [
                WalkForward.Window(train: 0..<6, test: 6..<8),
                WalkForward.Window(train: 2..<8, test: 8..<10),
            ])
    }

    @Test func `days are as many candles as they hold`() throws {
        #expect(
            try Self.windows("2d:1d", over: 100)
                == Self.windows("48:24", over: 100))
        #expect(
            try Self.windows("1d:1d", over: 1_000, .fiveMinutes)
                == Self.windows("288:288", over: 1_000))
    }

    @Test(arguments: [
        "", "1", "0", "x", "1002", "5:", ":5", "5:x", "0:5", "5:5:5", "-5:5", "5.5:1",
    ])
    func `a plan that is none says how one is written`(text: String) {
        let error = #expect(throws: JobError.self) { try Self.windows(text, over: 10_000) }
        #expect(error?.status == .usage)
        #expect(error?.description.contains("nor TRAIN:TEST") == true)
    }

    @Test(arguments: [
        ("6:5", 10, "too few"), ("20", 25, "too few"), ("1:1", 2_000, "1989 windows"),
    ])
    func `too few candles, or too many windows, are told`(text: String, count: Int, words: String) {
        let error = #expect(throws: JobError.self) {
            try Self.windows(text, over: count, after: 10)
        }
        #expect(error?.status == .usage)
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    /// What is tested comes after what was chosen on, and nothing is tested twice.
    @Test(arguments: ["2", "7", "30:10", "10:30", "25:25"])
    func `no test reaches into its choice or another test`(text: String) throws {
        let windows = try Self.windows(text, over: 500, after: 40)
        #expect(!windows.isEmpty)
        for window in windows {
            #expect(window.train.lowerBound >= 40)
            #expect(window.train.upperBound == window.test.lowerBound)
            #expect(window.test.upperBound <= 500)
        }
        for (window, next) in zip(windows, windows.dropFirst()) {
            #expect(window.test.upperBound == next.test.lowerBound)
        }
    }
}
