import Testing
import Trading

@testable import Reporting

struct ExplanationPostTests {
    private let writer = PostWriter(now: TraderView.now)

    @Test func `what is waited for`() {
        #expect(
            writer.explanationPost(Parameters(), turn: 2).text == """
                📘 ALGOM PAPER TRADING

                What it waits for: MA7 crossing above MA25 at a candle's close while RSI14 is \
                under 70. It then buys at the next open.

                #PaperTrading #AlgomBot
                """)
    }

    @Test func `six texts, each in one post, then the first again`() {
        let posts = (0..<6).map { writer.explanationPost(Parameters(), turn: $0) }
        #expect(Set(posts.map(\.text)).count == 6)
        for post in posts { #expect(WeightedLength.fits(post.text), "\(post.text)") }
        #expect(writer.explanationPost(Parameters(), turn: 6) == posts[0])
        #expect(writer.explanationPost(Parameters(), turn: -1) == posts[5])
    }
}
