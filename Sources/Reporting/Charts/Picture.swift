/// A drawn chart: its SVG text, and the words for those who cannot see it.
package struct Picture: Equatable, Sendable {
    /// Pixels across; with ``height`` the 16:9 that timelines show uncropped.
    package static let width = 1_200
    /// Pixels down.
    package static let height = 675
    /// The most characters that ``altText`` may have.
    package static let longestAltText = 1_000

    /// A whole SVG document without references to anything outside it.
    package let svg: String
    /// One or two sentences with the figures that the picture shows.
    package let altText: String

    init(svg: String, altText: String) {
        self.svg = svg
        self.altText = altText
    }
}
