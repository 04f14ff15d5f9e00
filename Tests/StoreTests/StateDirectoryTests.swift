import Foundation
import Glibc
import Testing

@testable import Store

struct StateDirectoryTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    // MARK: Opening

    @Test func `creates itself and missing parents, private whatever the mask`() async throws {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            _ = umask(0o277)
            let state = try StateDirectory(path: "\(temporary.path)/home/state")
            #expect(try temporary.permissions("home") == "700")
            #expect(try temporary.permissions("home/state") == "700")
            try state.makeDirectory("traders/one")
            #expect(try temporary.permissions("home/state/traders") == "700")
            #expect(try temporary.permissions("home/state/traders/one") == "700")
        }
    }

    @Test func `creates itself where a relative path says`() async throws {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryDirectory()
            #expect(chdir(temporary.path) == 0)
            _ = try StateDirectory(path: "./home//state/")
            _ = try StateDirectory(path: "other")
            #expect(try temporary.names() == ["home", "other"])
            #expect(try temporary.names("home") == ["state"])
        }
    }

    @Test func `leaves the permissions of one that exists`() throws {
        #expect(chmod(temporary.path, 0o755) == 0)
        _ = try temporary.state()
        #expect(try temporary.permissions(".") == "755")
    }

    @Test func `is followed through a symbolic link, for operators have their disks`() throws {
        let link = "\(temporary.path)/link"
        #expect(symlink("\(temporary.path)/real", link) == 0)
        _ = try StateDirectory(path: "\(temporary.path)/real")
        try StateDirectory(path: link).replace("a", with: [1], access: .owner)
        #expect(try temporary.bytes("real/a") == [1])
    }

    @Test func `is not created by looking`() throws {
        #expect(try StateDirectory(existing: "\(temporary.path)/none") == nil)
        #expect(try temporary.names() == [])
        #expect(try StateDirectory(existing: temporary.path)?.path == temporary.path)
    }

    @Test func `refuses a file in its place`() throws {
        try temporary.put([], in: "file")
        let path = "\(temporary.path)/file"
        let refusal = StoreError.io(operation: "open", path: path, code: ENOTDIR)
        #expect(throws: refusal) { try StateDirectory(path: path) }
        #expect(throws: refusal) { try StateDirectory(existing: path) }
    }

    // MARK: Reading

    @Test func `a file that is not there is no error`() throws {
        let state = try temporary.state()
        #expect(try state.read("a.json", atMost: 10) == nil)
        #expect(try state.read("traders/one/a.json", atMost: 10) == nil)
    }

    @Test func `reads up to the limit and not a byte more`() throws {
        let state = try temporary.state()
        let bytes = [UInt8](0..<100)
        try temporary.put(bytes, in: "a")
        #expect(try state.read("a", atMost: 100) == bytes)
        #expect(throws: StoreError.tooLarge(path: "\(temporary.path)/a", limit: 99)) {
            try state.read("a", atMost: 99)
        }
        try temporary.put([], in: "empty")
        #expect(try state.read("empty", atMost: 0) == [])
    }

    @Test func `making a directory that exists is fine`() throws {
        let state = try temporary.state()
        try state.makeDirectory("traders/one")
        try state.replace("traders/one/a", with: [7], access: .owner)
        try state.makeDirectory("traders/one")
        #expect(try state.read("traders/one/a", atMost: 1) == [7])
    }

    // MARK: What does not belong

    enum Intruder: String, CaseIterable {
        case symbolicLink = "a symbolic link"
        case directory = "a directory"
        case fifo = "a fifo"
        case socket = "a socket"

        func place(at path: String) {
            switch self {
            case .symbolicLink: #expect(symlink("elsewhere", path) == 0)
            case .directory: #expect(mkdir(path, 0o700) == 0)
            case .fifo: #expect(mkfifo(path, 0o600) == 0)
            case .socket: #expect(mknod(path, S_IFSOCK | 0o600, 0) == 0)
            }
        }
    }

    @Test(arguments: Intruder.allCases)
    func `refuses what is no regular file where one belongs`(intruder: Intruder) throws {
        let state = try temporary.state()
        try temporary.put([1], in: "elsewhere")
        intruder.place(at: "\(temporary.path)/a")
        let damage = StoreError.damaged(
            path: "\(temporary.path)/a",
            what: "it is \(intruder.rawValue), where a regular file belongs")
        #expect(throws: damage) { try state.read("a", atMost: 10) }
        #expect(throws: damage) { try state.lock("a", holder: "") }
    }

    @Test(arguments: [Intruder.symbolicLink, .fifo, .socket])
    func `refuses what is no directory on the way`(intruder: Intruder) throws {
        let state = try temporary.state()
        try state.makeDirectory("elsewhere")
        try temporary.put([1], in: "elsewhere/a")
        intruder.place(at: "\(temporary.path)/traders")
        let damage = StoreError.damaged(
            path: "\(temporary.path)/traders",
            what: "it is \(intruder.rawValue), where a directory belongs")
        #expect(throws: damage) { try state.read("traders/a", atMost: 10) }
        #expect(throws: damage) { try state.replace("traders/a", with: [], access: .owner) }
        #expect(throws: damage) { try state.makeDirectory("traders/b") }
        #expect(throws: damage) { try state.lock("traders/lock", holder: "") }
        #expect(try temporary.names("elsewhere") == ["a"])
    }
}
