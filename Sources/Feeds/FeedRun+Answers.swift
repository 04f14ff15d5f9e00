internal import HTTP
internal import JSON
internal import Market
internal import Text

/// What becomes of an answer: rows for those who asked, or what helps against a refusal.
extension FeedRun {
    mutating func handle(_ completion: HTTPCompletion, _ deliver: FeedConsumer) {
        guard let askers = underWay.removeValue(forKey: completion.request),
            let first = askers.first
        else { return }
        let exchange = lanes[first].market.exchange
        accesses[exchange]?.pace.end()
        defer { wake(at: exchange) }
        guard let access = accesses[exchange] else { return }
        switch completion.result {
        case .failure(let error): handle(error, askers, hiding: access.apiKey, deliver)
        case .success(let response):
            lanes[first].bytes += response.body.count
            handle(access.venue.usedWeight(response), in: response, of: exchange)
            switch access.venue.answer(response, about: lanes[first].market) {
            case .rows(let rows):
                accesses[exchange]?.answered()
                let time = readClock(response, of: first, deliver)
                for asker in askers where lanes[asker].phase == .underWay {
                    advance(asker, by: rows, at: time, deliver)
                }
            case .refused(let refusal):
                obey(refusal, askers, status: response.status, deliver)
            }
        }
    }

    private mutating func handle(
        _ error: HTTPError, _ askers: [Int], hiding secret: Secret?, _ deliver: FeedConsumer
    ) {
        guard let lane = askers.first.map({ lanes[$0] }) else { return }
        func failure(_ kind: FeedFailure.Kind, ofWholeExchange isShared: Bool) -> FeedFailure {
            lane.failure(kind, "\(error)", hiding: secret, ofWholeExchange: isShared)
        }
        switch error {
        case .insecure, .packed:
            // A certificate that is refused now is refused in a second as well, and who packs answers
            // wrongly does so again.
            askElsewhere(askers, because: failure(.unavailable, ofWholeExchange: true))
        case .noTrust:
            let failure = failure(.refused, ofWholeExchange: true)
            for asker in askers { end(asker, .failed(failure)) }
        case .nameNotResolved, .notConnected, .timedOut, .tooLarge, .broken:
            retry(askers, after: failure(.unavailable, ofWholeExchange: false), deliver)
        }
    }

    private mutating func handle(
        _ weight: UsedWeight?, in response: HTTPResponse, of exchange: Exchange
    ) {
        guard let weight else { return }
        let wall = clock.wall()
        let time = response.date ?? wall
        let now = clock.monotonicMilliseconds()
        accesses[exchange]?.handle(weight, at: time, wall: wall, monotonic: now)
    }

    /// The exchange's time of an answer; what there is to warn about goes to whoever asked.
    private mutating func readClock(
        _ response: HTTPResponse, of asker: Int, _ deliver: FeedConsumer
    ) -> Timestamp {
        let exchange = lanes[asker].market.exchange
        guard var access = accesses[exchange] else { return lanes[asker].sentAt }
        let (time, warning) = access.readClock(
            response, sentAt: lanes[asker].sentAt, wall: clock.wall())
        accesses[exchange] = access
        if let warning { _ = hand(.warning(warning), to: asker, at: time, deliver) }
        return time
    }

    /// Lets a trader's seeker take the rows, hands over what it found, and goes on as it says.
    private mutating func advance(
        _ position: Int, by rows: [JSONValue], at time: Timestamp, _ deliver: FeedConsumer
    ) {
        let answer = DoubtedAnswer(
            base: lanes[position].base,
            clock: time.milliseconds - clock.monotonicMilliseconds(), lastRow: rows.last)
        if lanes[position].isNew, !mayBegin(position, answer, at: time, deliver) { return }
        let now = lanes[position].witnesses.judge(answer, told: time, wall: clock.wall())
        let turn = lanes[position].seeker.consume(rows, at: now)
        lanes[position].backoff.succeeded()
        lanes[position].lastFailure = nil
        for delivery in turn.deliveries {
            let moment = now.observed(delivery, lanes[position].market.timeframe)
            guard hand(delivery, to: position, at: moment, deliver) else { return }
            if case .candles = delivery { lanes[position].hasProgressed = true }
        }
        switch turn.next {
        case .ask(let delay):
            lanes[position].isSettling = delay > 0
            // Another address is another clock.
            if lanes[position].witnesses.doubted != nil { lanes[position].base += 1 }
            schedule(position, afterMilliseconds: delay, deliver)
        case .end(let end): self.end(position, end)
        case .fail(let kind, let words):
            let advice = kind == .badData ? "nothing past it was consumed" : ""
            let secret = accesses[lanes[position].market.exchange]?.apiKey
            let failure = lanes[position].failure(kind, words, advice: advice, hiding: secret)
            end(position, .failed(failure))
        }
    }

