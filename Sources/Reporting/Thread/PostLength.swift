/// How long a post of an account may be, in weighted length.
package enum PostLength: Sendable {
    /// What every account may write.
    case standard
    /// What accounts that pay for it may write.
    case long

    package var limit: Int {
        switch self {
        case .standard: WeightedLength.limit
        case .long: 25_000
        }
    }
}
