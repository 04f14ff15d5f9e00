import Foundation
import Seeds
import Testing

@testable import Store

/// Whatever happens to the runs, a journal holds exactly what was committed.
struct JournalLawTests {
    let temporary: TemporaryDirectory
    let state: StateDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        state = try temporary.state()
    }

    @Test(arguments: UInt64(0)..<30)
    func `any order of runs, commits and crashes keeps exactly what was committed`(
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        var checkpoint = JournalPosition.genesis
        var kept: [Int] = []
        for run in 0..<12 {
            let journal = try Journal(state, name: "j", committed: checkpoint)
            var appended: [Int] = []
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let number = Int.random(in: 0...999_999, using: &random)
                // Some runs write more than may wait in memory.
                let isLarge = Int.random(in: 0..<10, using: &random) == 0
                journal.append(sample: number, padding: isLarge ? 60_000 : number % 200)
                appended.append(number)
            }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: break  // Killed before the commit.
            case 1: _ = try journal.commit()  // Killed before the checkpoint.
            default:
                checkpoint = try journal.commit()
                kept += appended
            }
            try spoil(behind: checkpoint, using: &random)
            #expect(try numbers(upTo: checkpoint) == kept, "seed \(seed), run \(run)")
        }
        _ = try Journal(state, name: "j", committed: checkpoint)
        #expect(try temporary.bytes("j").count == Int(checkpoint.length))
    }

    /// Does to the bytes behind the committed ones what a power cut may do.
    private func spoil(
        behind checkpoint: JournalPosition, using random: inout SplitMix64
    ) throws {
        var bytes = try temporary.bytes("j")
        let behind = bytes.count - Int(checkpoint.length)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeLast(Int.random(in: 0...behind, using: &random))
        case 1:
            // Blocks that were never written, in the middle of some that were.
            let begin = bytes.count - Int.random(in: 0...behind, using: &random)
            let count = min(bytes.count - begin, Int.random(in: 0...5_000, using: &random))
            let zeros = repeatElement(UInt8(0), count: count)
            bytes.replaceSubrange(begin..<begin + count, with: zeros)
        case 2:
            for _ in 0..<Int.random(in: 1...300, using: &random) {
                bytes.append(UInt8.random(in: 0...255, using: &random))
            }
        default: break
        }
        try temporary.put(bytes, in: "j")
    }

    private func numbers(upTo end: JournalPosition) throws -> [Int] {
        let reader = try JournalReader(state, name: "j", upTo: end)
        var numbers: [Int] = []
        while let line = try reader.next() {
            let text = String(decoding: line, as: UTF8.self)
            let after = try #require(text.split(separator: #","n":"#).last)
            numbers.append(try #require(Int(after.prefix { $0 != "," })))
        }
        return numbers
    }
}
