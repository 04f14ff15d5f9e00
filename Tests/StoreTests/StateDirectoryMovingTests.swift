import Glibc
import Testing

@testable import Store

struct StateDirectoryMovingTests {
    private let scratch: TemporaryDirectory
    private let state: StateDirectory

    init() throws {
        scratch = try TemporaryDirectory()
        state = try scratch.state()
        try state.makeDirectory("traders/a")
        try state.makeDirectory("archive")
        try state.replace("traders/a/file", with: [1], access: .owner)
    }

    @Test func `a directory moves whole`() throws {
        try state.move("traders/a", to: "archive/a.1")
        #expect(try scratch.bytes("archive/a.1/file") == [1])
        #expect(try scratch.names("traders") == [])
    }

    @Test func `what is there is not moved over`() throws {
        try state.makeDirectory("archive/a.1")
        try state.replace("archive/a.1/file", with: [2], access: .owner)
        #expect(
            throws: StoreError.io(
                operation: "move", path: "\(scratch.path)/traders/a", code: ENOTEMPTY)
        ) { try state.move("traders/a", to: "archive/a.1") }
        #expect(try scratch.bytes("archive/a.1/file") == [2])
        #expect(throws: StoreError.self) { try state.move("traders/b", to: "archive/b") }
    }

    @Test func `a file is removed, and one that is not there is fine`() throws {
        try state.remove("traders/a/file")
        try state.remove("traders/a/file")
        try state.remove("nowhere/file")
        #expect(try scratch.names("traders/a") == [])
    }
}
