/// What is wrong with an expression, before it is known where in the file it stands.
struct Flaw: Error, Equatable {
    /// Bytes of the expression's text.
    let span: Range<Int>
    /// A sentence without its full stop.
    let message: String
    /// What helps; what stands behind `write` in it can be pasted.
    var hint: String?
    /// What the marked bytes are to be replaced by, where one text is most likely meant.
    var fix: String?

    init(span: Range<Int>, message: String, hint: String? = nil, fix: String? = nil) {
        self.span = span
        self.message = message
        self.fix = fix
        self.hint = hint ?? fix.map { "write \($0)" }
    }
}
