internal import Text

extension RunEntry {
    /// Takes what a look at everything came to.
    package mutating func record(_ result: HealthResult) {
        record(result.status, error: result.failure?.description)
    }
}
