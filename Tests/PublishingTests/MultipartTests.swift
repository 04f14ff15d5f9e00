import Testing

@testable import Publishing

struct MultipartTests {
    @Test func `parts have their own headers and the body is closed`() {
        var parts = Multipart(boundary: "b0")
        parts.field("category", "image")
        parts.file("media", fileName: "a.png", type: "image/png", [1, 0, 255])
        let head =
            "--b0\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\nimage\r\n"
            + "--b0\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n"
        #expect(parts.body == Array(head.utf8) + [1, 0, 255] + Array("\r\n--b0--\r\n".utf8))
        #expect(parts.contentType == "multipart/form-data; boundary=b0")
    }
}
