import Foundation
import Testing

@testable import Pictures

struct PNGFileTests {
    private static func svg(_ inside: String, width: Int = 64, height: Int = 36) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
        width="\(width)" height="\(height)">\(inside)</svg>
        """
    }

    /// The big-endian number of four bytes.
    private static func number(_ bytes: [UInt8], at index: Int) -> Int {
        bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    @Test func `a drawing becomes a PNG file of its size, the same every time`() throws {
        let text = Self.svg("<rect width='64' height='36' fill='#123456'/>")
        let bytes = try PNGFile.bytes(svg: text)
        #expect(bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
        #expect(Self.number(bytes, at: 16) == 64 && Self.number(bytes, at: 20) == 36)
        #expect(try PNGFile.bytes(svg: text) == bytes)
        #expect(try PNGFile.bytes(svg: Self.svg("")) != bytes)
    }

    @Test func `text is drawn`() throws {
        let text = { (words: String) in
            Self.svg("<text x='2' y='30' font-size='24' fill='#fff'>\(words)</text>")
        }
        let pictures = try ["", "A", "B"].map { try PNGFile.bytes(svg: text($0)) }
        #expect(Set(pictures).count == 3)
    }

    @Test func `nothing outside the text is loaded`() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "algom-picture-\(UUID().uuidString).png")
        try Data(PNGFile.bytes(svg: Self.svg("<rect width='64' height='36' fill='#f00'/>")))
            .write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let blank = try PNGFile.bytes(svg: Self.svg(""))
        for address in [file.path, "file://\(file.path)", file.lastPathComponent] {
            let image = "<image width='64' height='36' xlink:href='\(address)'/>"
            #expect(try PNGFile.bytes(svg: Self.svg(image)) == blank, "\(address)")
        }
        let entity = """
            <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>\
            \(Self.svg("<text y='30' fill='#fff'>&a;</text>"))
            """
        let refused = #expect(throws: PictureError.self) { try PNGFile.bytes(svg: entity) }
        #expect(refused?.description.contains("Entity 'a' not defined") == true)
    }

    @Test func `what is no drawing is refused, in one line`() throws {
        for text in ["", "no SVG", "<svg", Self.svg("<rect>"), Self.svg("&nbsp;"), "<html/>"] {
            let error = #expect(throws: PictureError.self) { try PNGFile.bytes(svg: text) }
            #expect(
                error?.description.hasPrefix("the picture cannot be drawn: ") == true, "\(text)")
            #expect(error?.description.contains("\n") == false, "\(text)")
        }
    }

    @Test func `what is too large is refused`() throws {
        let long = Self.svg(String(repeating: "<g/>", count: 300_000))
        #expect(
            throws: PictureError.tooLong(bytes: long.utf8.count, limit: PNGFile.longestText)
        ) { try PNGFile.bytes(svg: long) }
        for (width, height) in [(4_097, 10), (10, 4_097), (2_000_000_000, 1), (0, 10)] {
            #expect(throws: PictureError.self) {
                try PNGFile.bytes(svg: Self.svg("", width: width, height: height))
            }
        }
        #expect(throws: PictureError.badSize(width: 4_097, height: 10)) {
            try PNGFile.bytes(svg: Self.svg("", width: 4_097, height: 10))
        }
        let most = try PNGFile.bytes(svg: Self.svg("", width: 4_096, height: 4_096))
        #expect(Self.number(most, at: 16) == 4_096)
    }

    @Test func `what is declared of librsvg is what its header says`() throws {
        let shim = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/CRsvg/shim.h").standardizedFileURL.path
        let check = """
            { echo '#include <librsvg/rsvg.h>'; echo '#include "\(shim)"'; } |
            cc -x c -fsyntax-only -Werror $(pkg-config --cflags librsvg-2.0) -
            """
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", check]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
