import Testing

@testable import Text

struct WideTextTests {
    @Test func `plain text, binary and little of either are let by`() {
        let narrow: [[UInt8]] = [
            [], [0], [0, 65], [65, 0], Array("{}".utf8), Array("time,open".utf8),
        ]
        for bytes in narrow {
            #expect(WideText.flaw(bytes) == nil)
        }
        #expect(WideText.flaw([0x50, 0x4b, 3, 4]) == nil)
        #expect(WideText.flaw([0xef, 0xbb, 0xbf, 0x7b]) == nil)
        #expect(WideText.flaw([0, 0, 0, 0]) == nil)
    }

    @Test func `a mark, or every other byte 0, is UTF-16`() {
        let wide: [[UInt8]] = [
            [0xff, 0xfe], [0xfe, 0xff, 0, 65], [65, 0, 66, 0], [0, 65, 0, 66],
        ]
        for bytes in wide {
            #expect(WideText.flaw(bytes) == "it is UTF-16; save it as UTF-8")
        }
    }
}
