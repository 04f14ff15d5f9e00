internal import HTTP
internal import Market

/// The network of one process: time passes while it waits, and in no other place.
final class VirtualTransport: HTTPTransport {
    private let time: VirtualTime
    private let process: VirtualProcess
    private let exchanges: [VirtualExchange]
    private var underWay: [UnderWay] = []
    private var requests = 0

    private struct UnderWay {
        let id: Int
        let request: HTTPRequest
        let exchange: VirtualExchange
        let journey: VirtualExchange.Journey
        let sentAt: Timestamp
        /// When the process learns how it ended.
        let dueAt: Timestamp
        let isTimeout: Bool
    }

    init(_ time: VirtualTime, _ process: VirtualProcess, exchanges: [VirtualExchange]) {
        self.time = time
        self.process = process
        self.exchanges = exchanges
    }

    func start(_ request: HTTPRequest) -> Int {
        requests += 1
        process.passCall()
        let named = exchanges.first { request.url.host.hasPrefix($0.exchange.rawValue) }
        guard !process.isDead, let exchange = named else { return requests }
        let journey = exchange.journey(at: time.now)
        let limit = Int64(request.totalTimeoutMilliseconds)
        let whole = journey.there + journey.back
        underWay.append(
            UnderWay(
                id: requests, request: request, exchange: exchange, journey: journey,
                sentAt: time.now, dueAt: time.now.advanced(byMilliseconds: min(whole, limit)),
                isTimeout: whole > limit))
        return requests
    }

    func next(withinMilliseconds limit: Int) -> HTTPCompletion? {
        process.passCall()
        guard !process.isDead else { return nil }
        let end = time.now.advanced(byMilliseconds: Int64(limit))
        let first = underWay.indices.min {
            (underWay[$0].dueAt, underWay[$0].id) < (underWay[$1].dueAt, underWay[$1].id)
        }
        guard let first, underWay[first].dueAt <= end else {
            time.pass(until: end)
            return nil
        }
        let request = underWay.remove(at: first)
        time.pass(until: request.dueAt)
        return HTTPCompletion(request: request.id, result: result(request))
    }

    func cancelAll() { underWay = [] }

    private func result(_ sent: UnderWay) -> Result<HTTPResponse, HTTPError> {
        if sent.isTimeout {
            let limit = sent.request.totalTimeoutMilliseconds
            return .failure(.timedOut(host: sent.request.url.host, milliseconds: limit))
        }
        let arrival = sent.sentAt.advanced(byMilliseconds: sent.journey.there)
        let result = sent.exchange.answer(
            sent.request, sent.journey.trouble, at: arrival)
        if case .success(let response) = result, let seconds = VirtualExchange.silence(response) {
            let until = time.now.advanced(byMilliseconds: seconds * 1_000)
            sent.exchange.wishSilence(until: until)
        }
        return result
    }
}
