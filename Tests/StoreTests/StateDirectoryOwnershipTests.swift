import Glibc
import Testing

@testable import Store

struct StateDirectoryOwnershipTests {
    private let scratch: TemporaryDirectory
    private let directory: StateDirectory

    init() throws {
        scratch = try TemporaryDirectory()
        directory = try StateDirectory(path: scratch.path + "/state")
        try directory.makeDirectory("traders/a")
        try directory.replace("traders/a/checkpoint.json", with: [1], access: .owner)
    }

    private var file: String { scratch.path + "/state/traders/a/checkpoint.json" }

    @Test func `what is ours alone passes, and what is not there`() throws {
        try directory.checkOwnership(in: "traders/a")
        try directory.checkOwnership(in: "traders/b")
        #expect(chmod(file, 0o644) == 0)
        try directory.checkOwnership(in: "traders/a")
        #expect(symlink("/nowhere", scratch.path + "/state/traders/a/link") == 0)
        try directory.checkOwnership(in: "traders/a")
    }

    @Test(arguments: [mode_t(0o620), 0o602, 0o666])
    func `what others may write is refused with the command that helps`(mode: mode_t) throws {
        #expect(chmod(file, mode) == 0)
        #expect(
            throws: StoreError.notOurs(
                path: file, what: "can be written by other users; run: chmod go-w \(file)")
        ) { try directory.checkOwnership(in: "traders/a") }
    }

    @Test func `the same goes for single files`() throws {
        let names = ["traders/a/checkpoint.json", "absent", "absent/file"]
        try directory.checkOwnership(of: names)
        #expect(chmod(file, 0o620) == 0)
        #expect(
            throws: StoreError.notOurs(
                path: file, what: "can be written by other users; run: chmod go-w \(file)")
        ) { try directory.checkOwnership(of: names) }
    }

    /// All that writes in `traders/a`.
    private static let writes: [@Sendable (StateDirectory) throws -> Void] = [
        { try $0.replace("traders/a/new", with: [1], access: .owner) },
        { _ = try Replacement(in: $0, "traders/a/new", with: [1], access: .owner) },
        { try $0.log([1], to: "traders/a/log", older: "traders/a/log.1", limit: 100) },
        { try $0.append([1], to: "traders/a/log") },
        { try $0.makeDirectory("traders/a/b") },
        { try $0.makeDirectory("traders/a") },
        { try $0.remove("traders/a/checkpoint.json") },
        { try $0.move("traders/a/checkpoint.json", to: "kept") },
        { try $0.move("kept", to: "traders/a/kept") },
        { _ = try $0.lock("traders/a/lock", holder: "a test") },
        { try $0.checkOwnership(in: "traders/a") },
        { try $0.checkOwnership(in: "traders/a", clearing: true) },
        { try $0.checkOwnership(of: ["traders/a/checkpoint.json"]) },
        { _ = try $0.read("traders/a/checkpoint.json", atMost: 9, isOurs: true) },
    ]

    @Test(arguments: ["traders", "traders/a"], writes.indices)
    func `whoever writes refuses a directory on the way that others can write`(
        name: String, write: Int
    ) throws {
        let path = "\(scratch.path)/state/\(name)"
        #expect(chmod(path, 0o730) == 0)
        let refusal = StoreError.notOurs(
            path: path, what: "can be written by other users; run: chmod go-w \(path)")
        for directory in [directory, try directory.holding("traders/a")] {
            #expect(throws: refusal, "\(write)") { try Self.writes[write](directory) }
        }
        #expect(try directory.entries(of: "traders/a") == ["checkpoint.json"])
        #expect(try directory.read("traders/a/checkpoint.json", atMost: 9) == [1])
    }

    @Test func `what killed runs left goes with the look at whose the rest is`() throws {
        let left = TemporaryFile.name(for: "checkpoint.json", number: 3)
        try scratch.put([1], in: "state/traders/a/\(left)")
        try directory.checkOwnership(in: "traders/a")
        #expect(try scratch.names("state/traders/a").contains(left))
        try directory.checkOwnership(in: "traders/a", clearing: true)
        #expect(try scratch.names("state/traders/a") == ["checkpoint.json"])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `what belongs to another is refused by both users' numbers`() throws {
        #expect(chown(file, 12_345, 0) == 0)
        let error = try #require(throws: StoreError.self) {
            try directory.checkOwnership(in: "traders/a")
        }
        #expect(
            error.description.hasPrefix(
                "\(file) belongs to user 12345, and this runs as root; run it as that user: sudo -u '#12345'"
            ))
        #expect(chown(file, 0, 0) == 0)
        #expect(chown(scratch.path + "/state/traders/a", 12_345, 0) == 0)
        #expect(throws: StoreError.self) { try directory.checkOwnership(in: "traders/a") }
    }
}
