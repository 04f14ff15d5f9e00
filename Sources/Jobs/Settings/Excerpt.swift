/// What of a text from outside may stand in a message.
///
/// Printable ASCII, at most 40 characters of it: no text of a file or of the command line may break
/// a line of the log, move a terminal's cursor, or flood either.
func excerpt(of text: String) -> String {
    let shown = text.unicodeScalars.prefix(40).map { scalar -> Unicode.Scalar in
        (0x20..<0x7f).contains(scalar.value) ? scalar : "?"
    }
    let isWhole = text.unicodeScalars.count == shown.count
    return String(String.UnicodeScalarView(shown)) + (isWhole ? "" : "…")
}
