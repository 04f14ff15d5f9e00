internal import Foundation

/// A body in parts, taken apart.
struct FormData {
    private var parts: [String: [UInt8]] = [:]

    init?(_ request: ServedRequest) {
        guard let type = request.headers["content-type"],
            let mark = type.range(of: "multipart/form-data; boundary=")
        else { return nil }
        let boundary = Data("--\(type[mark.upperBound...])".utf8)
        var rest = Data(request.body)
        while let start = rest.range(of: boundary) {
            rest = rest[start.upperBound...]
            guard let end = rest.range(of: boundary) else { break }
            let part = rest[..<end.lowerBound]
            guard let gap = part.range(of: Data("\r\n\r\n".utf8)), part.count >= 6 else {
                return nil
            }
            let head = String(decoding: part[..<gap.lowerBound], as: UTF8.self)
            guard let name = head.firstMatch(of: /name="([^"]+)"/) else { return nil }
            parts[String(name.1)] = Array(part[gap.upperBound...].dropLast(2))
        }
    }

    subscript(name: String) -> [UInt8]? { parts[name] }

    func text(_ name: String) -> String? {
        parts[name].map { String(decoding: $0, as: UTF8.self) }
    }
}
