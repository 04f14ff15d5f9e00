/// What is wrong with a text that somebody wrote, and where in it.
///
/// For parsers, which know neither the file nor what its refusal means for a run.
package struct InputFlaw: Error, Equatable, Sendable, CustomStringConvertible {
    /// As `traders[0].symbol`; empty where it is all of it.
    package let path: String
    package let problem: String
    /// The text that is wrong, and a mark under it: lines to be shown below; mostly none.
    package let quotation: [String]

    package init(at path: String = "", _ problem: String, quotation: [String] = []) {
        self.path = path
        self.problem = problem
        self.quotation = quotation
    }

    package var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
