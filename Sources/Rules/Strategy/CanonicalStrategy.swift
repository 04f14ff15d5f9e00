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
        var lines: [String] = []
        func add(_ place: String, _ tag: String?, _ text: String) {
            lines.append("\(place)\(tag.map { " \($0)" } ?? ""): \(text)")
        }
        for rule in enter { add("enter", rule.tag, rule.text) }
        for rule in exit { add("exit", rule.tag, rule.text) }
        if let stop { add("stop", nil, stop) }
        if let target { add("target", nil, target) }
        for text in trail { add("trail", nil, text) }
        if let size { add("size", nil, size) }
        return lines.joined(separator: "\n")
    }
}
