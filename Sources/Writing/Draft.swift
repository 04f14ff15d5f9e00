/// What came of asking for a text.
package enum Draft: Equatable, Sendable {
    /// A text that says nothing the facts do not, fit to be shown to a person.
    case text(String)
    /// No text; in one line why. The built-in ones serve.
    case none(reason: String)
}
