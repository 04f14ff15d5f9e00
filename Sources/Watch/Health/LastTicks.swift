internal import Record
internal import Store

/// How the last tick of each trader ended, as the ledger of runs tells.
package struct LastTicks {
    /// The newest first.
    private let ticks: [RunHistory.Run]

    /// Reads the ledger of a home; where it cannot be read, no tick is known: a look at traders is not
    /// stopped by it.
    package init(home: String) {
        let history: RunHistory?
        do throws(StoreError) {
            history = try StateDirectory(existing: "\(home)/state").map {
                directory throws(StoreError) in try RunHistory(in: directory)
            }
        } catch {
            history = nil
        }
        ticks = (history?.runs ?? []).filter { $0.program == RunChecks.tick }.reversed()
    }

    /// Why the last tick of a trader failed; `nil` where it did not, or nothing tells.
    ///
    /// One that was asked to wait, or found another at work, counts for nothing.
    package func failure(of trader: String) -> String? {
        for tick in ticks {
            guard let status = tick.status(for: trader), status != RunChecks.tryLater else {
                continue
            }
            guard status != 0 else { return nil }
            let own = "\(trader): "
            guard let error = tick.error, tick.isErrorOf(trader) else { return "exit \(status)" }
            return error.hasPrefix(own) ? String(error.dropFirst(own.count)) : error
        }
        return nil
    }
}
