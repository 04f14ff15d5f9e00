import Testing

@testable import Store

struct EntryNameTests {
    @Test(arguments: [
        "lock", "traders/binance/checkpoint.json", "a", "A-Z_0.9", "a/b/c/d",
        String(repeating: "x", count: 64),
    ])
    func `takes names of our own`(text: String) throws {
        let name = try #require(EntryName(text))
        #expect(name.components.joined(separator: "/") == text)
        #expect(name.components.last == name.entry)
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "a/", "a//b", ".", "..", "a/../b", "../a", ".hidden", "a/.b", "a b",
        "a\0b", "a\nb", "é", "a:b", "a~", "~a/b\\c", String(repeating: "x", count: 65),
    ])
    func `refuses names that lead elsewhere or hide`(text: String) {
        #expect(EntryName(text) == nil)
    }

    @Test func `a name that the program composed wrongly ends it`() async {
        await #expect(processExitsWith: .failure) { _ = EntryName(checking: "../escape") }
    }
}