    /// Whether a new trader may begin at an answer's time; if not, another address is asked, or it ends.
    private mutating func mayBegin(
        _ position: Int, _ answer: DoubtedAnswer, at time: Timestamp, _ deliver: FeedConsumer
    ) -> Bool {
        let access = accesses[lanes[position].market.exchange]
        // Where there is one clock to ask, it counts, and the skew is warned about.
        guard access?.hasOthers == true else { return true }
        let wall = clock.wall()
        switch lanes[position].witnesses.mayBegin(answer, told: time, wall: wall) {
        case true?: return true
        case nil:
            lanes[position].base += 1
            schedule(position, afterMilliseconds: 0, deliver)
        case false?:
            let failure = lanes[position].failure(
                .unavailable,
                "its clock says \(time), another address's something else, this machine's \(wall)",
                advice:
                    "no record begins until two of them agree; if it is this machine's that is wrong: "
                    + "timedatectl set-ntp true, else see \(lanes[position].market.exchange.baseVariable)",
                hiding: access?.apiKey)
            end(position, .failed(failure))
        }
        return false
    }

    /// Does what helps against an exchange's refusal.
    private mutating func obey(
        _ refusal: VenueRefusal, _ askers: [Int], status: Int, _ deliver: FeedConsumer
    ) {
        guard let lane = askers.first.map({ lanes[$0] }) else { return }
        let secret = accesses[lane.market.exchange]?.apiKey
        let words = "answered HTTP \(status): \(refusal.said)"
        func failure(_ kind: FeedFailure.Kind) -> FeedFailure {
            lane.failure(
                kind, words, advice: refusal.advice, hiding: secret,
                ofWholeExchange: refusal.remedy == .otherBase)
        }
        switch refusal.remedy {
        case .retry: retry(askers, after: failure(.unavailable), deliver)
        case .otherBase: askElsewhere(askers, because: failure(.unavailable))
        case .giveUp(let kind): for asker in askers { end(asker, .failed(failure(kind))) }
        case .holdOff(let seconds):
            let now = clock.monotonicMilliseconds()
            let wall = clock.wall()
            accesses[lane.market.exchange]?.refuse(
                seconds: seconds, sentAt: lane.begunAt, wall: wall, monotonic: now,
                because: ForeignText.shown(words, hiding: secret))
            for asker in askers {
                // Trouble of one address may be over at the next; a limit holds for all of them.
                if status >= 500 { lanes[asker].base += 1 }
                lanes[asker].phase = .due(now)
            }
        }
    }

    /// Asks again after a while, and for all who asked alike at the same moment.
    private mutating func retry(
        _ askers: [Int], after failure: FeedFailure, _ deliver: FeedConsumer
    ) {
        guard let first = askers.first else { return }
        let delay = lanes[first].backoff.failed(using: &random)
        for asker in askers {
            lanes[asker].backoff = lanes[first].backoff
            lanes[asker].lastFailure = failure
            lanes[asker].base += 1
            schedule(asker, afterMilliseconds: delay, deliver)
        }
    }

    private mutating func askElsewhere(_ askers: [Int], because failure: FeedFailure) {
        guard let lane = askers.first.map({ lanes[$0] }) else { return }
        accesses[lane.market.exchange]?.close(base: lane.base, because: failure)
        let now = clock.monotonicMilliseconds()
        for asker in askers {
            lanes[asker].lastFailure = failure
            lanes[asker].phase = .due(now)
        }
    }

    private mutating func schedule(
        _ position: Int, afterMilliseconds delay: Int64, _ deliver: FeedConsumer
    ) {
        let moment = clock.monotonicMilliseconds() + delay
        lanes[position].phase = .due(moment)
        if moment >= deadline { expire(position, deliver) }
    }
}
