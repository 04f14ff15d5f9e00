import Foundation
import JSON

/// A home directory with traders, and a fresh copy of it for every run.
struct Home {
    /// Where the traders were made; no measured run touches it.
    let prepared: String
    /// Where the next run happens.
    let path: String
    private let workshop: Workshop

    /// A home of this name with this `algom.json`, whatever was there before.
    init(_ name: String, configuration: String, _ workshop: Workshop) throws {
        self.workshop = workshop
        prepared = workshop.path("homes/\(name)")
        path = workshop.path("homes/\(name).run")
        try workshop.remove(prepared)
        try workshop.makeDirectory(prepared)
        try workshop.write(configuration, to: "\(prepared)/algom.json", mode: 0o600)
    }

    /// Makes the copy anew, and lets the disk have it before anything is measured.
    ///
    /// The last one is put aside, not removed: ext4 searches long for inodes where many were given
    /// back within seconds, and what is measured would pay for it.
    func refresh() throws {
        if workshop.exists(path) {
            try workshop.makeDirectory(used)
            try workshop.run("mv", [path, "\(used)/\(UUID().uuidString)"])
        }
        try workshop.run("cp", ["-a", prepared, path])
        try workshop.run("sync", ["-f", path])
    }

    /// Removes it with all its copies, and waits until the disk has forgotten them.
    func remove() throws {
        for path in [path, used, prepared] { try workshop.remove(path) }
        try workshop.run("sync", ["-f", workshop.path("homes")])
        Thread.sleep(forTimeInterval: 6)
    }

    private var used: String { "\(prepared).used" }
}

/// What `algom-tick --json` says, read as far as a measurement depends on it.
struct TickLines {
    let lines: [JSONValue]

    init(_ output: String) throws {
        lines = try output.split(separator: "\n").map { line in
            do {
                return try JSONReader.parse(Array(line.utf8))
            } catch {
                throw BenchError("algom-tick --json said \(line.prefix(200)): \(error)")
            }
        }
    }

    /// Holds the run to what it was measured for.
    ///
    /// - Throws: ``BenchError`` where not each of so many traders consumed so many candles.
    func check(traders: Int, candles: Int) throws {
        guard lines.count == traders else {
            throw BenchError("\(lines.count) of \(traders) traders told how they stand")
        }
        for line in lines {
            let consumed = line["candles"]?.scalarText ?? "no"
            guard consumed == "\(candles)", line["status"]?.scalarText == "0" else {
                throw BenchError(
                    "\(line["trader"]?.string ?? "a trader") consumed \(consumed) candles and not "
                        + "\(candles), status \(line["status"]?.scalarText ?? "none"); did the UTC "
                        + "day turn meanwhile? \(line["error"]?.string ?? "")")
            }
        }
    }
}
