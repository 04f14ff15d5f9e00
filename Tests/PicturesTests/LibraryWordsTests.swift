import Testing

@testable import Pictures

struct LibraryWordsTests {
    @Test func `words are kept as far as there is room, in one line`() {
        var words = LibraryWords()
        #expect(words.text == "")
        let size = words.collect { buffer, size in
            for (index, byte) in "not\nso".utf8.enumerated() {
                buffer?[index] = CChar(bitPattern: byte)
            }
            return size
        }
        #expect(size == 500)
        #expect(words.text == "not so")
    }
}
