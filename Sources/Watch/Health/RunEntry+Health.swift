internal import Text

extension RunEntry {
    /// Takes what a look at everything came to.
    package mutating func take(_ result: HealthResult) {
        take(result.status, error: result.failure?.description)
    }
}
