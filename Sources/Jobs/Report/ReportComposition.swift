internal import Feeds
internal import HTTP
internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text
internal import Trading

/// What is to be posted: the facts of all traders, the choice among them, and the words.
struct ReportComposition {
    let settings: Settings
    let report: ReportSettings
    let transport: any HTTPTransport
    let now: Timestamp
    /// What went wrong and stopped nothing.
    private(set) var warnings: [String] = []
    /// What a text could be written about for posts like this; `nil` for those without one.
    private(set) var draftSubject: DraftSubject?
    /// The worst of what was wrong with single traders.
    private(set) var status = ExitStatus.ok

    init(
        _ settings: Settings, _ report: ReportSettings, transport: any HTTPTransport, now: Timestamp
    ) {
        self.settings = settings
        self.report = report
        self.transport = transport
        self.now = now
    }

    /// The post that is due, or the one of a kind; `nil` where there is nothing of that kind, or
    /// nothing that fits the room.
    ///
    /// Trades that are too old to be news are passed over in the memory.
    mutating func post(
        of kind: Post.Kind?, after memory: inout ReportMemory, in store: (any RecordStore)?,
        room: ReportRoom?
    ) -> Post? {
        let facts = facts(memory, in: store)
        // In range: the settings bound it by 30 days.
        let newsSince = now.advanced(
            byMilliseconds: -report.configuration.newsMaximumSeconds * 1_000)
        let stats = facts.traders
        warnings += memory.dropWhatIsAhead(of: now, toldOf: stats)
        warnings += stats.compactMap { stats in
            stats.asOf.flatMap { Figures.ahead($0, of: now) }.map {
                "\(stats.name): its last candle is \($0); what it did after now is not told before"
            }
        }
        memory.passOver(tradesBefore: newsSince, of: stats)
        var choice = ReportChoice(
            facts: facts, memory: memory, brand: report.configuration.postBrand,
            texts: texts(in: store), newsSince: newsSince, room: room)
        if let store, kind == .comparison || kind == nil && choice.isComparisonNext {
            choice.facts.traders = compared(facts.traders, in: store)
        }
        let chosen = if let kind { choice.post(of: kind) } else { choice.post }
        guard var post = chosen else { return nil }
        draftSubject = choice.draftSubject(of: post.kind)
        if post.kind == .education, let context = context(facts) {
            post = post.adding(context.line)
        }
        if let link = PostLink.first(in: post.text) {
            warnings.append(report.configuration.words(on: link))
        }
        return post
    }

    /// The texts of a model that were accepted; where they cannot be read the built-in ones serve.
    private mutating func texts(in store: (any RecordStore)?) -> [AcceptedText] {
        guard let store else { return [] }
        do {
            let all = try Drafts(store).documents()
            warnings += all.damaged.map { Drafts.words(on: $0, home: settings.home) }
            return all.sound.acceptedTexts
        } catch {
            warnings.append("\(JobError(error)); the built-in texts serve")
            return []
        }
    }

    /// The same traders with their figures over the window that their records have in common.
    private mutating func compared(
        _ traders: [TraderView], in store: any RecordStore
    ) -> [TraderView] {
        guard let window = SharedWindow(of: traders, now: now) else { return traders }
        return traders.map { trader in
            do throws(JobError) {
                return try window.told(of: trader, in: store)
            } catch {
                warnings.append("\(error)")
                status = max(status, error.status)
                return trader
            }
        }
    }

    private mutating func facts(
        _ memory: ReportMemory, in store: (any RecordStore)?
    ) -> ReportFacts {
        var traders: [TraderView] = []
        for name in names(in: store) {
            guard let store else { continue }
            do throws(JobError) {
                let store = try store.holding(recordOf: name)
                guard let checkpoint = try Checkpoint.read(name, in: store) else {
                    continue
                }
                traders.append(
                    try TraderView(
                        of: checkpoint, reported: memory.traders[name]?.trade, in: store))
            } catch {
                warnings.append("\(error)")
                status = max(status, error.status)
            }
        }
        var facts = ReportFacts(
            traders: traders, parameters: settings.traders[0].parameters, now: now)
        let heads = HeadsDigest.lines(of: facts.traders)
        facts.heads = HeadsDigest(
            count: heads.count, digits: Digest(of: heads.joined().utf8).hexadecimal)
        return facts
    }

    /// The traders of `algom.json`; without one, all that have run: each cron line may have its own.
    private mutating func names(in store: (any RecordStore)?) -> [String] {
        if settings.isConfigured { return settings.traders.map(\.name) }
        do {
            return try store?.entries(of: StateFiles.traders).filter(TraderSettings.isName)
                ?? []
        } catch {
            warnings.append("\(error)")
            status = max(status, JobError(error).status)
            return []
        }
    }

    // MARK: Context of the market

    /// The market as CoinMarketCap tells it, or as the traders' own last prices do.
    private mutating func context(_ facts: ReportFacts) -> MarketContext? {
        let trader = facts.traders.first { !$0.isStale(at: now) }
        let currency = (trader?.market ?? settings.traders[0].market).symbol.base
        if let key = report.marketKey {
            let service = CoinMarketCap(
                base: report.marketBase, apiKey: key, transport: transport)
            switch service.overview(of: currency, now: now) {
            case .overview(let overview):
                return MarketContext(
                    subject: overview.currency, price: overview.price,
                    change: overview.change24h, capitalization: overview.capitalization,
                    dominance: overview.dominance, asOf: overview.asOf, source: "CoinMarketCap")
            case .none(let reason): warnings.append(reason)
            }
        }
        guard let trader, let price = trader.state.lastClose, let asOf = trader.asOf else {
            return nil
        }
        return MarketContext(
            subject: trader.market.symbol.description, price: price,
            quote: trader.market.symbol.quote, asOf: asOf,
            source: trader.market.exchange == .sim
                ? "simulated prices" : trader.market.exchange.rawValue)
    }
}
