package import Market

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
