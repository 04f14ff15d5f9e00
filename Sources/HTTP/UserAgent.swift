/// Who the program says it is.
package enum UserAgent {
    /// The program's version, also what `--version` prints.
    package static let version = "0.1.0"

    static let text = "algom/\(version)"
}
