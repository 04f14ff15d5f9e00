internal import Alerting
internal import Feeds
internal import HTTP
internal import Market
internal import Publishing
internal import Settings
internal import Text
internal import Writing

/// Everything the network is asked, as questions and what to make of their answers.
struct DoctorNetwork {
    /// So many markets are asked for; a thousand traders need no thousand answers.
    private static let maximumMarkets = 20
    private static let limit = DoctorRound.requestMilliseconds

    let settings: DoctorSettings
    let now: Timestamp
    let nonce: () -> String

    /// A question, and what its attempts amount to.
    typealias Inquiry = (question: DoctorQuestion, judge: ([DoctorAttempt]) -> [DoctorCheck])

    /// What can be said without asking.
    private static func unasked(_ check: DoctorCheck) -> Inquiry {
        (DoctorQuestion([]), { _ in [check] })
    }

    /// All questions, in the order of their checks.
    func inquiries() -> [Inquiry] { exchanges() + keys() + reports() + channels().http }

    // MARK: Exchanges

    private func exchanges() -> [Inquiry] {
        guard let venues = settings.settings?.venues else { return [] }
        let markets = settings.markets()
        var inquiries: [Inquiry] = []
        for exchange in Exchange.allCases where markets.contains(where: { $0.exchange == exchange })
        {
            guard let venue = venues[exchange], let probe = ExchangeProbe(exchange, venue) else {
                continue
            }
            // Each address by itself: an answer is no reason not to ask the next.
            let requests = probe.bases.map { probe.time(at: $0, withinMilliseconds: Self.limit) }
            inquiries.append(
                (
                    DoctorQuestion(requests, isAnswered: { _ in false }),
                    { attempts in
                        ExchangeFindings.reach(exchange, probe, attempts)
                            + (ExchangeFindings.clock(exchange, probe, attempts).map { [$0] } ?? [])
                    }
                ))
            for market in markets.filter({ $0.exchange == exchange }).prefix(Self.maximumMarkets) {
                inquiries.append(inquiry(market, probe))
            }
        }
        return inquiries
    }

    private func inquiry(_ market: Market, _ probe: ExchangeProbe) -> Inquiry {
        let requests = probe.bases.map {
            probe.candles(of: market, now: now, at: $0, withinMilliseconds: Self.limit)
        }
        let question = DoctorQuestion(requests) { response in
            switch probe.answer(response, about: market) {
            case .candles, .refused, .busy: true
            case .blocked, .unclear: false
            }
        }
        return (question, { [ExchangeFindings.market(market, probe, $0)] })
    }

    // MARK: Keys

    private func keys() -> [Inquiry] {
        Exchange.asked.map { exchange in
            let key = settings.value(exchange.keyVariable).map { Secret($0) }
            let secret = settings.value(exchange.keySecretVariable).map { Secret($0) }
            if let check = KeyFindings.unasked(exchange, key: key, secret: secret) {
                return Self.unasked(check)
            }
            guard let key, let secret,
                let question = KeyQuestion(exchange, key: key, secret: secret),
                let bases = settings.settings?.venues[exchange]?.bases
            else { return (DoctorQuestion([]), { _ in [] }) }
            let requests = bases.map {
                question.request(at: $0, now: now, withinMilliseconds: Self.limit)
            }
            return (
                DoctorQuestion(requests) { response in
                    if case .unclear = question.answer(response) { false } else { true }
                },
                { [KeyFindings.check(exchange, question, $0)] }
            )
        }
    }

    // MARK: Reports

    private func reports() -> [Inquiry] {
        guard let all = settings.settings else { return [] }
        let report: ReportSettings
        do {
            report = try all.report()
        } catch {
            let check = DoctorCheck(
                .reports, "settings", "settings", .wrong, error.problem,
                error.remedy ?? "put it right in .env; without X's four keys posts are printed")
            return [Self.unasked(check)]
        }
        return [account(report)] + services(report)
    }

    private func account(_ report: ReportSettings) -> Inquiry {
        guard let credentials = report.credentials else {
            let check = DoctorCheck(
                .reports, "x", "X", .ok, "no keys: posts are printed, none goes out")
            return Self.unasked(check)
        }
        let question = XAccountQuestion(credentials: credentials)
        let stamp = OAuthStamp(nonce: nonce(), timestampSeconds: now.milliseconds / 1_000)
        let request = question.request(
            at: report.xBase, stamp: stamp, withinMilliseconds: Self.limit)
        return (
            DoctorQuestion([request]),
            {
                [
                    ServiceFindings.account(
                        question, $0, isPostingDisabled: report.isPostingDisabled)
                ]
            }
        )
    }

    private func services(_ report: ReportSettings) -> [Inquiry] {
        var inquiries: [Inquiry] = []
        if let writer = report.writer {
            let service = ServiceFindings.KeyedService(
                id: "model", subject: "model", variable: "ANTHROPIC_API_KEY", key: writer.apiKey,
                missing: "look at report.model in algom.json")
            inquiries.append(
                (
                    DoctorQuestion([writer.keyQuestion(withinMilliseconds: Self.limit)]),
                    { [ServiceFindings.check(service, $0)] }
                ))
        }
        if let key = report.marketKey {
            let service = ServiceFindings.KeyedService(
                id: "coinmarketcap", subject: "CoinMarketCap", variable: "COINMARKETCAP_API_KEY",
                key: key)
            let request = CoinMarketCap.keyQuestion(
                base: report.marketBase, apiKey: key, withinMilliseconds: Self.limit)
            inquiries.append(
                (DoctorQuestion([request]), { [ServiceFindings.check(service, $0)] }))
        }
        return inquiries
    }

    // MARK: Channels

    /// The channels: those that are asked over HTTP, and mail, which goes a way of its own.
    func channels() -> (http: [Inquiry], mail: (name: String, service: EmailService)?) {
        var inquiries: [Inquiry] = []
        var mail: (name: String, service: EmailService)?
        for (name, channel) in settings.settings?.alertChannels() ?? [] {
            switch channel.map(\.way) {
            case .failure(let error):
                inquiries.append(Self.unasked(ChannelFindings.broken(name, error)))
            case .success(.mail(let service)): mail = (name, service)
            case .success(.http(let service)):
                inquiries.append(
                    (
                        DoctorQuestion([service.question.request]),
                        { [ChannelFindings.check(name, service, $0, home: settings.home)] }
                    ))
            }
        }
        return (inquiries, mail)
    }
}
