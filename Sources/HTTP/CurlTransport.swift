internal import CCurl
internal import Glibc

/// The network: every exchange runs on libcurl, many at once, on this one thread.
///
/// Set on each of them, with no way to unset it: `https` alone (`http` to this machine alone, and
/// then past any proxy), certificates verified for the host, TLS 1.2 or later, no redirects, no
/// cookies, no password files, and a limit on seconds and bytes. Proxies are the environment's, as
/// libcurl reads it.
package final class CurlTransport: HTTPTransport {
    /// How many handles are kept for the next requests.
    private static let maximumIdleHandles = 64
    /// How many connections one host is given, where it cannot take many requests over one.
    private static let maximumConnectionsPerHost = 16

    /// Up to how many requests are each given their first step at once.
    private static let maximumFirstSteps = 4

    /// Whether libcurl is set up, which it is once a process and only when first needed.
    private static let isReady = ccurl_global_init() == CURLE_OK

    private let trust: TrustStore
    /// What ``trust`` comes to on this machine, looked up when first needed.
    private lazy var trustSource = trust.source
    /// Made with the first request; keeps the open connections for the next ones.
    private var multi: UnsafeMutableRawPointer?
    private var lastNumber = 0
    private var underWay: [Int: CurlTransfer] = [:]
    private var idleHandles: [UnsafeMutableRawPointer] = []
    /// Ended, but not told yet, oldest first.
    private var completions: [HTTPCompletion] = []

    /// A transport that opens nothing yet.
    package init(trust: TrustStore) {
        self.trust = trust
    }

    deinit {
        cancelAll()
        for handle in idleHandles { curl_easy_cleanup(handle) }
        if let multi { curl_multi_cleanup(multi) }
    }

    package func start(_ request: HTTPRequest) -> Int {
        lastNumber += 1
        do throws(HTTPError) {
            try begin(request)
        } catch {
            completions.append(HTTPCompletion(request: lastNumber, result: .failure(error)))
        }
        return lastNumber
    }

    private func begin(_ request: HTTPRequest) throws(HTTPError) {
        let host = request.url.host
        if multi == nil, Self.isReady {
            multi = curl_multi_init()
            if let multi { ccurl_limit_connections(multi, Self.maximumConnectionsPerHost) }
        }
        guard let multi, let handle = idleHandles.popLast() ?? curl_easy_init() else {
            throw .notConnected(host: host, detail: "libcurl cannot be set up")
        }
        let transfer = CurlTransfer(number: lastNumber, request: request, handle: handle)
        do throws(HTTPError) {
            try transfer.prepare(trusting: trustSource)
            guard curl_multi_add_handle(multi, handle) == CURLM_OK else {
                throw .notConnected(host: host, detail: "libcurl takes no more requests")
            }
        } catch {
            retire(transfer)
            throw error
        }
        underWay[lastNumber] = transfer
        // The first step now: a caller may have other work before it waits. Where many begin, each
        // such step would look at all of them.
        if underWay.count <= Self.maximumFirstSteps { advance() }
    }

    package func next(withinMilliseconds limit: Int) -> HTTPCompletion? {
        if completions.isEmpty {
            guard let multi, !underWay.isEmpty else {
                Self.sleep(milliseconds: limit)
                return nil
            }
            advance()
            if completions.isEmpty {
                curl_multi_poll(multi, nil, 0, Int32(clamping: max(0, limit)), nil)
                advance()
            }
        }
        return completions.isEmpty ? nil : completions.removeFirst()
    }

    package func cancelAll() {
        completions = []
        for transfer in underWay.values {
            curl_multi_remove_handle(multi, transfer.handle)
            retire(transfer)
        }
        underWay = [:]
    }

    /// Does what can be done without waiting, and gathers what has ended.
    private func advance() {
        guard let multi else { return }
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            // The message does not survive the handle's removal.
            let code = message.pointee.data.result
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = CurlTransfer.of(ccurl_get_context(handle))
            else { continue }
            let result = transfer.outcome(code)
            completions.append(HTTPCompletion(request: transfer.number, result: result))
            curl_multi_remove_handle(multi, handle)
            underWay[transfer.number] = nil
            retire(transfer)
        }
    }

    /// Frees a handle from its exchange, which it must not point to any longer.
    private func retire(_ transfer: CurlTransfer) {
        curl_easy_reset(transfer.handle)
        if idleHandles.count < Self.maximumIdleHandles {
            idleHandles.append(transfer.handle)
        } else {
            curl_easy_cleanup(transfer.handle)
        }
    }

    /// Lets the time pass, also where signals arrive.
    private static func sleep(milliseconds: Int) {
        guard milliseconds > 0 else { return }
        var wanted = timespec(
            tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
        var left = timespec()
        while nanosleep(&wanted, &left) != 0, errno == EINTR { wanted = left }
    }
}
