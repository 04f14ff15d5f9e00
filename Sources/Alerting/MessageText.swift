/// Messages as text of a bounded length.
enum MessageText {
    /// Lines put together as far as they fit, with an ellipsis where some do not.
    ///
    /// Lines are kept whole, so that what was escaped in one stays so; only a first line that is
    /// longer than the limit by itself is left out.
    static func fitted(
        _ lines: [String], within limit: Int, by length: (String) -> Int
    ) -> String {
        let whole = lines.joined(separator: "\n")
        if length(whole) <= limit { return whole }
        var text = ""
        for line in lines {
            let longer = text.isEmpty ? line : "\(text)\n\(line)"
            guard length("\(longer)\n…") <= limit else { break }
            text = longer
        }
        return text.isEmpty ? "…" : "\(text)\n…"
    }
}
