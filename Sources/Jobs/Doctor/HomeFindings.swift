internal import Store

/// Whether the home is there, ours, closed to others, and has room.
///
/// The checks of what lies there are pure: what was seen is given.
enum HomeFindings {
    /// The home directory itself.
    static func home(_ path: String, _ facts: PlaceFacts?) -> DoctorCheck {
        let make = { (verdict: DoctorCheck.Verdict, seen: String, remedy: String?) in
            DoctorCheck(.home, "directory", "directory", verdict, seen, remedy)
        }
        guard let facts else {
            return make(
                .wrong, "there is no \(path)",
                "algom init --home \(path), or name another with --home or ALGOM_HOME")
        }
        guard facts.isDirectory else {
            return make(.wrong, "\(path) is no directory", "name another with --home")
        }
        guard facts.owner == facts.user else {
            return make(
                facts.isWritable ? .warning : .wrong,
                "\(path) belongs to user \(facts.owner), and this runs as user \(facts.user)",
                "run this as user \(facts.owner), or: chown -R \(facts.user) \(path)")
        }
        guard facts.isWritable else {
            return make(.wrong, "you may not write in \(path)", "chmod u+rwx \(path)")
        }
        guard facts.mode & 0o022 == 0 || facts.mode & 0o1000 != 0 else {
            return make(
                .warning, "\(path) can be written by other users", "chmod go-w \(path)")
        }
        return make(.ok, "\(path) is yours and can be written", nil)
    }

    /// The state directory in it.
    static func state(_ path: String, _ facts: PlaceFacts?) -> DoctorCheck {
        let make = { (verdict: DoctorCheck.Verdict, seen: String, remedy: String?) in
            DoctorCheck(.home, "state", "state", verdict, seen, remedy)
        }
        guard let facts else { return make(.ok, "not there yet; the first tick makes it", nil) }
        guard facts.isDirectory else {
            return make(.wrong, "\(path) is no directory", "move it away: mv \(path) \(path).old")
        }
        guard facts.owner == facts.user else {
            return make(
                .wrong,
                "\(path) belongs to user \(facts.owner), and this runs as user \(facts.user)",
                "run everything as one user, or: chown -R \(facts.user) \(path)")
        }
        guard facts.isWritable else {
            return make(.wrong, "you may not write in \(path)", "chmod u+rwx \(path)")
        }
        guard facts.mode & 0o022 == 0 else {
            return make(
                .wrong, "\(path) can be written by other users", "chmod go-w \(path)")
        }
        guard facts.mode & 0o077 == 0 else {
            return make(
                .warning, "others can look into \(path)", "chmod go-rwx \(path)")
        }
        return make(.ok, "only you can look into it", nil)
    }

    /// The room where it lies.
    static func disk(_ space: DiskSpace, at path: String, leastMegabytes: Int) -> [DoctorCheck] {
        let findings = MachineChecks.findings(space, at: path, leastMegabytes: leastMegabytes)
        guard !findings.isEmpty else {
            let free = space.freeBytes >> 20
            let told = free >= 10_240 ? "\(free >> 10) GiB" : "\(free) MiB"
            return [DoctorCheck(.home, "disk", "disk", .ok, "\(told) free")]
        }
        return findings.map {
            DoctorCheck(.home, $0.key, $0.key, .wrong, $0.words, "df -h \(path); df -i \(path)")
        }
    }
}
