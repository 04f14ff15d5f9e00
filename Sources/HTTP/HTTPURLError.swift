/// Why a text is no address that may be asked.
///
/// None of these repeats a query or a password.
package enum HTTPURLError: Error, Equatable, CustomStringConvertible {
    /// The text is longer than ``HTTPURL/maximumBytes``.
    case tooLong(bytes: Int)
    /// The text holds a space, a control character or a letter beyond ASCII.
    case unprintable
    /// The text does not have the form of a URL; the reason is libcurl's.
    case malformed(reason: String)
    /// The address is neither `https` nor `http` to this machine.
    case unprotected(scheme: String, host: String)
    /// A name or password stands before the host, where logs and process lists would show it.
    case holdsCredentials(host: String)

    package var description: String {
        switch self {
        case .tooLong(let bytes):
            "the address has \(bytes) bytes; write one of at most \(HTTPURL.maximumBytes)"
        case .unprintable:
            "the address holds a space, a control character or a letter beyond ASCII;"
                + " write it percent-encoded, and the host in its xn-- form"
        case .malformed(let reason):
            "the address is not understood (\(reason)); write it as https://host/path"
        case .unprotected(let scheme, let host):
            "\(scheme):// to \(host) is not protected; write https://"
                + " (http:// serves only localhost, 127.0.0.0/8 and [::1])"
        case .holdsCredentials(let host):
            "the address of \(host) holds a user name or password;"
                + " write it without what stands before the @"
        }
    }
}
