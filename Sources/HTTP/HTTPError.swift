/// An exchange that brought no answer.
///
/// None of these texts holds a header or a query.
package enum HTTPError: Error, Equatable, CustomStringConvertible {
    /// The host's name could not be resolved.
    case nameNotResolved(host: String)
    /// No connection came about, to the host or to the proxy.
    case notConnected(host: String, detail: String)
    /// The server's certificate was refused.
    case insecure(host: String, detail: String)
    /// The certificates to judge the server's by cannot be read, so nobody can be asked.
    case noTrust(detail: String)
    /// A time limit was reached.
    case timedOut(host: String, milliseconds: Int)
    /// More bytes came than were accepted.
    case tooLarge(host: String, limit: Int)
    /// The answer broke off or was no HTTP.
    case broken(host: String, detail: String)
    /// The answer came, packed in a way that it does not say.
    case packed(host: String, detail: String)

    package var description: String {
        switch self {
        case .nameNotResolved(let host): "cannot resolve \(host)"
        case .notConnected(let host, let detail): "cannot connect to \(host): \(detail)"
        case .insecure(let host, let detail): "no trusted connection to \(host): \(detail)"
        case .noTrust(let detail):
            "the certificates to trust cannot be read: \(detail); look at SSL_CERT_FILE and SSL_CERT_DIR"
        case .timedOut(let host, let milliseconds): "no answer from \(host) in \(milliseconds) ms"
        case .tooLarge(let host, let limit): "\(host) answered more than \(limit) bytes"
        case .broken(let host, let detail): "the answer of \(host) broke off: \(detail)"
        case .packed(let host, let detail): "the answer of \(host) cannot be unpacked: \(detail)"
        }
    }
}
