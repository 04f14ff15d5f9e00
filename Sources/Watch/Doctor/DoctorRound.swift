internal import Feeds
internal import HTTP
internal import Market
internal import Text

/// A question to the network, and where else to ask it.
struct DoctorQuestion {
    /// The addresses in the order they are tried.
    let requests: [HTTPRequest]
    /// Whether an answer is one; else the next address is asked.
    let isAnswered: (HTTPResponse) -> Bool

    init(_ requests: [HTTPRequest], isAnswered: @escaping (HTTPResponse) -> Bool = { _ in true }) {
        self.requests = requests
        self.isAnswered = isAnswered
    }
}

/// One address asked, and what came of it.
struct DoctorAttempt: Equatable, Sendable {
    let host: String
    /// Whether the way there is TLS.
    let isEncrypted: Bool
    let result: Result<HTTPResponse, HTTPError>
    /// When it ended, by this machine's clock.
    let endedAt: Timestamp
    /// How long it took.
    let milliseconds: Int64
}

/// Asks all questions at once on one transport, within one limit.
struct DoctorRound {
    /// How long all of it may take, and one request of it.
    static let maximumMilliseconds: Int64 = 6_000
    static let requestMilliseconds = 4_000

    let transport: any HTTPTransport
    let clock: FeedClock

    /// A request on its way.
    private struct UnderWay {
        let question: Int
        let request: HTTPRequest
        let since: Int64
    }

    /// The attempts at each question, in order; at least one for each that has an address.
    func attempts(at questions: [DoctorQuestion]) -> [[DoctorAttempt]] {
        var attempts = [[DoctorAttempt]](repeating: [], count: questions.count)
        var underWay: [Int: UnderWay] = [:]
        let deadline = clock.monotonicMilliseconds() + Self.maximumMilliseconds
        let ask = { (question: Int, place: Int) in
            let request = questions[question].requests[place]
            let since = clock.monotonicMilliseconds()
            underWay[transport.start(request)] = UnderWay(
                question: question, request: request, since: since)
        }
        for (index, question) in questions.enumerated() where !question.requests.isEmpty {
            ask(index, 0)
        }
        while !underWay.isEmpty {
            let left = deadline - clock.monotonicMilliseconds()
            guard left > 0 else { break }
            guard let completion = transport.next(withinMilliseconds: Int(left)),
                let ended = underWay.removeValue(forKey: completion.request)
            else { continue }
            let question = questions[ended.question]
            attempts[ended.question].append(attempt(ended, completion.result))
            let place = attempts[ended.question].count
            if case .success(let answer) = completion.result, question.isAnswered(answer) {
                continue
            }
            if place < question.requests.count { ask(ended.question, place) }
        }
        transport.cancelAll()
        for late in underWay.values {
            let error = HTTPError.timedOut(
                host: late.request.url.host,
                milliseconds: Int(clock.monotonicMilliseconds() - late.since))
            attempts[late.question].append(attempt(late, .failure(error)))
        }
        return attempts
    }

    private func attempt(
        _ ended: UnderWay, _ result: Result<HTTPResponse, HTTPError>
    ) -> DoctorAttempt {
        DoctorAttempt(
            host: ended.request.url.host, isEncrypted: ended.request.url.isEncrypted,
            result: result, endedAt: clock.wall(),
            milliseconds: clock.monotonicMilliseconds() - ended.since)
    }
}

extension HTTPError {
    /// What an operator can do about it.
    var remedy: Remedy {
        switch self {
        case .nameNotResolved(let host):
            "\(Command("getent hosts", host, home: nil)); look at /etc/resolv.conf"
        case .insecure:
            "look at the date, and at what stands between (a proxy?); "
                + "\(Command("apt-get install ca-certificates", home: nil)), or name your own authority in SSL_CERT_FILE"
        case .noTrust: "ls -l the file or directory that SSL_CERT_FILE or SSL_CERT_DIR names"
        case .notConnected(let host, _), .timedOut(let host, _), .broken(let host, _),
            .packed(let host, _), .tooLarge(let host, _):
            "see how far it goes: \(Command("curl -v", "https://\(host)/", home: nil))"
        }
    }
}
