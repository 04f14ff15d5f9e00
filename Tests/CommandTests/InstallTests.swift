import Foundation
import Testing

/// What `make install` and `make install-systemd` put in place, and what they refuse.
struct InstallTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private static func make(_ arguments: [String]) throws -> Command.Outcome {
        try Command(path: "/usr/bin/make").run(
            ["-s", "-C", checkout] + arguments, environment: ["PATH": "/usr/bin:/bin"])
    }

    @Test(arguments: [
        "", "opt/algom", "~/algom", "/opt/al gom", "/opt/al%gom", "/opt/al'gom", "/opt/al\"gom",
        "/opt/$HOME", "/opt/al\\gom", "/opt/al#gom", "/opt/al|gom", "/opt/al&gom",
        "/opt/alg\u{f6}m",
        "/opt/al\ngom", "/opt/al;gom", "/opt/al*",
    ])
    func `a path that a crontab or a unit would not survive is refused`(path: String) throws {
        let place = try TemporaryHome(isHome: false)
        for (goal, name) in [
            ("install", "PREFIX"), ("install-systemd", "PREFIX"), ("install-systemd", "HOME_DIR"),
        ] {
            let outcome = try Self.make(["\(goal)", "DESTDIR=\(place.path)/d", "\(name)=\(path)"])
            #expect(outcome.status == 2, "\(outcome)")
            #expect(outcome.errors.contains("\(name)='"), "\(outcome.errors)")
            #expect(outcome.errors.contains("cannot stand in a crontab or a unit"))
        }
        #expect(try place.remains() == [])
    }

    @Test func `programs and units are replaced by a rename, and never removed`() throws {
        let place = try TemporaryHome(isHome: false)
        let programs = ["algom", "algom-tick", "algom-report", "algom-health", "algom-draw"]
        try FileManager.default.createDirectory(
            atPath: place.path + "/built", withIntermediateDirectories: true)
        for name in programs {
            try FileManager.default.copyItem(
                atPath: "/bin/true", toPath: "\(place.path)/built/\(name)")
        }
        // What is built is these; what is put in place goes below a name with a space.
        let arguments = [
            "install", "install-systemd", "DESTDIR=\(place.path)/a place", "PREFIX=/opt/algom",
            "RELEASE=\(place.path)/built", "SHARE=\(place.path)/built",
        ]
        let first = try Self.make(["-o", "build", "-o", "pages"] + arguments)
        #expect(first.status == 0, "\(first)")
        let before = try place.remains().map { $0.prefix { $0 != "\u{0}" } }
        let trace = "\(place.path)/trace"
        let again = try Command(path: "/usr/bin/strace").run(
            [
                "-f", "-o", trace, "-e", "trace=unlink,unlinkat,rename,renameat,renameat2,openat",
                "/usr/bin/make", "-s", "-C", Self.checkout, "-o", "build", "-o", "pages",
            ] + arguments, environment: ["PATH": "/usr/bin:/bin"])
        #expect(again.status == 0, "\(again)")
        let calls = try place.text("trace").split(separator: "\n")
        try FileManager.default.removeItem(atPath: trace)
        let files =
            programs.map { "/opt/algom/bin/\($0)" } + ["/opt/algom/crontab"]
            + ["/etc/systemd/system/algom-tick.service", "/usr/lib/tmpfiles.d/algom.conf"]
        for file in files {
            let own = calls.filter { $0.contains("a place\(file)\"") }
            #expect(own.contains { $0.contains("rename") }, "\(file): \(own)")
            #expect(!own.contains { $0.contains("unlink") || $0.contains("O_TRUNC") }, "\(own)")
        }
        #expect(try place.remains().map { $0.prefix { $0 != "\u{0}" } } == before)
    }
}
