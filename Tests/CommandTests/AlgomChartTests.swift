import Foundation
import Testing

/// `chart` as a person runs it.
struct AlgomChartTests {
    private let algom = Command(name: "algom")

    static func home() throws -> TemporaryHome {
        let home = try TemporaryHome()
        let tick = Command(name: "algom-tick")
        let arguments = ["--exchange", "sim", "--home", home.path]
        for now in ["2026-01-05T12:00:00Z", "2026-01-07T12:00:00Z"] {
            #expect(try tick.run(arguments + ["--now", now], environment: [:]).status == 0)
        }
        return home
    }

    @Test func `pictures are well-formed SVG and PNG files, and their words are told`() throws {
        let home = try Self.home()
        let lint = Command(path: "/usr/bin/xmllint")
        for kind in ["trade", "equity", "candles"] {
            let file = "\(home.path)/\(kind)"
            let svg = try algom(
                "chart", "--kind", kind, "--home", home.path, "--output", "\(file).svg")
            #expect(svg.status == 0, "\(svg.errors)")
            #expect(svg.output.hasPrefix("ALGOM paper trading, no real money: "))
            #expect(try lint("--noout", "--nonet", "\(file).svg").status == 0)
            let png = try algom(
                "chart", "--kind", kind, "--home", home.path, "--output", "\(file).png")
            #expect(png.status == 0, "\(png.errors)")
            #expect(png.errors == "" && png.output == svg.output)
            let bytes = try Data(contentsOf: URL(filePath: "\(file).png"))
            #expect(bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]))
            #expect(bytes[16..<24].elementsEqual([0, 0, 4, 0xb0, 0, 0, 2, 0xa3]))
            #expect(bytes.count > 10_000 && bytes.count < 1_000_000)
            let text = try algom("chart", "--kind", kind, "--home", home.path, "--output", "-")
            #expect(text.output == (try home.text("\(kind).svg")))
        }
    }

    @Test func `without a font there is no picture, and a line that says so`() throws {
        let home = try Self.home()
        try home.write(
            "<?xml version='1.0'?><fontconfig><cachedir>\(home.path)</cachedir></fontconfig>",
            to: "fonts.conf")
        let outcome = try algom(
            "chart", "--home", home.path, "--output", "\(home.path)/a.png",
            environment: ["FONTCONFIG_FILE": "\(home.path)/fonts.conf"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.hasPrefix("algom chart: there is no font on this system; "))
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/a.png"))
    }

    @Test func `pictures carry the name that posts do`() throws {
        let home = try Self.home()
        try home.write(
            "{ traders: [{ exchange: 'sim' }], report: { brand: 'Ours & Co' } }", to: "algom.json")
        let outcome = try algom("chart", "--home", home.path, "--output", "-")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(">Ours &amp; Co<"))
    }

    @Test func `in characters it fits the columns there are, and is plain`() throws {
        let home = try Self.home()
        let size = ["COLUMNS": "70", "LINES": "31"]
        for arguments in [
            [], ["--last", "200"], ["--since", "2026-01-06"], ["--equity"], ["--last", "all"],
            ["--last", "36h"],
        ] {
            let outcome = try algom.run(
                ["chart", "--text", "--home", home.path] + arguments, environment: size)
            #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 31 && lines.allSatisfy { $0.count <= 70 })
            #expect(!outcome.output.contains("\u{1b}"))
        }
        // Behind a pipe, as before 'less', it is the same without --text.
        let plain = try algom("chart", "--home", home.path)
        #expect(
            plain.lines.contains { $0.count == 80 } && plain.lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `a wrong question is 64`() throws {
        let home = try TemporaryHome()
        #expect(try algom("chart", "--kind", "pie", "--home", home.path).status == 64)
        #expect(try algom("chart", "--last", "1w", "--home", home.path).status == 64)
        #expect(try algom("chart", "--since", "2099-01-01", "--home", home.path).status == 64)
        for pair in [
            ["--text", "--output", "-"], ["--last", "5", "--since", "2026-01-01"],
            ["--equity", "--kind", "trade"],
        ] {
            #expect(try algom.run(["chart"] + pair, environment: [:]).status == 64)
        }
        let none = try algom("chart", "--home", home.path)
        #expect(none.status == 64)
        #expect(none.errors == "algom chart: no trader has run yet in \(home.path)\n")
    }
}
