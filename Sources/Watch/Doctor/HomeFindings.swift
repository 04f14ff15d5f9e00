internal import Settings
internal import Store
internal import Text

/// Whether the home is there, ours, closed to others, and has room.
///
/// The checks of what lies there are pure: what was seen is given.
enum HomeFindings {
    /// The home directory itself; `isHome` where something in it says that it is one.
    static func home(_ path: String, _ facts: FileStatus?, isHome: Bool = true) -> DoctorCheck {
        let make = DoctorCheck.maker(.home, "directory", "directory")
        guard let facts else {
            return make(
                .wrong, "there is no \(path)",
                "\(Command("algom init", home: path)), or name another with --home or ALGOM_HOME")
        }
        guard isHome || !facts.isDirectory else {
            return make(
                .wrong, "\(path) holds no algom.json, no .env and no state/, so it is no home",
                "\(Command("algom init", home: path)), or name another with --home or ALGOM_HOME")
        }
        guard facts.isDirectory else {
            return make(.wrong, "\(path) is no directory", "name another with --home")
        }
        guard facts.owner == facts.user else {
            return make(
                .wrong, Self.foreign(path, facts),
                "\(UserName(facts.owner).sudo) \(Command("algom doctor", home: path))")
        }
        guard facts.isWritable else {
            return make(
                .wrong, "you may not write in \(path)", "\(Command("chmod u+rwx", path, home: nil))"
            )
        }
        guard facts.mode & 0o022 == 0 else {
            return make(
                .wrong, "\(path) can be written by other users",
                "\(Command("chmod go-w", path, home: nil))")
        }
        return make(.ok, "\(path) is yours and can be written", nil)
    }

    /// The state directory in it; `isLost` where it is gone, though a record began there.
    static func state(
        _ path: String, _ facts: FileStatus?, isLost: Bool = false
    ) -> DoctorCheck {
        let make = DoctorCheck.maker(.home, "state", "state")
        guard let facts else {
            return isLost
                ? make(.wrong, "\(path) is gone, though a record began there", "put it back")
                : make(.ok, "not there yet; the first tick makes it", nil)
        }
        guard facts.isDirectory else {
            return make(
                .wrong, "\(path) is no directory",
                "move it away: \(Command("mv", path, home: nil, path + ".old"))")
        }
        guard facts.owner == facts.user else {
            return make(
                .wrong, Self.foreign(path, facts),
                "run everything as the user whose the home is, and give back: \(Command("ls -la", path, home: nil))"
            )
        }
        guard facts.isWritable else {
            return make(
                .wrong, "you may not write in \(path)", "\(Command("chmod u+rwx", path, home: nil))"
            )
        }
        guard facts.mode & 0o022 == 0 else {
            return make(
                .wrong, "\(path) can be written by other users",
                "\(Command("chmod go-w", path, home: nil))")
        }
        guard facts.mode & 0o077 == 0 else {
            return make(
                .warning, "others can look into \(path)",
                "\(Command("chmod go-rwx", path, home: nil))")
        }
        return make(.ok, "only you can look into it", nil)
    }

    private static func foreign(_ path: String, _ facts: FileStatus) -> String {
        "\(path) belongs to \(UserName(facts.owner).words), and this runs as "
            + UserName(facts.user).words
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
            DoctorCheck(
                .home, $0.key, $0.key, .wrong, $0.words,
                "\(Command("df -h", path, home: nil)); \(Command("df -i", path, home: nil))")
        }
    }
}
