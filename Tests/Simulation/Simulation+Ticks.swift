internal import Jobs
internal import Market
internal import Record
internal import Settings
internal import Store
internal import Text

extension Simulation {
    /// Runs a tick through whatever is to befall it, and looks at everything afterwards.
    func tick(fates: [Int: VirtualProcess.Fate]) throws(Violation) {
        let before = disk.life
        let wasFull = disk.isFull
        let started = time.now
        let fair = exchanges.map { isClear($0, at: started) }
        let overlaps = tally.overlaps
        let process = VirtualProcess(on: disk, fates: fates)
        let results = run(process)
        tally.ticks += 1
        tally.refusals += process.refusals
        try look()
        if process.isDead {
            if disk.life != before { tally.powerCuts += 1 } else { tally.kills += 1 }
            for exchange in exchanges { exchange.loseSilence() }
            return
        }
        usualCalls = max(20, process.calls)
        guard process.openFiles == 0 else {
            throw violation(nil, Breach("a tick left \(process.openFiles) files open"))
        }
        if process.refusals > 0 {
            for exchange in exchanges { exchange.excuse() }
        }
        let stillFair = zip(exchanges, fair).map { $1 && isClear($0, at: time.now) }
        if let intrusion { try judgeIntrusion(intrusion) }
        try judge(
            results, wasRefused: wasFull || process.refusals > 0,
            wasOverlapped: tally.overlaps > overlaps, fair: stillFair, since: started)
    }

    /// A tick on what a killed one left, at once, and then a power cut: what a tick has gone on from
    /// and told of must be safe, though it had nothing to add.
    func losePowerAfterTick() throws(Violation) {
        try tick(fates: [:])
        disk.cutPower()
        tally.powerCuts += 1
        for exchange in exchanges { exchange.loseSilence() }
        try look()
    }

    /// Another start while a tick is under way: cron does not wait.
    func intrude() {
        tally.overlaps += 1
        let process = VirtualProcess(on: disk)
        // A wish for silence is kept at the end of a tick: what one of the two was told, the other
        // cannot know.
        for exchange in exchanges { exchange.loseSilence() }
        intrusion = run(process)
        for exchange in exchanges { exchange.loseSilence() }
        tally.refusals += process.refusals
    }

    /// Runs one process to its end.
    func run(_ process: VirtualProcess) -> Result<TickResults, JobError> {
        let job = TickJob(
            settings: scenario.settings,
            transport: VirtualTransport(time, process, exchanges: exchanges),
            clock: time.clock(of: process), holder: "process \(tally.ticks)", calls: process)
        var jitter = random
        defer { random = jitter }
        do throws(JobError) {
            return .success(try job.run(random: &jitter))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Looking

    /// Looks at every trader's record as it lies on the disk.
    func look() throws(Violation) {
        for index in audits.indices {
            do {
                try audits[index].look(
                    at: disk, now: time.now, isClockRight: time.skewMilliseconds == 0,
                    tally: &tally)
            } catch {
                throw violation(audits[index].settings.name, error)
            }
        }
    }

    /// Judges what a tick that came to its end says of each trader.
    private func judge(
        _ results: Result<TickResults, JobError>, wasRefused: Bool, wasOverlapped: Bool,
        fair: [Bool], since started: Timestamp
    ) throws(Violation) {
        for exchange in exchanges {
            if let words = exchange.hammered { throw violation(nil, Breach(words)) }
        }
        let verdict = { (isFair: Bool) in
            TickVerdict(
                wasRefused: wasRefused, wasOverlapped: wasOverlapped, wasFair: isFair)
        }
        let ended: TickResults
        do {
            ended = try results.get()
        } catch {
            do {
                return try verdict(false).check(error.status, error)
            } catch let breach {
                throw violation(nil, breach)
            }
        }
        for (index, result) in ended.traders.enumerated() {
            let place = exchanges.firstIndex {
                $0.exchange == audits[index].settings.market.exchange
            }
            let isOrderly =
                audits[index].market?.isOrderly(
                    at: time.now, behindMilliseconds: -time.skewMilliseconds) ?? true
            let isFair = (place.map { fair[$0] } ?? true) && isOrderly
            do {
                try verdict(isFair).check(result.status, result.failure)
                if result.status == .ok {
                    audits[index].settle()
                    if isFair { try audits[index].checkIsCurrent(since: started) }
                }
            } catch {
                throw violation(result.name, error)
            }
        }
    }

    private func isClear(_ exchange: VirtualExchange, at moment: Timestamp) -> Bool {
        // A spell's answers may still be on their way.
        let isHeld = exchange.mayBeHeldUntil.map { moment <= $0 } ?? false
        return !isHeld
            && exchange.weather.isClear(
                from: moment.advanced(byMilliseconds: -60_000), to: moment)
    }

    /// A tick that ran while another was under way may find anything locked.
    private func judgeIntrusion(
        _ results: Result<TickResults, JobError>
    ) throws(Violation) {
        intrusion = nil
        guard case .success(let ended) = results else { return }
        let verdict = TickVerdict(wasRefused: true, wasOverlapped: true, wasFair: false)
        for result in ended.traders {
            do {
                try verdict.check(result.status, result.failure)
            } catch {
                throw violation(result.name, error)
            }
        }
    }

    func violation(_ trader: String?, _ breach: Breach) -> Violation {
        Violation(seed: seed, time: time.now, trader: trader, what: breach.what)
    }

    // MARK: Proofs

    /// A tick in peace, and the proof of every record from its first line to the stats file.
    func prove() throws(Violation) {
        let wasFull = disk.isFull
        disk.isFull = false
        for exchange in exchanges { exchange.isQuiet = true }
        defer {
            disk.isFull = wasFull
            for exchange in exchanges { exchange.isQuiet = false }
        }
        try tick(fates: [:])
        try verify()
    }

    private func verify() throws(Violation) {
        let process = VirtualProcess(on: disk)
        do throws(JobError) {
            let job = try VerifyJob(
                home: scenario.settings.home, traders: [], head: nil, calls: process)
            let results = try job.run()
            guard let failure = results.failures.first else {
                tally.proofs += 1
                return
            }
            throw failure
        } catch {
            throw violation(nil, Breach("algom verify: \(error)"))
        }
    }

    /// Lets everything pass that anybody has to wait for, and sees that every trader stands where
    /// its exchange does.
    func comeToRest() throws(Violation) {
        time.skewMilliseconds = 0
        disk.isFull = false
        for exchange in exchanges {
            exchange.isQuiet = true
            exchange.loseSilence()
        }
        // What was told in days of a wrong clock holds until those days have come.
        let candles = audits.compactMap {
            $0.lastOpenTime?.advanced(
                byMilliseconds: 2 * $0.settings.market.timeframe.milliseconds)
        }
        let awaited = exchanges.compactMap(\.mayBeHeldUntil) + candles
        time.pass(3_600_000)
        time.pass(until: awaited.max() ?? time.now)
        for _ in 0..<3 {
            try tick(fates: [:])
            time.pass(2_000_000)
        }
        try tick(fates: [:])
        try verify()
        for audit in audits {
            do {
                try audit.checkIsAtRest(at: time.now)
            } catch {
                throw violation(audit.settings.name, error)
            }
        }
    }
}
