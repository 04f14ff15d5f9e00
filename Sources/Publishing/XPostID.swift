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
