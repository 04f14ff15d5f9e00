internal import HTTP
internal import JSON
internal import Text

/// What X's answers have in common, whatever was asked.
enum XAnswer {
    /// X's API v1.1 error for a post that exists already; v2 still hands it through at times.
    private static let duplicateCode = "187"

    static func json(_ response: HTTPResponse) -> JSONValue? {
        try? JSONReader.parse(response.body)
    }

    /// The number of what was made or is told; `nil` where there is none.
    static func id(in response: HTTPResponse) -> String? {
        json(response)?["data"]?["id"]?.string.flatMap { XPostID.isOne($0) ? $0 : nil }
    }

    /// One line for the operator: the status, then what X's own error says, or what came instead.
    static func words(of response: HTTPResponse, hiding secrets: [Secret]) -> String {
        "HTTP \(response.status): \(ForeignText.shown(said(in: response), hiding: secrets))"
    }

    /// Whether an error says that there is such a post already.
    ///
    /// The code is 187 where there is one. The recorded 403 has none, and its `type` is
    /// `about:blank`, as it is for every other 403: there X leaves nothing but words to tell them
    /// apart.
    static func speaksOfDuplicate(_ json: JSONValue, status: Int) -> Bool {
        let codes = (json["errors"]?.elements ?? []).compactMap { $0["code"]?.scalarText }
        if codes.contains(duplicateCode) { return true }
        guard status == 403 else { return false }
        let words = reasons(json).joined(separator: " ").lowercased()
        return words.contains("duplicate content") || words.contains("is a duplicate")
    }

    /// What an error says of itself: title, detail, and the messages of the inner errors, where the
    /// reason often stands alone.
    static func reasons(_ json: JSONValue?) -> [String] {
        let errors = (json?["errors"]?.elements ?? []).prefix(3)
        var words = [json?["title"]?.string, json?["detail"]?.string].compactMap { $0 }
        words += errors.flatMap { [$0["message"], $0["detail"]] }.compactMap { $0?.string }
            .filter { !words.contains($0) }
        return words
    }

    private static func said(in response: HTTPResponse) -> String {
        guard let json = json(response) else {
            return response.body.isEmpty ? "an empty body" : ForeignText.raw(response.body)
        }
        var words = reasons(json)
        words += json["type"]?.string.map { [$0] } ?? []
        words.removeAll { ["", "about:blank"].contains($0) }
        return words.isEmpty ? ForeignText.raw(response.body) : words.joined(separator: ", ")
    }
}

/// The time that lies in the number of a post.
///
/// X counts milliseconds since 4 November 2010 in the bits above the 22nd of every number it gives.
/// Source: X's "Snowflake IDs".
package enum XPostID {
    private static let epochMilliseconds: Int64 = 1_288_834_974_657

    /// Whether a text is a number as X gives them: 1 to 19 digits.
    static func isOne(_ text: String) -> Bool {
        (1...19).contains(text.utf8.count)
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// When the post of a number was made, in seconds since 1970.
    package static func seconds(of text: String) -> Int64? {
        guard isOne(text), let number = Int64(text) else { return nil }
        return ((number >> 22) + epochMilliseconds) / 1_000
    }

    /// The least number that a post of a moment can have.
    package static func least(atSeconds seconds: Int64) -> Int64 {
        // In range: 2⁴¹ seconds at most.
        let milliseconds = min(max(seconds, 0), 1 << 41) * 1_000 - epochMilliseconds
        return min(max(milliseconds, 1), Int64.max >> 22) << 22
    }
}
