/// Why a measurement cannot be had, in one line for whoever started it.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
