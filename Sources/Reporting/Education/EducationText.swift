/// A text to learn from: a title, and what it says in one post.
struct EducationText: Equatable, Sendable {
    let title: String
    let text: String

    init(_ title: String, _ text: String) {
        self.title = title
        self.text = text
    }
}

/// The library of texts: true whatever the market does, without advice and without promises.
enum Education {
    /// All texts, so ordered that neighbours are about different things.
    static let all: [EducationText] = {
        let topics = [psychology, risk, reading, orders, scams, paper]
        let longest = topics.map(\.count).max() ?? 0
        return (0..<longest).flatMap { row in
            topics.compactMap { row < $0.count ? $0[row] : nil }
        }
    }()
}
