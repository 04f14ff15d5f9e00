internal import Record
package import Store
package import Text

/// The traders that a state directory holds, or those of them that were asked for.
package struct StateListing {
    private let home: String
    /// `nil` where there is no state directory.
    package let directory: StateDirectory?
    package let names: [String]

    /// - Throws: ``JobError`` where the directory cannot be read, or one asked for is not in it.
    package init(
        home: String, chosen: [String], calls: any FileSystemCalls = KernelCalls()
    ) throws(JobError) {
        self.home = home
        let found: [String]
        do throws(StoreError) {
            directory = try StateDirectory(existing: "\(home)/state", on: calls)
            found =
                try directory?.entries(of: StateFiles.traders).filter(TraderSettings.isName) ?? []
        } catch {
            throw JobError(error)
        }
        for name in chosen where !found.contains(name) {
            let hint =
                found.isEmpty ? "there is none yet" : "there are \(found.joined(separator: ", "))"
            throw JobError(
                .usage, at: "--trader", "no state of a trader '\(excerpt(of: name))'",
                remedy: Remedy(hint))
        }
        names = found.filter { chosen.isEmpty || chosen.contains($0) }
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
