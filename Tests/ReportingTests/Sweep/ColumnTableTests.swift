import Testing

@testable import Reporting

struct ColumnTableTests {
    @Test func `columns are as wide as their widest cell, and set to the right`() {
        let table = ColumnTable(
            headings: ["rank", "x"], rows: [["1", "12.50"], ["100000", "-"]])
        #expect(table.lines == ["  rank      x", "     1  12.50", "100000      -"])
    }

    @Test func `without rows there are headings`() {
        #expect(ColumnTable(headings: ["a", "b"], rows: []).lines == ["a  b"])
    }
}
