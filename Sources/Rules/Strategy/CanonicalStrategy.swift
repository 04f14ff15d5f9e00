/// The rules of a strategy spelled in the one way that all equal strategies share.
///
/// Parameters are put in and functions expanded, an operator inside an operator stands in
/// parentheses, numbers are the shortest decimals. It reads back to the same strategy, and it is
/// what a fingerprint covers; the strategy's name and sentence are no part of it.
package struct CanonicalStrategy: Hashable, Sendable, CustomStringConvertible {
    package let enter: [TaggedText]
    /// `false` where the strategy says nothing.
    package let exit: [TaggedText]
    /// `2%`, or a price, or none; so with the target.
    package let stop: String?
    package let target: String?
    package let trail: [String]
    package let size: String?

    package init(
        enter: [TaggedText], exit: [TaggedText], stop: String?, target: String?, trail: [String],
        size: String?
    ) {
        self.enter = enter
        self.exit = exit
        self.stop = stop
        self.target = target
        self.trail = trail
        self.size = size
    }

    /// A line for each rule: its place, its tag if it has one, a colon and the text.
    package var description: String {
        lines.map { "\($0.place): \($0.text)" }.joined(separator: "\n")
    }

    /// What is different from an earlier spelling, a line for each rule that is.
    package func changes(since earlier: CanonicalStrategy) -> [String] {
        let (before, now) = (earlier.lines, lines)
        let places =
            before.map(\.place)
            + now.map(\.place).filter { place in
                !before.contains { $0.place == place }
            }
        var seen: Set<String> = []
        var changes = places.filter { seen.insert($0).inserted }.compactMap { place -> String? in
            let old = before.filter { $0.place == place }.map(\.text).joined(separator: ", ")
            let new = now.filter { $0.place == place }.map(\.text).joined(separator: ", ")
            if old == new { return nil }
            if old.isEmpty { return "\(place) is new: \(new)" }
            return new.isEmpty ? "\(place) is gone: \(old)" : "\(place) was \(old), is \(new)"
        }
        if changes.isEmpty, before.map(\.place) != now.map(\.place) {
            changes = ["the order of its rules was \(Self.order(before)), is \(Self.order(now))"]
        }
        return changes
    }

    private static func order(_ lines: [(place: String, text: String)]) -> String {
        lines.map(\.place).joined(separator: ", ")
    }

    private var lines: [(place: String, text: String)] {
        func lines(_ place: String, _ rules: [TaggedText]) -> [(place: String, text: String)] {
            rules.map { rule in (rule.tag.map { "\(place) \($0)" } ?? place, rule.text) }
        }
        func line(_ place: String, _ text: String?) -> [(place: String, text: String)] {
            text.map { [(place, $0)] } ?? []
        }
        return lines("enter", enter) + lines("exit", exit) + line("stop", stop)
            + line("target", target) + trail.map { ("trail", $0) } + line("size", size)
    }
}
