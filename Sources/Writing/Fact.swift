/// One thing that is known, and all that a text may say about it.
package struct Fact: Equatable, Sendable {
    /// What it is, as `Win rate`.
    package let label: String
    /// How it is, as `17.5 %`; figures as a post may spell them, losses with their sign.
    package let value: String

    package init(_ label: String, _ value: String) {
        self.label = label
        self.value = value
    }

    /// The line that the model reads and the check goes by.
    var line: String { "\(label): \(value)" }
}
