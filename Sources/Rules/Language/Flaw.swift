/// What is wrong with an expression, before it is known where in the file it stands.
struct Flaw: Error, Equatable {
    /// Bytes of the expression's text.
    let span: Range<Int>
    /// A sentence without its full stop.
    let message: String
    /// What helps.
    var hint: String?
}
