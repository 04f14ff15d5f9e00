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
