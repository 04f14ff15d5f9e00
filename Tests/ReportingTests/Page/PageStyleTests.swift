import Testing

@testable import Reporting

struct PageStyleTests {
    @Test func `it asks for nothing from elsewhere, and cannot end its element`() {
        for word in ["url(", "@import", "http", "</", "expression"] {
            #expect(!PageStyle.text.contains(word), "\(word)")
        }
        #expect(PageStyle.text.ranges(of: "{").count == PageStyle.text.ranges(of: "}").count)
    }

    @Test func `it serves both themes, paper, telephones and those who want no motion`() {
        for query in [
            "prefers-color-scheme:dark", "@media print", "max-width:40rem",
            "prefers-reduced-motion:no-preference", ":focus-visible", "tabular-nums",
        ] {
            #expect(PageStyle.text.contains(query), "\(query)")
        }
    }
}
