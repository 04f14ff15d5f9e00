internal import Glibc
internal import Jobs
internal import Market
internal import Seeds
internal import Store
internal import Text

/// Months of cron in seconds: real ticks on a disk, exchanges and clocks that are not there.
///
/// Everything follows from the seed. After every step the invariants are looked at; the first that
/// does not hold ends the simulation.
package final class Simulation {
    let seed: UInt64
    let scenario: Scenario
    let disk: VirtualDisk
    let time: VirtualTime
    let exchanges: [VirtualExchange]
    var audits: [TraderAudit]
    var random: SplitMix64
    var tally = Tally()
    /// How many calls the last tick made that came to its end.
    var usualCalls = 300
    let plant: Plant
    /// How a start ended that came while a tick was under way.
    var intrusion: Result<TickResults, JobError>?
    private let report: (String) -> Void

    /// - Parameters:
    ///   - seed: what everything follows from.
    ///   - plant: a mistake to put into the virtual world.
    ///   - maximumTicks: about how many ticks the longest simulation has.
    ///   - report: takes a line a day, for people.
    /// - Throws: what makes the settings unreadable, or the temporary directory they are read from.
    package init(
        seed: UInt64, plant: Plant = .nothing, maximumTicks: Int = 10_000,
        report: @escaping (String) -> Void = { _ in }
    ) throws {
        self.seed = seed
        self.plant = plant
        self.report = report
        random = SplitMix64(seed: seed)
        let scenario = try Scenario(maximumTicks: maximumTicks, using: &random)
        self.scenario = scenario
        disk = VirtualDisk(seed: random.next(), plant: plant)
        time = VirtualTime(at: scenario.start)
        (exchanges, audits) = scenario.world(plant: plant, time: time, using: &random)
    }

    /// Runs to the end, or to the end of the day on which `isOver` says so.
    ///
    /// - Throws: ``Violation`` where an invariant does not hold.
    package func run(isOver: () -> Bool = { false }) throws(Violation) -> Tally {
        report(scenario.summary)
        var day = time.now.day
        while time.now < scenario.end {
            waitForCron()
            let kills = tally.kills
            try tick(fates: chooseFates())
            if tally.kills > kills, random.roll(3) == 0 { try losePowerAfterTick() }
            if random.roll(20 + Int(2_000 / scenario.periodMinutes)) == 0 {
                try prove()
                try damage()
            }
            if time.now.day != day {
                day = time.now.day
                report("\(time.now): \(tally.ticks) ticks, \(tally.trades) trades")
                if isOver() { break }
            }
        }
        try comeToRest()
        tally.seeds = 1
        tally.days = Double(time.now.since(scenario.start)) / 86_400_000
        return tally
    }

    // MARK: Cron

    /// Lets time pass until cron starts the next tick; now and then it skips some, or weeks.
    private func waitForCron() {
        let period = scenario.periodMinutes * 60_000
        var starts: Int64 = 1
        if random.roll(30) == 0 { starts += Int64(random.roll(12)) }
        if random.roll(2_000) == 0 {
            starts += Int64(random.roll(14)) * 1_440 / scenario.periodMinutes
        }
        let next = (time.now.milliseconds / period + starts) * period
        let moment = Timestamp(milliseconds: next + Int64(random.roll(3_000)))
        time.pass(until: min(moment, scenario.end))
        if plant == .fadingByte, random.roll(50) == 0 { disk.fade(audits[0].journal) }
        if scenario.disturbances > 0, random.roll(400) == 0 { jump() }
        disk.isFull =
            scenario.disturbances > 0 && random.roll(disk.isFull ? 10 : 1_500) == 0
            ? !disk.isFull : disk.isFull
    }

    /// Puts the machine's clock somewhere else, or right again.
    private func jump() {
        let most = [2_000, 60_000, 7_200_000, 172_800_000][random.roll(4)]
        let isRight = random.roll(2) == 0
        time.skewMilliseconds = isRight ? 0 : Int64(random.roll(2 * most) - most)
        for exchange in exchanges { exchange.loseSilence(clockJumped: true) }
        tally.clockJumps += 1
    }

    // MARK: Ticks

    /// What is to befall the next tick, and at which of its calls.
    private func chooseFates() -> [Int: VirtualProcess.Fate] {
        guard random.roll(1_000) < scenario.disturbances else { return [:] }
        let call = 1 + random.roll(usualCalls)
        switch random.roll(8) {
        case 0, 1, 2: return [call: .killed]
        case 3, 4: return [call: .powerCut]
        case 5: return [call: .interrupted { [unowned self] in intrude() }]
        default:
            let code = [ENOSPC, EIO, EMFILE, EINTR, EINTR][random.roll(5)]
            return Dictionary(
                (0..<1 + random.roll(6)).map { (call + $0 * (1 + random.roll(9)), .refused(code)) },
                uniquingKeysWith: { first, _ in first })
        }
    }
}
