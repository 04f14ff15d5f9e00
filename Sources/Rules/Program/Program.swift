package import Market

/// A strategy as it is evaluated: nodes without a name, each after those it reads.
///
/// Equal parts of the rules are one node. A candle node is advanced once with every candle of its
/// place, in the order of the array; a position node is a pure function of registers and of the
/// position, and is evaluated when a rule is asked.
package struct Program: Equatable, Sendable {
    /// Where candles come from: at index 0 the trader's own, then longer ones that rules name.
    package let places: [Place]
    /// At most 512.
    package let nodes: [Node]
    /// Pairs of whole factors that ``Operation/exactSum(_:_:scales:)`` and ``Comparing`` refer to.
    package let scales: [Scales]
    /// When to buy: the first that is true names the trade; never empty.
    package let enter: [Rule]
    /// When to sell; `false` where the text says nothing, so never empty.
    package let exit: [Rule]
    package let stop: Level
    package let target: Level
    /// Prices whose highest known one raises the stop; empty for none.
    package let trail: [NodeIndex]
    /// In percent of the balance; ``Level/none`` for the trader's own.
    package let size: Level
}

/// Where candles come from.
package struct Place: Hashable, Sendable {
    /// `nil` for the trader's own candles.
    package let timeframe: LongerTimeframe?
    /// How many of the trader's candles make one; 1 for its own.
    package let candles: Int
}

/// One value of a program.
package struct Node: Hashable, Sendable {
    package let operation: Operation
    /// The index of its place in ``Program/places``: with which candles it is advanced.
    ///
    /// What it reads is of the same place, but for the operand of ``Operation/longer(_:)`` and its exact twin.
    package let place: UInt8
    /// Whether it depends on a position word: then it is asked, never advanced, and its place is 0.
    package let isPosition: Bool
    /// `nil` where it is a Double alone.
    package let exact: ExactForm?
    /// Whether anything reads it as a Double, as roots that are prices or sizes are.
    ///
    /// An exact node that nothing reads so needs no division but for people.
    package let isReadAsDouble: Bool
}

/// The numbers of an exact value: a numerator of 127 bits and its sign, over this denominator.
package struct ExactForm: Hashable, Sendable {
    /// Positive, at most 2¹²⁷ − 1.
    package let denominator: Int128
    /// What no numerator exceeds in magnitude, whatever candles come.
    package let bound: Int128
}

/// Two whole factors, for the left and the right numerator.
package struct Scales: Hashable, Sendable {
    package let left: Int128
    package let right: Int128
}

/// A condition, and the tag that a trade gets by it.
package struct Rule: Hashable, Sendable {
    package let tag: Tag?
    package let node: NodeIndex
}

/// Where a stop, a target or a size comes from.
package enum Level: Hashable, Sendable {
    case none
    /// Exactly so many percent, of the fill price or of the balance.
    case percent(Percent)
    /// The value of a node, a Double.
    case node(NodeIndex)
}
