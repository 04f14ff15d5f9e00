/// A strategy as `algom.json` says it: texts that were not read yet.
package struct StrategyText: Equatable, Sendable {
    /// A parameter and what it is where a trader gives no other value.
    package struct Parameter: Equatable, Sendable {
        package let name: String
        package let value: ExactNumber

        package init(name: String, value: ExactNumber) {
            self.name = name
            self.value = value
        }
    }

    /// By which a trader asks for it: `[a-z][a-z0-9-]{0,31}`.
    package var name: String
    /// A sentence for people.
    package var about: String?
    package var parameters: [Parameter]
    /// A condition over parameters, without which no trader may run.
    package var require: String?
    /// When to buy: one condition without a tag, or named ones in their order.
    package var enter: [TaggedText]
    /// When to sell; empty for never.
    package var exit: [TaggedText]
    /// `"N%"`, a price, or none; so with the target.
    package var stop: String?
    package var target: String?
    package var trail: [String]
    /// `"N%"`, an expression in percent, or none: the trader's own.
    package var size: String?

    package init(
        name: String, about: String? = nil, parameters: [Parameter] = [], require: String? = nil,
        enter: [TaggedText], exit: [TaggedText] = [], stop: String? = nil, target: String? = nil,
        trail: [String] = [], size: String? = nil
    ) {
        self.name = name
        self.about = about
        self.parameters = parameters
        self.require = require
        self.enter = enter
        self.exit = exit
        self.stop = stop
        self.target = target
        self.trail = trail
        self.size = size
    }
}

/// A condition's text, and the name that a trade gets by it.
package struct TaggedText: Hashable, Sendable {
    package let tag: String?
    package let text: String

    package init(tag: String? = nil, _ text: String) {
        self.tag = tag
        self.text = text
    }
}
