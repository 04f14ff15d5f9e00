internal import CRsvg

/// The libraries that draw, without drawing.
package enum PictureLibrary {
    /// Why pictures cannot be drawn here; `nil` where they can.
    package static var flaw: PictureError? {
        var library = crsvg_library()
        var words = LibraryWords()
        guard words.collect({ crsvg_load(&library, $0, $1) }) != 0 else {
            return .notInstalled(words.text)
        }
        return crsvg_count_fonts(&library) > 0 ? nil : .noFonts
    }
}
