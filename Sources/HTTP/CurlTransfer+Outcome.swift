internal import CCurl
internal import Glibc
internal import Text

extension CurlTransfer {
    /// `CURLE_TOO_LARGE`, which libcurl's headers name since 8.6.
    private static let tooLarge = CURLcode(rawValue: 100)

    /// What came of the exchange, from libcurl's code for its end.
    func outcome(_ code: CURLcode) -> Result<HTTPResponse, HTTPError> {
        guard code == CURLE_OK else { return .failure(error(code)) }
        guard headers.isFinal else {
            // libcurl takes a connection that closes amid the headers for the end of an empty body.
            return .failure(.broken(host: request.url.host, detail: "its headers are incomplete"))
        }
        return .success(
            HTTPResponse(
                status: ccurl_get_status(handle), body: body, headers,
                waitByLocalClock: Int64(ccurl_get_retry_after(handle))))
    }

    /// The words are our own or libcurl's constant ones: its error buffer may quote a proxy's
    /// address with the password in it, and is read for certificates only.
    private func error(_ code: CURLcode) -> HTTPError {
        let host = request.url.host
        if let exceededLimit { return .tooLarge(host: host, limit: exceededLimit) }
        let words = String(cString: curl_easy_strerror(code)).lowercasedInitial
        let proxyStatus = ccurl_get_proxy_status(handle)
        if proxyStatus != 0, !(200...299).contains(proxyStatus) {
            return ofProxy("answered \(proxyStatus) to CONNECT")
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return .nameNotResolved(host: host)
        case CURLE_COULDNT_RESOLVE_PROXY:
            return ofProxy(
                isProxyMisspelled ? "is no address that is understood" : "cannot be resolved")
        case CURLE_PROXY:
            return ofProxy("refuses")
        case CURLE_COULDNT_CONNECT:
            if isProxyMisspelled { return ofProxy("is no address that is understood") }
            let number = Int32(truncatingIfNeeded: ccurl_get_system_error(handle))
            let why = number == 0 ? words : String(cString: strerror(number)).lowercasedInitial
            return isAboutProxy
                ? ofProxy("cannot be reached (\(why))") : .notConnected(host: host, detail: why)
        case CURLE_OPERATION_TIMEDOUT:
            let total = request.totalTimeoutMilliseconds
            let isConnected = ccurl_get_pretransfer_time(handle) > 0
            return .timedOut(
                host: host,
                milliseconds: isConnected ? total : min(total, request.connectTimeoutMilliseconds))
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return .insecure(host: host, detail: certificateWords ?? words)
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE:
            return .noTrust(detail: certificateWords ?? words)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
            // A handshake that broke off says nothing about who is there.
            return .notConnected(
                host: host, detail: "no TLS came about: \(certificateWords ?? words)")
        case CURLE_OUT_OF_MEMORY, Self.tooLarge:
            // What libcurl says of a single header line longer than it will gather.
            return .tooLarge(host: host, limit: HeaderBlock.maximumBytes)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            return .broken(host: host, detail: "it is not HTTP")
        case CURLE_GOT_NOTHING:
            return .broken(host: host, detail: "it is empty")
        case CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR:
            // What we do not take ourselves is told by its limit, above.
            return .packed(host: host, detail: words)
        case CURLE_PARTIAL_FILE:
            return .broken(host: host, detail: "it is shorter than it was said to be")
        default:
            return .broken(host: host, detail: words)
        }
    }

    private func ofProxy(_ words: String) -> HTTPError {
        .notConnected(host: request.url.host, detail: "the proxy \(words); look at https_proxy")
    }

    /// Whether libcurl speaks of the environment's proxy as of something that is none.
    private var isProxyMisspelled: Bool {
        String(cString: errorText).hasPrefix("Unsupported proxy ")
    }

    /// Whether the place that could not be connected to is another than the one that was asked: then it
    /// is the proxy's, whose address itself stays untold, for it may hold a password.
    private var isAboutProxy: Bool {
        let told = String(cString: errorText)
        let place = request.url.place
        return told.hasPrefix("Failed to connect to ")
            && (told.contains(" via ")
                || !told.hasPrefix("Failed to connect to \(place.host) port \(place.port) "))
    }

    /// libcurl's words on a certificate or handshake, as one short line: they quote what the server
    /// sent.
    private var certificateWords: String? {
        let line = ForeignText.shown(String(cString: errorText))
        return line.isEmpty ? nil : line
    }
}

extension String {
    /// The text as it reads in the middle of a sentence; a name such as SSL stays as it is.
    var lowercasedInitial: String {
        guard let first, dropFirst().first?.isLowercase == true else { return self }
        return first.lowercased() + dropFirst()
    }
}
