internal import Store

/// Whether the machine has room, and keeps what is ours from others.
///
/// Pure: the figures are given.
enum MachineChecks {
    /// A tick writes a new file beside each that it replaces, and the archive keeps whole records.
    private static let leastFiles: Int64 = 1_000

    static func findings(_ space: DiskSpace, at path: String, leastMegabytes: Int) -> [Finding] {
        var findings: [Finding] = []
        let megabytes = space.freeBytes >> 20
        if megabytes < Int64(leastMegabytes) {
            findings.append(
                Finding(
                    "disk",
                    "\(megabytes) MiB are free where \(path) lies, under \(leastMegabytes); make "
                        + "room: a full disk stops every tick, and loses nothing"))
        }
        if let files = space.freeFiles, files < leastFiles {
            findings.append(
                Finding(
                    "inodes",
                    "room for \(files) more files where \(path) lies; remove small ones that "
                        + "something leaves behind (df -i)"))
        }
        return findings
    }
}
