internal import Reporting

/// What the model is told: rules that never change, then the subject and what there are places for.
///
/// No value of a fact is among it: what the model has not seen it cannot repeat, and its text holds
/// on every day.
struct WritingPrompt {
    /// The rules that the check enforces afterwards, in the model's language.
    let system: String
    let user: String

    /// The topic is our own words for what the text is about.
    init(topic: String, facts: [NamedFact], longest: Int) {
        system = """
            You write one short text for the account of a program that trades crypto on paper, with \
            no money. Write plain English for readers who are learning. Be honest about losses.
            Write no number, neither in digits nor in words, and no name of a person, company, \
            exchange, currency, product or place, and no abbreviation. Begin no word with a capital \
            but the first of a sentence. Where the text needs a figure, write one of the places \
            listed below, as {win_rate}: it is replaced by its label with the figure behind it, as \
            in "win rate (figure)". Its value is not known to you and changes daily, so say nothing \
            that only holds for some values.
            Give no advice to buy, sell, hold or invest. Promise nothing and predict nothing.
            Write no links, no mentions, no hashtags and no cashtags.
            Answer with the text alone: no quotation marks around it, no Markdown, no JSON, no \
            introduction. At most \(longest) characters.
            """
        let lines = facts.map { "- {\($0.name)}: \($0.label)" }.joined(separator: "\n")
        user = "Subject: \(topic)\n\nPlaces:\n\(lines.isEmpty ? "none" : lines)"
    }
}
