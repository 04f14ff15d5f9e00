package import Market

/// What has been reported, so that nothing is reported twice: the contents of `reporter.json`.
package struct ReportMemory: Equatable, Sendable {
    /// What has been reported of each trader, by its name.
    package var traders: [String: TraderMemory]
    /// The UTC day of the last daily report, counted from 1970.
    package var lastDaily: Int64?
    package var lastWeekly: ISOWeek?
    package var turns: Turns
    /// What the next daily report tells by number and sum, one for each currency.
    package var untold: [UntoldTrades]

    package init(
        traders: [String: TraderMemory] = [:], lastDaily: Int64? = nil,
        lastWeekly: ISOWeek? = nil, turns: Turns = Turns(), untold: [UntoldTrades] = []
    ) {
        self.traders = traders
        self.lastDaily = lastDaily
        self.lastWeekly = lastWeekly
        self.turns = turns
        self.untold = untold
    }

    /// The last events of a trader that were reported.
    package struct TraderMemory: Equatable, Sendable {
        /// The id of the trade.
        package var trade: Timestamp?
        /// The open time of the position.
        package var position: Timestamp?
        /// The end of the pause.
        package var pause: Timestamp?

        package init(
            trade: Timestamp? = nil, position: Timestamp? = nil, pause: Timestamp? = nil
        ) {
            self.trade = trade
            self.position = position
            self.pause = pause
        }
    }

    /// Counters in place of chance; each counts the posts it has chosen for.
    package struct Turns: Equatable, Sendable {
        /// Which kind comes next of those that take turns.
        package var kind: Int
        package var lesson: Int
        /// Which trader the next strategy insight is about.
        package var strategy: Int
        /// Which trader the next comparison with holding is about.
        package var hodl: Int
        package var education: Int
        package var explanation: Int
        /// When the newest accepted text was accepted that has been told, by kind of post.
        package var acceptedEducation: Timestamp?
        package var acceptedStrategy: Timestamp?

        package init(
            kind: Int = 0, lesson: Int = 0, strategy: Int = 0, hodl: Int = 0, education: Int = 0,
            explanation: Int = 0
        ) {
            self.kind = kind
            self.lesson = lesson
            self.strategy = strategy
            self.hodl = hodl
            self.education = education
            self.explanation = explanation
        }
    }

    /// Whether a text of a kind has not been told yet.
    package func awaits(_ kind: Post.Kind, among texts: [AcceptedText]) -> Bool {
        texts.contains { $0.kind == kind && $0.acceptedAt > turns.accepted(kind) }
    }

    /// Marks a post as reported and moves the turns on.
    package mutating func note(_ post: Post) {
        switch post.subject {
        case .trade(let trader, let id): traders[trader, default: .init()].trade = id
        case .position(let trader, let time): traders[trader, default: .init()].position = time
        case .pause(let trader, let until): traders[trader, default: .init()].pause = until
        case .daily(let day):
            lastDaily = day
            untold = []
        case .weekly(let week): lastWeekly = week
        case .none: break
        }
        turns.advance(after: post)
    }
}

extension ReportMemory.Turns {
    /// When the newest text of a kind was accepted that has been told.
    func accepted(_ kind: Post.Kind) -> Timestamp {
        (kind == .education ? acceptedEducation : acceptedStrategy)
            ?? Timestamp(milliseconds: .min)
    }

    fileprivate mutating func advance(after post: Post) {
        let kind = post.kind
        if let moment = post.acceptedAt, moment > accepted(kind) {
            if kind == .education { acceptedEducation = moment } else { acceptedStrategy = moment }
        }
        if let place = ReportChoice.takingTurns.firstIndex(of: kind) {
            self.kind = place + 1
        }
        switch kind {
        case .trade: lesson &+= 1
        case .strategy: strategy &+= 1
        case .hodl: hodl &+= 1
        case .education: education &+= 1
        case .explanation: explanation &+= 1
        case .position, .pause, .daily, .weekly, .comparison: break
        }
    }
}

extension ReportMemory {
    /// Marks as not reported what a post reported of which nothing went out.
    package mutating func takeBack(_ subject: Post.Subject, untold: [UntoldTrades]) {
        switch subject {
        case .trade(let trader, let id) where traders[trader]?.trade == id:
            traders[trader]?.trade = id.before
        case .position(let trader, let time) where traders[trader]?.position == time:
            traders[trader]?.position = nil
        case .pause(let trader, let until) where traders[trader]?.pause == until:
            traders[trader]?.pause = nil
        case .daily(let day) where lastDaily == day:
            lastDaily = nil
            self.untold = untold
        case .weekly(let week) where lastWeekly == week: lastWeekly = nil
        default: break
        }
    }

    /// Forgets a daily and a weekly report that are dated in the future, and says so: they were told
    /// while the clock was ahead, and would keep others away until it is there again.
    package mutating func dropWhatIsAhead(of now: Timestamp) -> [String] {
        let latest = now.advanced(byMilliseconds: Deadline.toleranceMilliseconds)
        var lines: [String] = []
        if let day = lastDaily, day > latest.day {
            lines.append(
                "the last daily report is dated \(Timestamp(startOfDay: day).dateText), which is yet "
                    + "to come: it does not count")
            lastDaily = nil
        }
        if let week = lastWeekly, week > ISOWeek(latest) {
            lines.append(
                "the last weekly report is dated \(week), which is yet to come: it does not count")
            lastWeekly = nil
        }
        return lines
    }

    /// Forgets what was told of traders while the clock was ahead, where their records are others by
    /// now, and says so: what happens in those would not be told until that time had come.
    package mutating func dropWhatIsAhead(
        of now: Timestamp, toldOf traders: [TraderView]
    ) -> [String] {
        let latest = now.advanced(byMilliseconds: Deadline.toleranceMilliseconds)
        var lines: [String] = []
        for trader in traders where !trader.isAhead(of: now) {
            guard let told = self.traders[trader.name] else { continue }
            // A pause ends a day after its trade at most.
            let pause = told.pause?.advanced(byMilliseconds: -Timestamp.millisecondsPerDay)
            let moments = [told.trade, told.position, pause].map { moment in
                moment.flatMap { $0 > latest ? $0 : nil }
            }
            guard let moment = moments.compactMap(\.self).max() else { continue }
            lines.append(
                "what was told last of \(trader.name) is dated \(moment), which is yet to come: it does "
                    + "not count")
            if moments[0] != nil { self.traders[trader.name]?.trade = nil }
            if moments[1] != nil { self.traders[trader.name]?.position = nil }
            if moments[2] != nil { self.traders[trader.name]?.pause = nil }
        }
        return lines
    }
}
