internal import CRsvg

/// SVG text turned into the bytes of a PNG file, by librsvg and cairo.
///
/// Bounded in every direction: the text's length, the pixels, the file's bytes. Nothing the text
/// refers to is loaded. Text is drawn in the first of its font families that the system has, else in
/// whatever font there is.
package enum PNGFile {
    /// The most bytes of SVG text.
    package static let longestText = 1 << 20
    /// The most bytes of the file; X takes pictures of 5 MB.
    package static let largestFile = 5_000_000
    /// The most pixels across and down.
    package static let maximumPixels = 4_096

    /// The file's bytes.
    ///
    /// - Throws: ``PictureError``, in one line for the operator.
    package static func bytes(svg: String) throws(PictureError) -> [UInt8] {
        let text = Array(svg.utf8)
        guard text.count <= longestText else {
            throw .tooLong(bytes: text.count, limit: longestText)
        }
        var words = LibraryWords()
        guard crsvg_count_fonts() > 0 else { throw .noFonts }
        guard let document = words.collect({ crsvg_read(text, text.count, $0, $1) })
        else { throw .notDrawn(words.text) }
        defer { crsvg_free(document) }
        let (width, height) = try size(of: document)
        // In range: sides were judged above.
        guard let surface = crsvg_make_surface(Int32(width), Int32(height)) else {
            throw .badSize(width: width, height: height)
        }
        defer { crsvg_free_surface(surface) }
        let isDrawn = words.collect {
            crsvg_draw(document, surface, Double(width), Double(height), $0, $1)
        }
        guard isDrawn != 0 else { throw .notDrawn(words.text) }
        return try encoded(surface)
    }

    /// The whole pixels that a document asks for.
    private static func size(
        of document: OpaquePointer
    ) throws(PictureError) -> (Int, Int) {
        var (width, height) = (0.0, 0.0)
        guard crsvg_get_size(document, &width, &height) != 0 else {
            throw .badSize(width: 0, height: 0)
        }
        // Far beyond the limit a number may not fit the words that tell of it.
        // In range: at most 10⁹.
        let whole = { (length: Double) in Int(min(max(length.rounded(.up), 0), 1e9)) }
        let size = (whole(width), whole(height))
        guard (1...maximumPixels).contains(size.0), (1...maximumPixels).contains(size.1) else {
            throw .badSize(width: size.0, height: size.1)
        }
        return size
    }

    private static func encoded(
        _ surface: OpaquePointer
    ) throws(PictureError) -> [UInt8] {
        var file: [UInt8] = []
        var words = LibraryWords()
        let isWritten = withUnsafeMutablePointer(to: &file) { context in
            words.collect { buffer, size in
                crsvg_write_png(
                    surface,
                    { context, bytes, count in
                        guard let file = context?.assumingMemoryBound(to: [UInt8].self) else {
                            return 0
                        }
                        guard file.pointee.count + Int(count) <= PNGFile.largestFile else {
                            return 0
                        }
                        file.pointee += UnsafeBufferPointer(start: bytes, count: Int(count))
                        return 1
                    }, context, buffer, size)
            }
        }
        guard isWritten != 0 else {
            throw .notEncoded(words.text)
        }
        return file
    }
}
