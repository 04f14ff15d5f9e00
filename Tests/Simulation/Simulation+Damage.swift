internal import Jobs
internal import Record
internal import Text

extension Simulation {
    /// Turns over a bit of one trader's record, where a tick must notice it, and back again.
    ///
    /// The tick between refuses that trader with 78, changes nothing of its record, and goes on with
    /// the others.
    func damage() throws(Violation) {
        let some = audits.indices.filter { audits[$0].known.lines > 0 }
        guard let victim = some.randomElement(using: &random) else { return }
        let audit = audits[victim]
        let path = random.roll(2) == 0 ? audit.checkpoint : audit.journal
        guard let length = disk.bytes(of: path)?.count, length > 0 else { return }
        // Of a journal a tick reads the last line that is committed.
        let offset =
            path == audit.journal ? audit.known.length - 1 - random.roll(100) : random.roll(length)
        disk.fade(path, at: offset)
        let before = [disk.bytes(of: audit.checkpoint), disk.bytes(of: audit.journal)]

        for exchange in exchanges { exchange.isQuiet = true }
        let wasFull = disk.isFull
        disk.isFull = false
        let results = run(VirtualProcess(on: disk))
        disk.isFull = wasFull
        for exchange in exchanges { exchange.isQuiet = false }

        let after = [disk.bytes(of: audit.checkpoint), disk.bytes(of: audit.journal)]
        disk.fade(path, at: offset)
        try judgeDamage(results, of: victim, at: "byte \(offset) of \(path)")
        guard before == after else {
            throw violation(audit.settings.name, Breach("a damaged record was changed"))
        }
        try look()
        tally.damages += 1
    }

    private func judgeDamage(
        _ results: Result<TickResults, JobError>, of victim: Int, at place: String
    ) throws(Violation) {
        guard case .success(let ended) = results else {
            throw violation(nil, Breach("a damaged record of one trader stopped all"))
        }
        let verdict = TickVerdict(wasRefused: false, wasOverlapped: false, wasFair: false)
        for (index, result) in ended.traders.enumerated() {
            guard index != victim else {
                guard result.status == .configuration else {
                    throw violation(
                        result.name,
                        Breach("damage at \(place) was met with \(result.status.rawValue)"))
                }
                continue
            }
            do {
                try verdict.check(result.status, result.failure)
            } catch {
                throw violation(result.name, error)
            }
        }
    }
}
