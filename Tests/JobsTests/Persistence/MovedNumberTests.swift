import Foundation
import JSON
import Seeds
import Testing

@testable import Jobs
@testable import Record

/// A checkpoint in which one number was moved far, and sealed anew.
struct MovedNumberTests {
    /// Numbers that nothing else in the document judges, and why.
    private static let unjudged: [(path: String, why: String)] = [
        (
            #"state\.signals\.rsi\.(gain|loss)\.accumulated up"#,
            "the changes before the closes that are kept are not"
        ),
        (
            #"recent\[\d\]\.candle\.(open|high|low|volume) (up|down)"#,
            "of a candle only the close goes on to something else"
        ),
        (#"recent\[0\]\.candle\.time down"#, "candles may be missing before the second"),
        (
            #"state\.(account\.position\.(stopLoss|takeProfit)) (up|down)"#,
            "where rules in text set a price, they alone know it"
        ),
        (
            #"state\.rules\.(peak up|trough down)"#,
            "candles before those that are kept may have gone so far"
        ),
        (
            #"state\.record\.recentTrades\[0\]\.entryTime down"#,
            "a position may have been held over candles that are missing"
        ),
    ]

    private struct Leaf {
        let path: String
        let text: String
        let isString: Bool
    }

    @Test(
        arguments: [
            (1, 20), (1, 60), (2, 150), (3, 400), (1, 700), (4, 900), (5, 1_500), (6, 1_501),
            (7, 1_700), (0, 2_500),
        ] as [(UInt64, Int)])
    func `is refused, or nothing in the document can judge it`(seed: UInt64, candles: Int) throws {
        var record = try TraderRecord(seed: seed)
        try record.consume(RandomCandles.array(seed: seed, count: candles))
        try Self.check(&record, "seed \(seed), \(candles) candles")
    }

    @Test(arguments: [0, 7, 13, 20] as [UInt64])
    func `of a strategy in text is refused as well`(seed: UInt64) throws {
        var record = try TraderRecord(strategySeed: seed)
        try record.consume(RandomCandles.array(seed: seed, count: 210 + 37 * Int(seed)))
        try Self.check(&record, "strategy \(seed)")
    }

    private static func check(_ record: inout TraderRecord, _ subject: String) throws {
        try record.commit()
        var writer = JSONWriter()
        record.checkpoint.write(to: &writer)
        let whole = try JSONReader.parse(writer.bytes)
        #expect(try Checkpoint(json: whole).contradiction == nil)
        var count = 0
        for leaf in Self.leaves(of: whole, at: "") {
            for (direction, text) in Self.moves(of: leaf) {
                let moved: JSONValue = leaf.isString ? .string(text) : .number(text)
                let changed = Self.replacing(leaf.path, in: whole, at: "", with: moved)
                let isRefused = Self.isRefused(changed)
                let name = "\(leaf.path) \(direction)"
                let reason = Self.unjudged.first {
                    name.range(of: "^(?:\($0.path))$", options: .regularExpression) != nil
                }?.why
                #expect(
                    isRefused || reason != nil,
                    "\(subject): \(name), from \(leaf.text) to \(text)")
                count += 1
            }
        }
        #expect(count > 60)
    }

    private static func isRefused(_ json: JSONValue) -> Bool {
        do {
            return try Checkpoint(json: json).contradiction != nil
        } catch {
            return true
        }
    }

    /// A number a million times as large and more; one that was a time, by 400 days.
    private static func moves(of leaf: Leaf) -> [(String, String)] {
        if let number = Int64(leaf.text), abs(number) > 100_000_000_000, !leaf.isString {
            let distance: Int64 = 400 * 86_400_000
            return [("up", "\(number + distance)"), ("down", "\(number - distance)")]
        }
        let sign = leaf.text.hasPrefix("-") ? "-" : ""
        let digits = leaf.text.dropFirst(sign.count)
        // A figure written with an exponent has one digit before its point.
        let far = sign + (digits.contains("e") ? "1000000000" : "1000000") + digits
        let isWhole = leaf.isString || !leaf.text.contains(where: { ".e".contains($0) })
        let other = sign.isEmpty ? "-\(digits)" : "\(digits)"
        let turned = isWhole && digits.contains(where: { ("1"..."9").contains($0) })
        return [("up", far)] + (turned ? [("down", other)] : [])
    }

    private static func leaves(of value: JSONValue, at path: String) -> [Leaf] {
        switch value {
        case .null, .bool: return []
        case .number(let text): return [Leaf(path: path, text: text, isString: false)]
        case .string(let text):
            let isNumber = text.wholeMatch(of: #/-?\d+(\.\d+)?/#) != nil
            return isNumber ? [Leaf(path: path, text: text, isString: true)] : []
        case .array(let elements):
            return elements.enumerated().flatMap { leaves(of: $1, at: "\(path)[\($0)]") }
        case .object(let members):
            return members.flatMap {
                leaves(of: $0.value, at: path.isEmpty ? $0.name : "\(path).\($0.name)")
            }
        }
    }

    private static func replacing(
        _ place: String, in value: JSONValue, at path: String, with moved: JSONValue
    ) -> JSONValue {
        if place == path { return moved }
        switch value {
        case .null, .bool, .number, .string: return value
        case .array(let elements):
            return .array(
                elements.enumerated().map {
                    replacing(place, in: $1, at: "\(path)[\($0)]", with: moved)
                })
        case .object(let members):
            return .object(
                members.map {
                    let own = path.isEmpty ? $0.name : "\(path).\($0.name)"
                    return JSONMember(
                        name: $0.name, value: replacing(place, in: $0.value, at: own, with: moved))
                })
        }
    }
}
