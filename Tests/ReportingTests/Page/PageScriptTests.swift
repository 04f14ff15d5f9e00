import Testing

@testable import Reporting

struct PageScriptTests {
    @Test func `it asks for nothing, writes text alone, and cannot end its element`() {
        for word in [
            "http", "fetch", "import", "eval", "innerHTML", "document.write", "</", "<!--",
        ] {
            #expect(!PageScript.text.contains(word), "\(word)")
        }
        #expect(PageScript.text.contains("textContent"))
    }
}
