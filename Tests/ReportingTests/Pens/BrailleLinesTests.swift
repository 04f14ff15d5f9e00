import Testing

@testable import Reporting

struct BrailleLinesTests {
    private func drawn(
        _ points: [(Double, Double)], columns: Int = 3, rows: Int = 2, isDotted: Bool = false
    ) -> [String] {
        var lines = BrailleLines(columns: columns, rows: rows)
        lines.draw(
            points.map { BrailleLines.Point(x: $0.0, y: $0.1) }, .plain, isDotted: isDotted)
        var canvas = TextCanvas(width: columns, height: rows)
        lines.stamp(on: &canvas, row: 0, column: 0)
        return canvas.lines(isColoured: false)
    }

    @Test func `each dot has the place that Unicode gives it`() {
        let signs = ["⠁", "⠂", "⠄", "⡀", "⠈", "⠐", "⠠", "⢀"]
        for (index, sign) in signs.enumerated() {
            let point = (Double(index / 4), Double(index % 4))
            #expect(drawn([point], columns: 1, rows: 1) == [sign])
        }
    }

    @Test func `a line goes through all that lies between its points`() {
        #expect(drawn([(0, 3), (5, 3)]) == ["⣀⣀⣀", ""])
        #expect(drawn([(1, 0), (1, 7)]) == ["⢸", "⢸"])
        #expect(drawn([(0, 3), (5, 3)], isDotted: true) == ["⡀⡀⡀", ""])
        #expect(drawn([(1, 0), (1, 7)], isDotted: true) == ["⡇", "⡇"])
    }

    @Test func `what lies outside is cut off, however far away`() {
        #expect(drawn([(-4, 3), (1e9, 3)]).count == 2)
        #expect(drawn([(0, -9), (5, -9)]) == ["", ""])
        #expect(drawn([]) == ["", ""])
    }

    @Test func `what is on the canvas already stays in front`() {
        var lines = BrailleLines(columns: 2, rows: 1)
        lines.draw([BrailleLines.Point(x: 0, y: 0), BrailleLines.Point(x: 3, y: 0)], .plain)
        var canvas = TextCanvas(width: 2, height: 1)
        canvas.put("█", row: 0, column: 0)
        lines.stamp(on: &canvas, row: 0, column: 0)
        #expect(canvas.lines(isColoured: false) == ["█⠉"])
    }
}
