internal import Feeds
internal import HTTP
internal import Market

/// A network that answers one thing after another, the last for ever; time passes only in it.
final class ScriptedTransport: HTTPTransport {
    private static let latencyMilliseconds: Int64 = 50

    private let answers: [HTTPResponse]
    private let beginning: Timestamp
    /// Whether answers keep the date they have.
    private let isAsWritten: Bool
    private(set) var monotonic: Int64 = 0
    private(set) var requests = 0
    private var underWay: [Int] = []

    /// - Precondition: there is an answer.
    init(_ answers: [HTTPResponse], at beginning: Timestamp, isAsWritten: Bool = false) {
        precondition(!answers.isEmpty, "a network without an answer")
        self.answers = answers
        self.beginning = beginning
        self.isAsWritten = isAsWritten
    }

    var now: Timestamp { beginning.advanced(byMilliseconds: monotonic) }

    var clock: FeedClock {
        FeedClock(wall: { self.now }, monotonicMilliseconds: { self.monotonic })
    }

    /// The answers that were given so far.
    var given: ArraySlice<HTTPResponse> { answers.prefix(requests) }

    func start(_: HTTPRequest) -> Int {
        underWay.append(requests)
        requests += 1
        return requests - 1
    }

    func next(withinMilliseconds limit: Int) -> HTTPCompletion? {
        guard !underWay.isEmpty, limit > Self.latencyMilliseconds else {
            monotonic += Int64(limit)
            return nil
        }
        monotonic += Self.latencyMilliseconds
        let request = underWay.removeFirst()
        var answer = answers[min(request, answers.count - 1)]
        // An answer without a date has none; any other is told now.
        if !isAsWritten, answer.dateSeconds != nil { answer.dateSeconds = now.milliseconds / 1_000 }
        return HTTPCompletion(request: request, result: .success(answer))
    }

    func cancelAll() { underWay = [] }
}
