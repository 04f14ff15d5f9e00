import Glibc
import Testing

@testable import Store

struct StateDirectoryListingTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func `lists names in order, and those alone that could be ours`() throws {
        let state = try temporary.state()
        for name in ["eth", "btc", "0", "B"] { try state.makeDirectory("traders/\(name)") }
        for name in ["traders/.tmp", "traders/a b", "traders/é", "traders/file"] {
            try temporary.put([], in: name)
        }
        #expect(try state.entries(of: "traders") == ["0", "B", "btc", "eth", "file"])
    }

    @Test func `a directory that is not there holds nothing`() throws {
        let state = try temporary.state()
        #expect(try state.entries(of: "traders") == [])
        #expect(try state.entries(of: "traders/a") == [])
        try state.makeDirectory("traders")
        #expect(try state.entries(of: "traders") == [])
    }

    @Test func `refuses to list what is no directory`() throws {
        let state = try temporary.state()
        try temporary.put([], in: "traders")
        let damage = StoreError.damaged(
            path: "\(temporary.path)/traders",
            what: "it is a regular file, where a directory belongs")
        #expect(throws: damage) { try state.entries(of: "traders") }
        #expect(throws: damage) { try state.exists("traders/a") }
    }

    @Test func `tells whether anything lies under a name`() throws {
        let state = try temporary.state()
        #expect(try !state.exists("traders/a/journal.jsonl"))
        try state.makeDirectory("traders/a")
        #expect(try !state.exists("traders/a/journal.jsonl"))
        #expect(try state.exists("traders/a"))
        try temporary.put([], in: "traders/a/journal.jsonl")
        #expect(try state.exists("traders/a/journal.jsonl"))
        #expect(try !state.exists("traders/a/journal.json"))
        // What leads nowhere still lies there.
        #expect(symlink("nowhere", "\(temporary.path)/traders/a/link") == 0)
        #expect(try state.exists("traders/a/link"))
    }

    @Test func `spells paths for messages`() throws {
        #expect(
            try temporary.state().path(of: "traders/a/lock") == "\(temporary.path)/traders/a/lock")
    }
}
