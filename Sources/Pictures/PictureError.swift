/// Why an SVG text did not become a PNG file.
package enum PictureError: Error, Equatable, CustomStringConvertible {
    /// The text is longer than it may be.
    case tooLong(bytes: Int, limit: Int)
    /// It is no SVG, or not one that can be drawn; in the library's words.
    case notDrawn(String)
    /// It asks for no size, or for more pixels than there may be.
    case badSize(width: Int, height: Int)
    /// The system has no font, so that all text would be missing.
    case noFonts
    /// The file came to more bytes than it may have, or could not be made.
    case notEncoded(String)

    package var description: String {
        switch self {
        case .tooLong(let bytes, let limit):
            "the picture's text has \(bytes) bytes, and \(limit) are the most"
        case .notDrawn(let words): "the picture cannot be drawn: \(words)"
        case .badSize(let width, let height):
            "the picture asks for \(width) by \(height) pixels"
        case .noFonts:
            "there is no font on this system; install one, as with 'apt-get install fonts-dejavu-core'"
        case .notEncoded(let words): "the picture cannot be made a PNG file: \(words)"
        }
    }
}
