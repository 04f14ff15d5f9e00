import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct SweepAxisTests {
    @Test(
        arguments: [
            ("fast=7", ["7"]), ("fast=5..8", ["5", "6", "7", "8"]),
            ("slow=20..60:15", ["20", "35", "50"]), ("a=20..50:15", ["20", "35", "50"]),
            ("stopLossPercent=1,2.5,null", ["1", "2.5", "null"]),
            ("a=0.1..0.3:0.1", ["0.1", "0.2", "0.3"]),
            ("a=0.00000001..0.00000003:0.00000001", ["0.00000001", "0.00000002", "0.00000003"]),
            ("a=9,5..7,6,7,9", ["9", "5", "6", "7"]), ("a=-1..1", ["-1", "0", "1"]),
            ("a=3..3", ["3"]), ("a=1,", ["1", ""]),
        ] as [(String, [String])])
    func `lists values exactly, each of them once`(text: String, values: [String]) throws {
        #expect(try SweepAxis(text).values == values)
    }

    @Test(
        arguments: [
            ("fast", "'fast' is not KEY=VALUES"), ("fast=5..", "write FROM..TO or FROM..TO:STEP"),
            ("fast=..5", "'..5' is no range"), ("fast=1..2..3", "is no range"),
            ("fast=1..9:", "is no range"), ("fast=1..9:1:1", "is no range"),
            ("fast=a..b", "is no range"), ("fast=9..1", "is empty"),
            ("fast=1..9:0", "by a STEP above 0"), ("fast=1..9:-1", "is empty"),
            ("fast=1..200000", "over 100000 values"),
            ("fast=0..92233720368:0.00000001", "over 100000 values"),
            ("fast=1..60000,60001..120000", "over 100000 values"),
        ])
    func `a list that is none is a usage error that says how one is written`(
        text: String, words: String
    ) {
        let error = #expect(throws: JobError.self) { try SweepAxis(text) }
        #expect(error?.status == .usage)
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
}
