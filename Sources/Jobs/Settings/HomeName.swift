internal import Store

/// Where a run was told its home is, before anybody has looked whether it is there.
package struct HomeName: Equatable, Sendable {
    /// An absolute path.
    package let path: String
    /// What named it, for messages.
    let origin: String

    /// The option, `ALGOM_HOME`, or the working directory.
    ///
    /// - Throws: ``JobError`` where the name is empty, or one that nobody has expanded: cron hands
    ///   `~/algom` and `$HOME/algom` on as they stand.
    package init(
        _ environment: [String: String], _ options: Settings.Options
    ) throws(JobError) {
        let (origin, name) =
            options.home.map { ("--home", $0) }
            ?? environment["ALGOM_HOME"].map { ("ALGOM_HOME", $0) } ?? (
                "the working directory", "."
            )
        if let flaw = Self.flaw(name) {
            throw JobError(
                .configuration,
                "\(origin) '\(excerpt(of: name))': \(flaw); write the path out, from / on")
        }
        var path = HomeDirectory.absolute(name)
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        self.origin = origin
    }

    private static func flaw(_ name: String) -> String? {
        if name.isEmpty { return "it is empty, as if by a variable that is not set" }
        if let mark = name.unicodeScalars.first, "~$".unicodeScalars.contains(mark) {
            return "nobody has expanded the \(mark), which only a shell does"
        }
        // What is not UTF-8 has been read as U+FFFD, and is another path then.
        let isText = name.unicodeScalars.allSatisfy {
            $0 != "\u{fffd}" && $0.properties.generalCategory != .control
        }
        return isText ? nil : "it is no text of UTF-8 without control characters"
    }
}
