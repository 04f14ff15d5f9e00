internal import Market

extension PostWriter {
    /// A text of the library, by turn.
    package func educationPost(turn: Int) -> Post {
        educationPost(Education.all[Self.index(turn, of: Education.all.count)])
    }

    func educationPost(_ text: EducationText) -> Post {
        Post(
            kind: .education,
            body: body("🎓 \(brand.name) SCHOOL: \(text.title)", text.text),
            tail: tail(hashtags: brand.hashtags))
    }
}
