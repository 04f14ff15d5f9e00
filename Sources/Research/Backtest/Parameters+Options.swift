internal import JSON
internal import Record
internal import Text
internal import Trading

extension Parameters {
    /// Sets a parameter as `KEY=VALUE` says; `null` switches a risk control off.
    ///
    /// - Throws: ``JobError`` where there is no such parameter, or no such value of it.
    mutating func assign(_ text: String) throws(JobError) {
        guard let equals = text.firstIndex(of: "=") else {
            throw JobError(.usage, at: "--set", "'\(excerpt(of: text))' is not KEY=VALUE")
        }
        let name = String(text[..<equals])
        let value = String(text[text.index(after: equals)...])
        do {
            guard try set(name, to: value == "null" ? .null : .string(value)) else {
                let hint = hint(forUnknown: name, among: Parameters.names)
                throw JobError(
                    .usage, at: "--set", "unknown key '\(excerpt(of: name))'", remedy: Remedy(hint))
            }
        } catch let error as JobError {
            throw error
        } catch {
            throw JobError(.usage, at: "--set \(excerpt(of: name))", "\(error)")
        }
    }

    /// Sees that what `--set` made of them is possible.
    ///
    /// - Throws: ``JobError`` naming the parameter, and what it must be.
    func validateOptions() throws(JobError) {
        do {
            try validate()
        } catch {
            throw JobError(.usage, at: "--set", "\(error)")
        }
    }
}
