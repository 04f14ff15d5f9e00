internal import Store
package import Text

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
        if let flaw = Self.flaw(name, from: origin) {
            throw JobError(
                .configuration,
                at: "\(origin) '\(excerpt(of: name))'", flaw,
                remedy: "write the path out, from / on")
        }
        var path = HomeDirectory.absolute(name)
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        // A relative name stands in a directory whose own need be no text either.
        guard Self.isText(path) else {
            throw JobError(
                .configuration, at: "\(origin) '\(excerpt(of: path, atMost: 200))'",
                "it is no text of UTF-8 without control characters",
                remedy: "use a directory with another name")
        }
        self.path = path
        self.origin = origin
    }

    /// The path, or the working directory's where the name is refused: for those who work in no home.
    package static func path(
        _ environment: [String: String], _ options: Settings.Options
    ) -> String {
        do {
            return try HomeName(environment, options).path
        } catch {
            return HomeDirectory.absolute(".")
        }
    }

    private static func flaw(_ name: String, from origin: String) -> String? {
        if name.isEmpty { return "it is empty, as if by a variable that is not set" }
        if let mark = name.unicodeScalars.first, "~$".unicodeScalars.contains(mark) {
            return "nobody has expanded the \(mark), which only a shell does"
        }
        // A variable goes where its programs go, and each of them may start somewhere else.
        if origin == "ALGOM_HOME", name.utf8.first != UInt8(ascii: "/") {
            return "it is relative, and would be another home wherever a program starts"
        }
        // A line of cron's takes hardly as much.
        let longest = name.split(separator: "/").map(\.utf8.count).max() ?? 0
        guard name.utf8.count <= 1_024, longest <= 255 else {
            return "it is longer than 1024 bytes, or than 255 between two slashes"
        }
        return isText(name) ? nil : "it is no text of UTF-8 without control characters"
    }

    /// What is not UTF-8 has been read as U+FFFD, and is another path then.
    private static func isText(_ path: String) -> Bool {
        path.unicodeScalars.allSatisfy {
            $0 != "\u{fffd}" && $0.properties.generalCategory != .control
        }
    }
}
