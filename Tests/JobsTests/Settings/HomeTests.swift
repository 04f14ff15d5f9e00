import Foundation
import Glibc
import Testing

@testable import Jobs
@testable import Text
@testable import Settings

/// The gate to a home: what is named, whether it is there, whose it is, and who else may write there.
struct HomeTests {
    private let scratch: ScratchHome

    init() throws { scratch = try ScratchHome() }

    private func name(_ option: String?, _ variable: String? = nil) throws -> String {
        try HomeName(
            variable.map { ["ALGOM_HOME": $0] } ?? [:], Settings.Options(home: option)
        ).path
    }

    private func home(_ purpose: Home.Purpose, _ path: String? = nil) throws -> Home {
        try Home(
            [:],
            Settings.Options(
                home: path ?? scratch.path, command: ["algom-tick", "--home", scratch.path]),
            for: purpose)
    }

    private func refusal(_ purpose: Home.Purpose, _ path: String? = nil) throws -> String {
        let error = try #require(throws: JobError.self) { try home(purpose, path) }
        #expect(error.status == .configuration)
        return error.description
    }

    @Test func `a home is the option, the variable or the working directory, from the root on`()
        throws
    {
        let working = FileManager.default.currentDirectoryPath
        #expect(try name(nil) == working)
        #expect(try name(nil, "/a//") == "/a")
        #expect(try name("/b/", "/a") == "/b")
        #expect(try name("/") == "/")
        #expect(try name(".") == working)
        #expect(try name("nowhere/at all") == "\(working)/nowhere/at all")
    }

    @Test(arguments: [
        "", "~", "~/algom", "~me/algom", "$HOME/algom", "${HOME}", "/a\u{fffd}b", "/a\nb",
        "/a\u{1b}[2J",
    ])
    func `a name that nobody has expanded, or that is no text, is refused`(text: String) throws {
        for (option, variable, origin) in [(text, nil, "--home"), (nil, text, "ALGOM_HOME")] {
            let error = try #require(throws: JobError.self) { try name(option, variable) }
            #expect(error.status == .configuration)
            #expect(error.description.hasPrefix("\(origin) '"), "\(error)")
            #expect(error.description.hasSuffix("; write the path out, from / on"), "\(error)")
        }
    }

    @Test func `a variable that is relative, and a name no path may have, are refused`() throws {
        for (option, variable) in [
            (nil, "algom"), (nil, "."), (nil, "../a"),
            ("/" + String(repeating: "x", count: 256), nil),
            (String(repeating: "/xyz", count: 300), nil),
        ] as [(String?, String?)] {
            let error = try #require(throws: JobError.self) { try name(option, variable) }
            #expect(error.status == .configuration)
            #expect(error.description.utf8.count < 250, "\(error)")
        }
        #expect(try name("algom").hasSuffix("/algom"))
    }

    @Test(arguments: [Home.Purpose.looking, .writing])
    func `what is not there, or no home, is refused with what makes one`(
        purpose: Home.Purpose
    ) throws {
        for (path, words) in [
            (scratch.path, "holds no algom.json, no .env and no state/"),
            ("\(scratch.path)/it's away", "is not there"),
        ] {
            let option = path == scratch.path ? path : "'\(scratch.path)/it'\"'\"'s away'"
            let error = try refusal(purpose, path)
            #expect(error.hasPrefix("--home: \(path) \(words)"), "\(error)")
            #expect(error.contains("algom init --home \(option), or"), "\(error)")
            #expect(error.hasSuffix("algom-tick --new-home --home \(option)"), "\(error)")
        }
        #expect(try scratch.names() == [])
    }

    @Test(arguments: ["algom.json", ".env", "state/x"])
    func `each of the three makes a home`(mark: String) throws {
        try scratch.put("", in: mark)
        #expect(chmod("\(scratch.path)/state", 0o700) == 0 || mark != "state/x")
        for purpose in [Home.Purpose.looking, .writing, .founding] {
            #expect(try home(purpose).path == scratch.path)
        }
    }

    @Test func `a new home is made with its parents, closed to others, and is one then`() throws {
        let path = "\(scratch.path)/srv/algom"
        let new = try home(.founding, path)
        #expect(try scratch.names() == [])
        try new.make()
        for part in ["srv", "srv/algom", "srv/algom/state"] {
            #expect(try scratch.permissions(part) == "700")
        }
        #expect(try home(.writing, path) == new)
        try new.make()
    }

    @Test(arguments: ["algom.json", ".env", "state"])
    func `a link that leads nowhere is no absence`(name: String) throws {
        let link = "\(scratch.path)/\(name)"
        #expect(symlink("/nowhere/\(name)", link) == 0)
        for purpose in [Home.Purpose.looking, .writing, .founding] {
            let error = try refusal(purpose)
            #expect(error.contains("\(link) is a symbolic link to /nowhere/\(name), which leads"))
        }
        // Where state/ tells that it is a home, whoever reads the file is told.
        guard name != "state" else { return }
        try scratch.makeState()
        let error = try #require(throws: JobError.self) { try scratch.settings() }
        #expect(error.status == .configuration)
        #expect(error.description.contains("leads nowhere"), "\(error)")
        #expect(unlink(link) == 0 && symlink(name, link) == 0)
        #expect(throws: JobError.self) { try scratch.settings() }
    }

    @Test(arguments: ["", "/state"], [mode_t(0o770), 0o702])
    func `where others may write nobody writes, and whoever may look looks`(
        part: String, mode: mode_t
    ) throws {
        try scratch.makeState()
        let path = scratch.path + part
        #expect(chmod(path, mode) == 0)
        #expect(
            try refusal(.writing)
                == "--home: \(path) can be written by other users; run: chmod go-w \(path)")
        #expect(throws: JobError.self) { try home(.founding) }
        #expect(try home(.looking).path == scratch.path)
    }

    @Test func `a directory meant for all is no home, and stays as it is meant`() throws {
        try scratch.makeState()
        #expect(chmod(scratch.path, 0o1777) == 0)
        let words = "can be written by other users; name a directory of your own"
        #expect(try refusal(.founding) == "--home: \(scratch.path) \(words)")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a home away"))
    func `root works in nobody else's home`() throws {
        try scratch.makeState()
        #expect(chown(scratch.path, 12_345, 0) == 0)
        let words = "belongs to user 12345, and this runs as root"
        #expect(
            try refusal(.writing)
                == "--home: \(scratch.path) \(words); run it as that user: sudo -u '#12345'"
                + " algom-tick --home \(scratch.path)")
        #expect(try home(.looking).path == scratch.path)
        #expect(chown(scratch.path, 0, 0) == 0)
        #expect(chown("\(scratch.path)/state", 12_345, 0) == 0)
        let error = try refusal(.founding)
        #expect(error.contains("\(scratch.path)/state \(words)"), "\(error)")
        #expect(!error.contains("chown"), "\(error)")
    }
}
