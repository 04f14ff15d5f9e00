internal import Market
package import Trading

extension PostWriter {
    /// What paper trading is and what the strategy waits for, while there is nothing to report.
    package func explanationPost(_ parameters: Parameters, turn: Int) -> Post {
        let texts = parameters.explanations
        return Post(
            kind: .explanation,
            body: body("📘 \(brand.name) PAPER TRADING", texts[Self.index(turn, of: texts.count)]),
            tail: tail(hashtags: brand.hashtags))
    }

    /// The place of a turn in a list that begins again when it is through.
    static func index(_ turn: Int, of count: Int) -> Int { ((turn % count) + count) % count }
}
