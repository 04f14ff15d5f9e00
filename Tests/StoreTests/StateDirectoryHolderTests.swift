import Foundation
import Testing

@testable import Store

struct StateDirectoryHolderTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func `tells who holds a lock, and does not touch it`() throws {
        let state = try temporary.state()
        #expect(try state.holder(of: "lock") == nil)
        let me = "process \(ProcessInfo.processInfo.processIdentifier) since 10:05"
        let lock = try state.lock("lock", holder: me)
        #expect(try state.holder(of: "lock") == me)
        lock.release()
        #expect(try state.holder(of: "lock") == nil)
        try state.lock("lock", holder: "x").release()
    }

    @Test func `a line of another process or kind is not a holder's`() {
        let table = LockTable(
            Array(
                """
                1: POSIX  ADVISORY  WRITE 14700 fe:00:5310672 1073741824 1073742335
                2: FLOCK  ADVISORY  WRITE 4711 08:01:131090 0 EOF
                2: -> FLOCK  ADVISORY  WRITE 4712 08:01:131090 0 EOF
                3: FLOCK
                nonsense
                """.utf8))
        #expect(table.holds(file: "131090", process: "4711"))
        #expect(table.holds(file: "131090", process: nil))
        #expect(!table.holds(file: "131090", process: "99"))
        #expect(!table.holds(file: "5310672", process: "14700"))
        #expect(!table.holds(file: "", process: nil))
    }

    @Test(arguments: [
        ("process 17 since 10:05", "17"), ("algom reset, process 9 since x", "9"),
        ("process", nil), ("process x", nil), ("", nil), ("another process", nil),
    ])
    func `a holder's number is found in its words`(text: String, number: String?) {
        #expect(LockFile.process(in: text) == number)
    }
}
