/// What the model is told: rules that never change, then the subject and the facts, nothing else.
struct WritingPrompt {
    /// The rules that the check enforces afterwards, in the model's language.
    let system: String
    let user: String

    /// The topic is our own words for what the text is about.
    init(topic: String, facts: [Fact], hashtags: [String], longest: Int) {
        let tags =
            hashtags.isEmpty
            ? "Use no hashtags." : "Use no hashtags but these: \(hashtags.joined(separator: " "))."
        system = """
            You write one post for the account of a program that trades crypto on paper, with no \
            money. Write plain English for readers who are learning. Be honest about losses.
            Say only what the facts say. Copy every figure exactly as it is written there, with its \
            sign, unit and name; do not round, convert, compare or compute, and write no other \
            number, neither in digits nor in words.
            Give no advice to buy, sell, hold or invest. Promise nothing and predict nothing.
            Write no links, no mentions and no cashtags. \(tags)
            Answer with the text of the post alone: no quotation marks around it, no Markdown, no \
            JSON, no introduction. At most \(longest) characters.
            """
        let lines = facts.map { "- \($0.line)" }.joined(separator: "\n")
        user = "Subject: \(topic)\n\nFacts:\n\(lines)"
    }
}
