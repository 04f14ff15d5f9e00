internal import Market

extension PostWriter {
    /// A text of the library, by turn.
    package func educationPost(turn: Int) -> Post {
        let text = Education.all[Self.index(turn, of: Education.all.count)]
        return Post(
            kind: .education,
            body: body("🎓 \(brand.name) SCHOOL: \(text.title)", text.text),
            tail: tail(hashtags: brand.hashtags))
    }
}
