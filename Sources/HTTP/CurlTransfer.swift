internal import CCurl

/// One exchange under way: the handle it runs on, and what has come of the answer.
///
/// The handle points here from its callbacks, so the object has to outlive the exchange.
final class CurlTransfer {
    let number: Int
    let request: HTTPRequest
    let handle: UnsafeMutableRawPointer
    /// In libcurl's words, what went wrong; empty where it said nothing.
    let errorText: UnsafeMutablePointer<CChar>
    var body: [UInt8] = []
    var headers = HeaderBlock()
    /// The limit that the answer went past, which is why it was broken off.
    var exceededLimit: Int?
    private var headerLines: UnsafeMutablePointer<curl_slist>?

    init(number: Int, request: HTTPRequest, handle: UnsafeMutableRawPointer) {
        self.number = number
        self.request = request
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    /// The handle must have been reset before: it points to these.
    deinit {
        curl_slist_free_all(headerLines)
        errorText.deallocate()
    }

    /// Tells the handle everything about this exchange.
    ///
    /// - Throws: what could not be set, or a header that must not be sent, before anything is sent.
    func prepare(trusting trust: TrustStore.Source) throws(HTTPError) {
        try buildHeaderLines()
        var codes = [
            ccurl_set_url(handle, request.url.fullText),
            ccurl_set_protocols(handle, request.url.isEncrypted ? "https" : "http"),
            ccurl_set_headers(handle, headerLines),
            ccurl_set_user_agent(handle, UserAgent.text),
            ccurl_accept_every_encoding(handle),
            ccurl_prefer_shared_connection(handle),
            ccurl_follow_no_redirects(handle),
            ccurl_use_no_signals(handle),
            ccurl_abandon_name_resolution(handle),
            // 0 would mean libcurl's own limit, or none.
            ccurl_set_connect_timeout(handle, max(1, request.connectTimeoutMilliseconds)),
            ccurl_set_total_timeout(handle, max(1, request.totalTimeoutMilliseconds)),
            ccurl_hide_proxy_headers(handle),
        ]
        if request.method == .post {
            codes += [
                ccurl_use_fresh_connection(handle), ccurl_set_post(handle),
                ccurl_set_post_body_size(handle, request.body.count),
                request.body.withUnsafeBytes {
                    // An empty array may have no address, and that would mean "ask for the body".
                    ccurl_set_post_body_copy(handle, $0.baseAddress ?? UnsafeRawPointer(errorText))
                },
            ]
        }
        // The leave to speak plainly rests on the traffic not leaving this machine.
        if !request.url.isEncrypted { codes.append(ccurl_set_no_proxy(handle, "*")) }
        codes += trust.codes(on: handle) + trust.proxyCodes(on: handle) + callbackCodes()
        // Without it the exchange is slower, not wrong; a libcurl may have been built without.
        _ = ccurl_allow_http2_over_tls(handle)
        if let code = codes.first(where: { $0 != CURLE_OK }) {
            let words = String(cString: curl_easy_strerror(code)).lowercasedInitial
            throw .notConnected(
                host: request.url.host, detail: "\(words); libcurl 7.88 or later is needed")
        }
    }

    private func callbackCodes() -> [CURLcode] {
        let context = Unmanaged.passUnretained(self).toOpaque()
        return [
            ccurl_set_context(handle, context), ccurl_set_error_buffer(handle, errorText),
            ccurl_set_write_context(handle, context),
            ccurl_set_write_function(handle) { bytes, size, count, context in
                CurlTransfer.of(context)?.receiveBody(bytes, size * count) ?? 0
            },
            ccurl_set_header_context(handle, context),
            ccurl_set_header_function(handle) { bytes, size, count, context in
                CurlTransfer.of(context)?.receiveHeader(bytes, size * count) ?? 0
            },
        ]
    }

    /// The exchange that a handle or a callback belongs to.
    static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Keeps a piece of the body; fewer bytes than came tell libcurl to break off.
    private func receiveBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard body.count + count <= request.maximumBodyBytes else {
            exceededLimit = request.maximumBodyBytes
            return 0
        }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard headers.append(UnsafeRawBufferPointer(start: bytes, count: count)) else {
            exceededLimit = HeaderBlock.maximumBytes
            return 0
        }
        return count
    }
}

extension CurlTransfer {
    /// Writes the request's headers as libcurl wants them.
    private func buildHeaderLines() throws(HTTPError) {
        for header in request.headers {
            let isSound =
                !header.name.isEmpty
                && header.name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
                && header.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
            guard isSound else {
                throw .notConnected(
                    host: request.url.host,
                    detail: "nothing was sent, since the value of a header holds a line break or"
                        + " another control character; look at the settings it comes from")
            }
            // A name followed by a semicolon is how libcurl writes a header without a value.
            try append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        guard request.method == .post else { return }
        // A name with a colon and nothing after it is left out: libcurl would claim that the body is
        // a form, and would hold back a long one until the server has answered or a second passed.
        let names = request.headers.map { $0.name.lowercased() }
        for name in ["Content-Type", "Expect"] where !names.contains(name.lowercased()) {
            try append("\(name):")
        }
    }

    private func append(_ line: String) throws(HTTPError) {
        guard let longer = curl_slist_append(headerLines, line) else {
            throw .notConnected(host: request.url.host, detail: "out of memory")
        }
        headerLines = longer
    }
}
