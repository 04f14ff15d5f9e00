import JSON
import Market
import Testing

@testable import Feeds

struct KlinePageTests {
    private func page(_ candles: [Candle], from start: Int = 0, at now: Timestamp) throws
        -> KlinePage
    {
        let rows = try JSONReader.parse(Array(binance(candles).utf8)).elements ?? []
        return KlinePage(
            rows, from: Sample.open(start), timeframe: Sample.timeframe, at: now, sureAt: now)
    }

    @Test(arguments: [(1_999, 2), (2_000, 3)] as [(Int64, Int)])
    func `counts a candle as closed two seconds after its end`(wait: Int64, closed: Int) throws {
        let page = try page(Sample.candles(0..<4), at: .sample(3, wait))
        #expect(page.closed == Sample.candles(0..<closed))
        #expect(page.unclosed == Sample.open(closed))
    }

    @Test func `drops rows before the asked start, unjudged`() throws {
        var bad = Sample.candle(0)
        bad = Candle(
            openTime: bad.openTime, open: .zero, high: .zero, low: .zero, close: .zero,
            volume: .zero)
        let page = try page([bad] + Sample.candles(1..<4), from: 1, at: .sample(9))
        #expect(page.closed == Sample.candles(1..<4))
        #expect(page.badRow == nil)
    }

    @Test func `does not judge the row that is still open`() throws {
        let open = Candle(
            openTime: Sample.open(2), open: .zero, high: .zero, low: .zero, close: .zero,
            volume: .zero)
        let page = try page(Sample.candles(0..<2) + [open], at: .sample(2))
        #expect(page.closed == Sample.candles(0..<2))
        #expect(page.badRow == nil)
    }

    @Test func `keeps the rows before a bad one and names it`() throws {
        let page = try page(
            [Sample.candle(0), Sample.candle(1, close: 99), Sample.candle(2)], at: .sample(9))
        #expect(page.closed == [Sample.candle(0)])
        let words = try #require(page.badRow)
        #expect(
            words.hasPrefix(
                "row 2 of 3, 2025-10-10T00:05:00.000Z, is bad: its high is below its open or close: "
                    + "[1760054700000,"))
    }

    @Test func `a price too small for 8 decimals is the coin's and not the exchange's`() throws {
        let row = binance([Sample.candle(1)]).replacing("\"10001\"", with: "\"0.000000004\"")
        let rows = try JSONReader.parse(Array(row.utf8)).elements ?? []
        let page = KlinePage(
            rows, from: Sample.open(0), timeframe: Sample.timeframe, at: .sample(9),
            sureAt: .sample(9))
        #expect(page.trouble == .refused, "\(row)")
        #expect(page.badRow?.contains("this coin is too cheap to be traded here") == true)
    }

    @Test(arguments: [[0, 1, 1, 2], [0, 2, 1, 3], [1, 0, 1, 2]])
    func `refuses rows that do not rise`(numbers: [Int]) throws {
        let page = try page(numbers.map { Sample.candle($0) }, at: .sample(9))
        #expect(page.badRow?.contains("does not come after the row before it") == true)
        #expect(page.closed.count < numbers.count)
    }

    @Test func `refuses a closed row behind an open one`() throws {
        let page = try page([0, 5, 1].map { Sample.candle($0) }, at: .sample(5))
        #expect(page.closed == [Sample.candle(0)])
        #expect(page.badRow != nil)
    }

    @Test func `looks at no more than a thousand rows`() throws {
        let page = try page(Sample.candles(0..<1_200), at: .sample(5_000))
        #expect(page.closed.count == 1_000)
    }
}
