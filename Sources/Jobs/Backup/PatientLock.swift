internal import Record
internal import Store
internal import Text

/// Locks that are waited for: a tick lets go of its own within a minute.
struct PatientLock {
    private static let attempts = 60

    let holder: String
    /// Lets a second pass.
    let pause: () -> Void

    /// All of some locks of a state, each of which has its directory; held as long as they are referred
    /// to.
    ///
    /// None is kept while another is waited for.
    ///
    /// - Throws: ``JobError`` where one is held for longer than is waited.
    func take(_ names: [String], in directory: StateDirectory) throws(JobError) -> [FileLock] {
        var refusal: StoreError?
        for attempt in 0..<Self.attempts {
            if attempt > 0 { pause() }
            do throws(StoreError) {
                var locks: [FileLock] = []
                for name in names { locks.append(try directory.lock(name, holder: holder)) }
                return locks
            } catch .locked(let path, let holder) {
                refusal = .locked(path: path, holder: holder)
            } catch {
                throw JobError(error)
            }
        }
        throw JobError(refusal ?? .locked(path: directory.path, holder: "another process"))
    }

    /// The locks of everything that runs write under one: traders, reports, alerts, health.
    static func names(of traders: [String]) -> [String] {
        traders.map(StateFiles.lock) + [
            StateFiles.reporterLock, StateFiles.alertsLock, StateFiles.healthLock,
        ]
    }
}
