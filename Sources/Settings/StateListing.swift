internal import JSON
internal import Record
package import Store
package import Text

/// The traders that a state directory holds, or those of them that were asked for: in the order of
/// `algom.json`, and behind them those that are not in it.
package struct StateListing {
    private let home: String
    /// `nil` where there is no state directory.
    package let directory: StateDirectory?
    package let names: [String]

    /// The most names in a hint.
    private static let maximumTold = 20

    /// - Throws: ``JobError`` where the directory cannot be read, or one asked for is not in it.
    package init(
        home: String, chosen: [String], calls: any FileSystemCalls = KernelCalls()
    ) throws(JobError) {
        self.home = home
        let found: [String]
        do throws(StoreError) {
            directory = try StateDirectory(existing: "\(home)/state", on: calls)
            found = Self.ordered(
                try directory?.entries(of: StateFiles.traders).filter(TraderSettings.isName) ?? [],
                in: home)
        } catch {
            throw JobError(error)
        }
        for name in chosen where !found.contains(name) {
            throw JobError(
                .usage, at: "--trader", "no state of a trader '\(excerpt(of: name))'",
                remedy: Remedy(Self.hint(for: name, among: found)))
        }
        names = found.filter { chosen.isEmpty || chosen.contains($0) }
    }

    private static func hint(for name: String, among found: [String]) -> String {
        if found.isEmpty { return "there is none yet" }
        if let near = nearestName(to: name, among: found) { return "did you mean '\(near)'?" }
        let more = found.count - maximumTold
        return "there are \(found.prefix(maximumTold).joined(separator: ", "))"
            + (more > 0 ? " and \(more) more" : "")
    }

    /// Names of traders in the order that `algom.json` has them in; as they are where it has none, or
    /// cannot be read.
    package static func ordered(_ names: [String], in home: String) -> [String] {
        let path = "\(home)/algom.json"
        guard names.count > 1,
            let file = (try? HomeFile(path: path, atMost: Settings.largestFile)) ?? nil,
            let root = try? JSONReader.parse(file.bytes, as: .json5),
            let traders = root["traders"]?.elements
        else { return names }
        // A trader without a name is called after its exchange.
        let exchange = root["defaults"]?["exchange"]
        var places: [String: Int] = [:]
        for (place, trader) in traders.enumerated() {
            guard let name = (trader["name"] ?? trader["exchange"] ?? exchange)?.string else {
                continue
            }
            places[name] = places[name] ?? place
        }
        return names.enumerated().map { (places[$1] ?? traders.count, $0, $1) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// The directory, where a trader is in it.
    package func inhabited() throws(JobError) -> StateDirectory {
        if let directory, !names.isEmpty { return directory }
        throw JobError(.usage, "no trader has run yet in \(home)")
    }

    /// What people are told of a home without traders.
    package static func nobodyYet(in home: String) -> String {
        ShownText.line(
            "no trader has run yet in \(home); run \(Command("algom-tick", home: home)), then look again"
        )
    }
}

extension Command {
    /// The tick of one trader, who without an `algom.json` is the one of its exchange.
    package static func tick(_ trader: String, isConfigured: Bool, home: String?) -> Command {
        Command("algom-tick", isConfigured ? "--trader" : "--exchange", trader, home: home)
    }
}
