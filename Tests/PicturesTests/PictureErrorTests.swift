import Testing

@testable import Pictures

struct PictureErrorTests {
    @Test func `every case is a line for the operator`() {
        let lines: [(PictureError, String)] = [
            (.tooLong(bytes: 9, limit: 8), "the picture's text has 9 bytes, and 8 are the most"),
            (.notDrawn("why"), "the picture cannot be drawn: why"),
            (.badSize(width: 0, height: 9), "the picture asks for 0 by 9 pixels"),
            (
                .noFonts,
                "there is no font on this system; install one, as with 'apt-get install fonts-dejavu-core'"
            ),
            (.notEncoded("why"), "the picture cannot be made a PNG file: why"),
        ]
        for (error, line) in lines { #expect(error.description == line) }
    }
}
