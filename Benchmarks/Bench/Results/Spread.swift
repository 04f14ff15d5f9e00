/// Some readings of one thing.
///
/// The median is what is judged; the ends say how far to trust it.
struct Spread {
    private let sorted: [Double]

    /// - Precondition: there is at least one reading.
    init(_ values: [Double]) {
        precondition(!values.isEmpty, "a spread of nothing")
        sorted = values.sorted()
    }

    var count: Int { sorted.count }
    var minimum: Double { sorted[0] }
    var maximum: Double { sorted[sorted.count - 1] }
    var median: Double { (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2 }
}
