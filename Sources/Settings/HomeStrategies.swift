internal import JSON
package import Market
package import Record
package import Rules
internal import Store
package import Text

/// The strategies of a home for those who look at some or try them: what is wrong with one stops
/// nobody who asks for others, nor does what the rest of `algom.json` says.
///
/// Ticks go by ``Settings``, which takes the file whole or not at all.
package struct HomeStrategies: Sendable {
    package let shelf: StrategyShelf
    /// Where the own ones stand; `nil` where there is no file.
    package let path: String?
    /// What is wrong with others than were asked for, and which command shows it: one line, or none.
    package let warnings: [String]
    private let root: JSONValue?

    /// Those of a home's `algom.json`, and the built-in ones; without a home the built-in ones alone.
    ///
    /// - Throws: ``JobError`` where the file cannot be read, or is no configuration at all.
    package init(home: String?) throws(JobError) {
        let path = home.map { "\($0)/algom.json" }
        guard let home, let path, let file = try Settings.read(path) else {
            (shelf, self.path, warnings, root) = (StrategyShelf(), nil, [], nil)
            return
        }
        do throws(InputFlaw) {
            let root = try ConfigurationFile.root(of: file.bytes)
            let reading = StrategyShelf.read(
                strategies: root["strategies"], functions: root["functions"])
            let (shelf, flaws) = (reading.shelf, reading.flaws)
            (self.shelf, self.path, self.root) = (shelf, path, root)
            warnings = flaws.prefix(1).map { first in
                let more = flaws.count > 1 ? ", and \(flaws.count - 1) more" : ""
                let check = Command("algom strategy check", home: home)
                return ShownText.line(
                    "\(path): \(first.refusal)\(more); what does not use it works, "
                        + "'\(check)' shows it")
            }
        } catch {
            throw JobError(.configuration, error, in: path)
        }
    }

    /// The text of the strategy that somebody names; `option` is where, `elsewhere` what else is to
    /// be said where there is none.
    ///
    /// - Throws: ``JobError`` where there is none of this name, or the one of the file is wrong.
    package func text(
        named name: String, at option: String? = nil, adding elsewhere: String = ""
    ) throws(JobError) -> StrategyText {
        if let text = shelf.text(named: name) { return text }
        if let flaw = shelf.flaw(of: name) {
            throw JobError(.configuration, flaw.refusal, in: path)
        }
        throw JobError(
            .usage, at: option,
            "there is no strategy '\(excerpt(of: name))'\(elsewhere); "
                + hint(forUnknown: name, among: shelf.names))
    }

    /// The trader of this name as the file has it, whatever is wrong with others; `nil` where it has
    /// none.
    ///
    /// - Throws: ``JobError`` where this one is refused.
    package func trader(_ name: String, exchange: Exchange) throws(JobError) -> TraderSettings? {
        guard let root else { return nil }
        do throws(InputFlaw) {
            return try ConfigurationFile.trader(name, in: root, shelf, exchange: exchange)
        } catch {
            throw JobError(.configuration, error, in: path)
        }
    }
}
