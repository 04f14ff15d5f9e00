internal import Market

// Posts with a part that an accepted text may stand in for. All that has to be said of figures
// (market, window, age, interval, that prices are simulated) is in the other part.

extension ReportChoice {
    /// A text of the library or, in turn, an accepted one.
    var education: Post {
        let turn = memory.turns.education
        return inTurn(
            turn, .education, of: Education.all.count, facts: [],
            own: { writer.educationPost(turn: $0) },
            accepted: { writer.educationPost(EducationText(title: $0.title, text: $1)) })
    }

    /// What the figures of the trader whose turn it is say, or an accepted text beside them.
    var strategy: Post? {
        guard let trader = strategyTrader else { return nil }
        return inTurn(
            memory.turns.strategy / facts.traders.count, .strategy, of: 1, facts: trader.namedFacts,
            own: { _ in writer.strategyPost(trader) },
            accepted: { writer.strategyPost(trader, remark: $1) })
    }

    /// What a text could be written about that would have its turn now; `nil` for posts without one.
    package func draftSubject(of kind: Post.Kind) -> DraftSubject? {
        switch kind {
        case .education:
            let texts = Education.all
            let lesson = texts[PostWriter.index(memory.turns.education, of: texts.count)]
            return DraftSubject(
                kind: kind, title: lesson.title,
                topic:
                    "the lesson below, told to beginners in other words and without its figures: "
                    + lesson.text, facts: [])
        case .strategy:
            guard let trader = strategyTrader else { return nil }
            return DraftSubject(
                kind: kind, title: "",
                topic: "how to read some of the figures below, whatever they may be",
                facts: trader.namedFacts)
        default: return nil
        }
    }

    private var strategyTrader: TraderView? {
        let traders = facts.traders
        guard !traders.isEmpty else { return nil }
        return traders[PostWriter.index(memory.turns.strategy, of: traders.count)]
    }

    /// The post with the oldest text that was never told; else all have their turn, our own first.
    ///
    /// A text that does not fit, or has a place for a figure that is not there, is passed over.
    private func inTurn(
        _ turn: Int, _ kind: Post.Kind, of count: Int, facts: [NamedFact], own: (Int) -> Post,
        accepted: (AcceptedText, String) -> Post
    ) -> Post {
        let longest = own(PostWriter.index(turn, of: count)).parts().count
        let others = texts.filter { $0.kind == kind }.compactMap { text -> Post? in
            guard var post = text.text.filled(facts).map({ accepted(text, $0) }) else { return nil }
            post.acceptedAt = text.acceptedAt
            return post.parts().count <= longest ? post : nil
        }
        let told = memory.turns.accepted(kind)
        if let news = others.first(where: { $0.acceptedAt.map { $0 > told } ?? false }) {
            return news
        }
        let index = PostWriter.index(turn, of: count + others.count)
        return index < count ? own(index) : others[index - count]
    }
}
