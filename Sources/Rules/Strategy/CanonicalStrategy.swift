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

    /// The places in which it differs from another spelling: the rule, and what stands there in this
    /// one and in the other, of long rules with the words about it; where the rules are the same in
    /// another order, that order.
    package func differences(
        from other: CanonicalStrategy
    ) -> [(place: String, mine: String, theirs: String)] {
        guard self != other else { return [] }
        var seen: Set<String> = []
        let places = (lines + other.lines).map(\.place).filter { seen.insert($0).inserted }
        let differences = places.flatMap { place in
            Self.differences(
                between: lines.filter { $0.place == place }.map(\.text),
                and: other.lines.filter { $0.place == place }.map(\.text)
            ).map { (place, $0.mine, $0.theirs) }
        }
        guard differences.isEmpty else { return differences }
        let (mine, theirs) = (Self.order(lines), Self.order(other.lines))
        guard mine == theirs else { return [("the order of rules", mine, theirs)] }
        // Of several trails the highest counts, whichever is named first.
        return RuleDifference.all(
            between: trail.joined(separator: ", "), and: other.trail.joined(separator: ", ")
        ).map { ("the order of trail", $0.mine, $0.theirs) }
    }

    /// The differences of the rules of one place, of which there are several where stops trail.
    private static func differences(
        between mine: [String], and theirs: [String]
    ) -> [RuleDifference] {
        let (gone, new) = (
            mine.filter { !theirs.contains($0) }, theirs.filter { !mine.contains($0) }
        )
        return (0..<max(gone.count, new.count)).flatMap { index in
            RuleDifference.all(
                between: index < gone.count ? gone[index] : "none",
                and: index < new.count ? new[index] : "none")
        }
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
