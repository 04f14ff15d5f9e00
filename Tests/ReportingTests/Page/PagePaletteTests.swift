import Testing

@testable import Reporting

struct PagePaletteTests {
    static let themes = [("light", PagePalette.light), ("dark", PagePalette.dark)]

    /// The relative luminance of a colour, as WCAG 2.2 defines it.
    private static func luminance(_ colour: String) throws -> Double {
        #expect(colour.count == 7 && colour.hasPrefix("#"), "\(colour)")
        let value = try #require(Int(colour.dropFirst(), radix: 16))
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { byte -> Double in
            let part = Double(byte) / 255
            return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    /// A number to the power of 2.4: the square, times the fifth root of the square.
    private static func power(_ value: Double) -> Double {
        let square = value * value
        var root = 1.0
        for _ in 0..<60 {
            root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
        }
        return square * root
    }

    private static func contrast(_ one: String, _ other: String) throws -> Double {
        let both = [try luminance(one), try luminance(other)].sorted()
        return (both[1] + 0.05) / (both[0] + 0.05)
    }

    @Test func `contrast is measured as the standard does`() throws {
        #expect((try Self.contrast("#000000", "#ffffff") - 21).magnitude < 1e-9)
        // The published example of a grey that just passes.
        #expect((try Self.contrast("#767676", "#ffffff") - 4.54).magnitude < 0.01)
    }

    @Test(arguments: 0..<2) func `texts can be read in both themes`(theme: Int) throws {
        let (name, palette) = Self.themes[theme]
        for (colour, ground) in [
            (palette.text, palette.ground), (palette.quiet, palette.ground),
            (palette.link, palette.ground), (palette.gain, palette.ground),
            (palette.loss, palette.ground), (palette.warning, palette.ground),
            (palette.warning, palette.warningGround),
        ] {
            let contrast = try Self.contrast(colour, ground)
            #expect(contrast >= 4.5, "\(name): \(colour) on \(ground) has \(contrast)")
        }
    }

    @Test(arguments: 0..<2) func `lines of charts can be seen in both themes`(theme: Int) throws {
        let (name, palette) = Self.themes[theme]
        for colour in [
            palette.gain, palette.loss, palette.fast, palette.slow, palette.quiet, palette.text,
        ] + palette.traders {
            let contrast = try Self.contrast(colour, palette.ground)
            #expect(contrast >= 3, "\(name): \(colour) has \(contrast)")
        }
        #expect(try Self.contrast(palette.loss, palette.fall) >= 3, "\(name)")
    }

    @Test(arguments: [(LinePalette.light, PagePalette.light), (.dark, .dark)])
    func `more lines can be seen and told apart in both themes`(
        lines: LinePalette, palette: PagePalette
    ) throws {
        #expect(
            Set(lines.colours + [palette.fast, palette.slow]).count == SeriesLayout.maximumLines)
        for colour in lines.colours {
            let contrast = try Self.contrast(colour, palette.ground)
            #expect(contrast >= 3, "\(colour) has \(contrast)")
        }
    }

    @Test func `a line that has a class has a style`() {
        for name in ["third", "fourth", "fifth", "sixth"] {
            #expect(PageStyle.textOfRules.contains(".\(name){stroke:var(--\(name))"))
            #expect(!PageStyle.text.contains(name))
        }
        #expect(PageStyle.textOfRules.hasPrefix(PageStyle.text))
    }

    @Test func `both themes name every colour that the style sheet goes by, and no other`() {
        let used = Set(
            PageStyle.text.matches(of: #/var\(--([a-z-]+)\)/#).map { String($0.output.1) })
        for (name, palette) in Self.themes {
            let named = palette.properties.split(separator: ";").map { part in
                String(part.dropFirst(2).prefix { $0 != ":" })
            }
            #expect(Set(named) == used, "\(name)")
        }
    }
}
