import Testing

@testable import Reporting

struct EducationTests {
    private let writer = PostWriter(now: TraderView.now)

    @Test func `the first text`() {
        #expect(
            writer.educationPost(turn: 0).text == """
                🎓 ALGOM SCHOOL: LOSS AVERSION

                Losing 100 hurts more than winning 100 pleases. So people sell winners early and \
                hold losers long: the reverse of what a written rule would do.

                #PaperTrading #AlgomBot
                """)
    }

    @Test func `there are at least 60, each another, each in one post`() {
        #expect(Education.all.count >= 60)
        #expect(Set(Education.all.map(\.title)).count == Education.all.count)
        #expect(Set(Education.all.map(\.text)).count == Education.all.count)
        for turn in Education.all.indices {
            let post = writer.educationPost(turn: turn)
            #expect(post.parts() == [post.text], "\(post.text)")
        }
    }

    @Test func `all topics are in, and neighbours are of different ones`() {
        let topics = Education.topics
        #expect(topics.count == 6)
        #expect(topics.map(\.count).reduce(0, +) == Education.all.count)
        for (first, second) in zip(Education.all, Education.all.dropFirst()) {
            #expect(!topics.contains { $0.contains(first) && $0.contains(second) })
        }
    }

    @Test func `turns go through the library and begin again`() {
        let count = Education.all.count
        #expect(writer.educationPost(turn: count) == writer.educationPost(turn: 0))
        #expect(writer.educationPost(turn: count + 1) == writer.educationPost(turn: 1))
    }

    @Test func `no text links, mentions, tags, or says what to buy`() {
        for text in Education.all.map({ "\($0.title) \($0.text)" }) {
            #expect(PostLink.first(in: text) == nil, "\(text)")
            #expect(!text.contains("@") && !text.contains("#"), "\(text)")
            for advice in ["you should buy", "you should sell", "buy now", "bitcoin", "BTC"] {
                #expect(!text.lowercased().contains(advice.lowercased()), "\(text)")
            }
        }
    }
}
