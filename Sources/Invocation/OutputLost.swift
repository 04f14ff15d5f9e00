internal import Glibc

/// Standard output could not be written: a full disk behind it, or nobody who reads it.
package struct OutputLost: Error, CustomStringConvertible {
    /// The system's reason, an `errno`.
    let code: Int32

    package var description: String {
        let words = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return "standard output is lost: \(words)"
    }
}
