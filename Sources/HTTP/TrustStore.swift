internal import CCurl
internal import Glibc

/// Whose signature makes a server's certificate believable.
package enum TrustStore: Equatable, Sendable {
    /// The authorities the system trusts.
    case system
    /// These authorities in place of the system's: a file of certificates, a hashed directory, or
    /// both together. What `SSL_CERT_FILE` and `SSL_CERT_DIR` name.
    case only(file: String?, directory: String?)

    /// Where Debian and its kin keep each authority in a file named by its subject's hash.
    private static let systemDirectory = "/etc/ssl/certs"

    /// What libcurl is told.
    enum Source: Equatable {
        /// Nothing: the store it was built with.
        case builtIn
        case paths(file: String?, directory: String?)
    }

    /// The store, looked up on the disk.
    ///
    /// From a hashed directory the one authority is loaded that a server names; from the bundle all
    /// of them, which costs a one-shot program more than the rest of its handshake. An authority
    /// that was only pasted into the bundle is not in the directory; `SSL_CERT_FILE` can name the
    /// bundle then.
    var source: Source {
        switch self {
        case .system:
            Self.isHashed(Self.systemDirectory)
                ? .paths(file: nil, directory: Self.systemDirectory) : .builtIn
        case .only(let file, let directory):
            .paths(file: file, directory: directory)
        }
    }

    /// Whether a directory holds certificates under hashed names, as `002c0b4f.0`.
    static func isHashed(_ path: String) -> Bool {
        guard let directory = opendir(path) else { return false }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let isHash = withUnsafeBytes(of: &entry.pointee.d_name) { name in
                name.count > 10 && name[10] == 0 && name[8] == UInt8(ascii: ".")
                    && name[9] == UInt8(ascii: "0")
                    && name[..<8].allSatisfy {
                        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                    }
            }
            if isHash { return true }
        }
        return false
    }
}

extension TrustStore.Source {
    /// Tells a handle to believe nobody but these: a certificate of the host's, by TLS 1.2 or later.
    func codes(on handle: UnsafeMutableRawPointer) -> [CURLcode] {
        let checks = [
            ccurl_verify_peer(handle), ccurl_verify_host(handle), ccurl_require_tls12(handle),
        ]
        guard case .paths(let file, let directory) = self else { return checks }
        return checks + [
            ccurl_set_trust_file(handle, file), ccurl_set_trust_directory(handle, directory),
        ]
    }

    /// The same of a proxy.
    func proxyCodes(on handle: UnsafeMutableRawPointer) -> [CURLcode] {
        let checks = [
            ccurl_verify_proxy_peer(handle), ccurl_verify_proxy_host(handle),
            ccurl_require_proxy_tls12(handle),
        ]
        guard case .paths(let file, let directory) = self else { return checks }
        return checks + [
            ccurl_set_proxy_trust_file(handle, file),
            ccurl_set_proxy_trust_directory(handle, directory),
        ]
    }
}
