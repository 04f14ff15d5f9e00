import Foundation
import Market
import Testing

@testable import Rules

/// Figures that others published, compared where seeds no longer matter.
struct PublishedVectorTests {
    static let absence = "no published figures beside the package, at ../shared/data/vectors/lean"

    /// The folder of figures, looked for upward from here.
    static let folder: String? = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let found = folder.appending(path: "shared/data/vectors/lean").path
            if FileManager.default.fileExists(atPath: found) { return found }
        }
        return nil
    }()

    /// One comparison: a file, which of its columns are prices, and what expressions its others are.
    struct Figures: Sendable, CustomTestStringConvertible {
        let file: String
        /// Open, high, low, close and volume; −1 where there is none.
        let columns: [Int]
        let expressions: [(column: Int, text: String)]
        /// How many rows a seed is remembered, and how near the figures are, in parts of them.
        let forgotten: Int
        let nearness: Double

        var testDescription: String { file }
    }

    static let figures = [
        Figures(
            file: "spy_with_indicators.txt", columns: [7, 7, 7, 7, -1],
            expressions: [
                (1, "sma(close, 14)"), (2, "ema(close, 14)"), (3, "macd(12, 26)"),
                (5, "rsi(close, 14)"),
            ], forgotten: 300, nearness: 1e-4),
        Figures(
            file: "spy_with_adx.txt", columns: [1, 2, 3, 4, -1],
            expressions: [
                (11, "plus_di(14)"), (12, "minus_di(14)"), (15, "dx(14)"), (16, "adx(14)"),
            ], forgotten: 300, nearness: 4e-3),
        Figures(
            file: "spy_bollinger_bands.txt", columns: [1, 2, 3, 4, -1],
            expressions: [
                (5, "sma(close, 20)"), (6, "bb_upper(close, 20, 2)"),
                (7, "bb_lower(close, 20, 2)"), (8, "100 * bb_width(close, 20, 2) * 1"),
                (9, "bb_percent(close, 20, 2)"),
            ], forgotten: 0, nearness: 2e-3),
        Figures(
            file: "spy_atr_wilder.txt", columns: [1, 2, 3, 4, -1], expressions: [(5, "atr(14)")],
            forgotten: 200, nearness: 1e-4),
        Figures(
            file: "spy_with_williamsR14.txt", columns: [1, 2, 3, 4, -1],
            expressions: [(5, "williams_r(14)")], forgotten: 0, nearness: 5e-4),
        Figures(
            file: "spy_with_don50.txt", columns: [1, 2, 3, 4, -1],
            expressions: [
                (5, "donchian_upper(50)"), (6, "donchian_lower(50)"), (7, "donchian_middle(50)"),
            ], forgotten: 50, nearness: 1e-9),
        Figures(
            file: "spy_heikin_ashi.txt", columns: [1, 2, 3, 4, -1],
            expressions: [(6, "ha_open"), (7, "ha_high"), (8, "ha_low"), (9, "ha_close")],
            forgotten: 50, nearness: 1e-8),
        Figures(
            file: "spy_ema.csv", columns: [1, 1, 1, 1, -1], expressions: [(2, "ema(close, 14)")],
            forgotten: 150, nearness: 1e-7),
    ]

    @Test(.enabled(if: folder != nil, "\(absence)"), arguments: figures)
    func `figures of others are met`(figures: Figures) throws {
        let folder = try #require(Self.folder)
        let text = try String(contentsOfFile: "\(folder)/\(figures.file)", encoding: .utf8)
        var evaluations = try Evaluations(figures.expressions.map(\.text), timeframe: .oneDay)
        var compared = 0
        for (row, line) in text.split(whereSeparator: \.isNewline).dropFirst().enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let prices = try figures.columns.prefix(4).map { try Price(decimal: fields[$0]) }
            let values = evaluations.next(
                Candle(
                    openTime: Timestamp(startOfDay: Int64(row)), open: prices[0], high: prices[1],
                    low: prices[2], close: prices[3], volume: .zero))
            guard row >= figures.forgotten else { continue }
            for (expression, value) in zip(figures.expressions, values) {
                guard expression.column < fields.count,
                    let figure = Double(fields[expression.column]), let value
                else { continue }
                compared += 1
                #expect(
                    abs(value - figure) <= figures.nearness * max(1, abs(figure)),
                    "\(expression.text) in row \(row): \(value), not \(figure)")
            }
        }
        #expect(compared > 100)
    }
}
