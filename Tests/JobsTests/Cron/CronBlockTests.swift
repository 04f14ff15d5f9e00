import Seeds
import Testing

@testable import Jobs
@testable import Watch

struct CronBlockTests {
    private static let block = CronBlock(
        home: "/opt/algom", extras: CronExtras(health: true, alerts: true),
        lines: ["*/5 * * * * tick", "7 * * * * report"])

    @Test func `it stands between its markers and names the command that wrote it`() {
        let lines = Self.block.text.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.first == "# BEGIN algom (/opt/algom)")
        #expect(lines.last == "# END algom (/opt/algom)")
        #expect(lines[2] == "# algom cron install --health --alerts")
        #expect(Self.block.extras == CronExtras(health: true, alerts: true))
        #expect(Self.block.isSealed)
    }

    @Test(arguments: UInt64(0)..<200)
    func `no byte of it can be changed unseen`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var bytes = Self.block.bytes
        // What the seal's own line says after the digits is only words.
        let seal = bytes.split(separator: UInt8(ascii: "\n"))[1]
        let words = (seal.startIndex + "# seal 0123456789abcdef: ".utf8.count)...seal.endIndex
        var index = words.lowerBound
        while words.contains(index) {
            index = Int.random(in: bytes.indices, using: &generator)
        }
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] ^= UInt8.random(in: 1...255, using: &generator)
        case 1: bytes.insert(UInt8(ascii: "#"), at: index)
        default: bytes.remove(at: index)
        }
        #expect(!CronBlock(bytes: bytes).isSealed)
    }
}
