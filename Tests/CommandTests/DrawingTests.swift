import Foundation
import Invocation
import LoopbackServices
import Testing

/// Pictures are drawn by a program of their own, and what becomes of it costs the picture alone.
struct DrawingTests {
    private static let draw = Command(name: "algom-draw")

    /// A directory with copies of the programs, and in place of `algom-draw` a shell script.
    private static func programs(drawing script: String?) throws -> TemporaryHome {
        let place = try TemporaryHome()
        for name in ["algom", "algom-report"] {
            try FileManager.default.copyItem(
                at: Command.directory.appending(path: name), to: place.url.appending(path: name))
        }
        if let script { try place.write("#!/bin/sh\n\(script)\n", to: "algom-draw", mode: 0o700) }
        return place
    }

    private static let endings: [(script: String?, status: Int32, words: String)] = [
        ("kill -ABRT $$", 70, "algom-draw was ended by signal 6"),
        ("echo out of memory >&2; kill -KILL $$", 70, "was ended by signal 9: out of memory"),
        ("cat", 70, "algom-draw made no PNG file"), ("exit 0", 70, "algom-draw made no PNG file"),
        ("exit 3", 70, "algom-draw ended with 3"),
        ("head -c 6000000 /dev/zero", 70, "algom-draw: it says more than 5000000 bytes"),
        ("env | grep -q pLaNtEd && exit 4; exit 5", 70, "algom-draw ended with 5"),
        ("echo libx.so.2: no such file >&2; exit 127", 78, "pictures need librsvg, as with 'apt"),
        ("echo no font >&2; exit 78", 78, "no font"), (nil, 78, "there is no algom-draw in "),
    ]

    @Test(arguments: endings.indices)
    func `whatever drawing comes to, there is a line and no file`(index: Int) throws {
        let (script, status, words) = Self.endings[index]
        let home = try AlgomChartTests.home()
        let place = try Self.programs(drawing: script)
        let outcome = try Command(path: "\(place.path)/algom")(
            "chart", "--home", home.path, "--output", "\(home.path)/a.png",
            environment: ["TWITTER_API_KEY": "pLaNtEd"])
        #expect(outcome.status == status, "\(outcome)")
        #expect(outcome.errors.hasPrefix("algom chart: ") && outcome.errors.contains(words))
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/a.png"))
    }

    @Test func `a post goes without the picture that could not be drawn`() throws {
        let x = LoopbackX(
            keys: XKeys(apiKey: "k", apiSecret: "s", accessToken: "1-t", accessTokenSecret: "u"))
        x.setNow(seconds: Int64(Date().timeIntervalSince1970))
        let home = try AlgomChartTests.home()
        let place = try Self.programs(drawing: "kill -ABRT $$")
        let outcome = try Command(path: "\(place.path)/algom-report")(
            "--kind", "daily", "--home", home.path,
            environment: [
                "TWITTER_API_KEY": "k", "TWITTER_API_SECRET": "s", "TWITTER_ACCESS_TOKEN": "1-t",
                "TWITTER_ACCESS_TOKEN_SECRET": "u", "TWITTER_BASE_URL": x.baseURL,
            ])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(
            outcome.errors.contains(
                "this post goes without a picture: algom-draw was ended by signal 6"))
        #expect(x.created.first?.text.contains("DAILY REPORT") == true && x.pictures.isEmpty)
    }

    @Test func `what would take more memory than a picture may is not drawn`() throws {
        let blur = "<filter id='f'><feGaussianBlur stdDeviation='500'/></filter>"
        let depth = 50
        let svg =
            "<svg xmlns='http://www.w3.org/2000/svg' width='4096' height='4096'>\(blur)"
            + String(repeating: "<g filter='url(#f)'>", count: depth)
            + "<rect width='4096' height='4096'/>" + String(repeating: "</g>", count: depth)
            + "</svg>"
        let place = try TemporaryHome()
        try place.write(svg, to: "a.svg")
        let outcome = try Command(path: "/bin/sh")(
            "-c", "exec '\(Command.directory.path)/algom-draw' < '\(place.path)/a.svg'")
        #expect(outcome.status != 0 && outcome.output.isEmpty, "\(outcome.status)")
    }

    @Test func `more than a picture's text is refused, and so is none`() throws {
        let none = try Self.draw()
        #expect(none.status == 70 && none.errors.hasPrefix("the picture cannot be drawn: "))
        let long = try Command(path: "/bin/sh")(
            "-c", "head -c 2000000 /dev/zero 2>/dev/null | '\(Command.directory.path)/algom-draw'")
        #expect(long.status == 70 && long.errors == "more than 1048576 bytes of SVG, or cut off\n")
    }

    @Test func `a program that hangs is ended, and so it is said`() throws {
        let error = #expect(throws: Program.Failure.self) {
            try Program("sleep", ["1000"], maximumMilliseconds: 50).run()
        }
        #expect(error?.description == "it is not done after 0 seconds")
    }

    /// By the NEEDED entries of each file, which a loader resolves before anything of it runs.
    @Test func `only what draws is linked with what draws`() throws {
        let programs = [
            "algom", "algom-report", "algom-tick", "algom-health", "algom-draw",
        ]
        for name in programs {
            let entries = try Command(path: "/usr/bin/readelf")(
                "--dynamic", "--wide", Command.directory.appending(path: name).path)
            let needed = entries.lines.filter { $0.contains("(NEEDED)") }
            #expect(needed.contains { $0.contains("[libc.so.") }, "\(entries)")
            for library in ["librsvg", "libcairo", "libfontconfig", "libglib", "libgobject"] {
                let isLinked = needed.contains { $0.contains("[\(library)") }
                #expect(isLinked == (name == "algom-draw"), "\(name) and \(library)")
            }
        }
    }
}
