import Testing

@testable import Reporting

struct TextCanvasTests {
    @Test func `what lies beyond an edge is not there, and no line ends in a space`() {
        var canvas = TextCanvas(width: 5, height: 2)
        canvas.put("abc", row: 0, column: -1)
        canvas.put("xyz", row: 1, column: 3)
        canvas.put("no", row: 2, column: 0)
        canvas.put("no", row: -1, column: 0)
        #expect(canvas.lines(isColoured: false) == ["bc", "   xy"])
        #expect(canvas.isEmpty(row: 0, column: 2) && !canvas.isEmpty(row: 0, column: 1))
        #expect(!canvas.isEmpty(row: 0, column: 5) && !canvas.isEmpty(row: 2, column: 0))
    }

    @Test func `colour changes with the ink, and ends with the line`() {
        var canvas = TextCanvas(width: 9, height: 1)
        canvas.put("a b", row: 0, column: 0, .rising)
        canvas.put("c", row: 0, column: 4)
        canvas.put("d", row: 0, column: 5, .bold)
        #expect(
            canvas.lines(isColoured: true) == ["\u{1b}[38;5;33ma b \u{1b}[0mc\u{1b}[1md\u{1b}[0m"])
        #expect(canvas.lines(isColoured: false) == ["a b cd"])
    }

    @Test(arguments: [(0, 3), (3, 0), (-1, -1)])
    func `a canvas without extent takes anything and shows nothing`(width: Int, height: Int) {
        var canvas = TextCanvas(width: width, height: height)
        canvas.put("text", row: 0, column: 0, .bold)
        #expect(canvas.lines(isColoured: true).joined() == "")
    }
}
