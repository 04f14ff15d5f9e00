/// A body in parts, `multipart/form-data` as in RFC 7578.
struct Multipart {
    private static let lineEnd = "\r\n"

    let boundary: String
    private var bytes: [UInt8] = []

    /// - Parameter boundary: a line that none of the parts holds; letters and digits.
    init(boundary: String) { self.boundary = boundary }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// The body, closed.
    var body: [UInt8] { bytes + Array("--\(boundary)--\(Self.lineEnd)".utf8) }

    mutating func field(_ name: String, _ value: String) {
        add(["Content-Disposition: form-data; name=\"\(name)\""], Array(value.utf8))
    }

    mutating func file(_ name: String, fileName: String, type: String, _ content: [UInt8]) {
        add(
            [
                "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\"",
                "Content-Type: \(type)",
            ], content)
    }

    private mutating func add(_ headers: [String], _ content: [UInt8]) {
        let head = ["--\(boundary)"] + headers + ["", ""]
        bytes += Array(head.joined(separator: Self.lineEnd).utf8)
        bytes += content
        bytes += Array(Self.lineEnd.utf8)
    }
}
