/// What of a text from outside may stand in a message.
///
/// Printable ASCII, and no more than `most` characters of it: no text of a file or of the command line may break
/// a line of the log, move a terminal's cursor, or flood either.
func excerpt(of text: String, atMost most: Int = 40) -> String {
    let shown = text.unicodeScalars.prefix(most).map { scalar -> Unicode.Scalar in
        (0x20..<0x7f).contains(scalar.value) ? scalar : "?"
    }
    let isWhole = text.unicodeScalars.count == shown.count
    return String(String.UnicodeScalarView(shown)) + (isWhole ? "" : "…")
}
