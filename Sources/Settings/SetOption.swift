package import Text

/// What `--set KEY=VALUE` gives, each time that it stands on a command line.
package enum SetOption {
    /// The keys and their values, in their order.
    ///
    /// - Throws: ``JobError`` where there is no `=`, or a key stands there twice: of two values neither
    ///   is more likely meant.
    package static func pairs(
        _ texts: [String]
    ) throws(JobError) -> [(key: String, value: String)] {
        var pairs: [(key: String, value: String)] = []
        for text in texts {
            guard let equals = text.firstIndex(of: "=") else {
                throw JobError(.usage, at: "--set", "'\(excerpt(of: text))' is not KEY=VALUE")
            }
            let key = String(text[..<equals])
            guard !pairs.contains(where: { $0.key == key }) else {
                throw JobError(.usage, at: "--set \(excerpt(of: key))", "it is given twice")
            }
            pairs.append((key, String(text[text.index(after: equals)...])))
        }
        return pairs
    }
}
