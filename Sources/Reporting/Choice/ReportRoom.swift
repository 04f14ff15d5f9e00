/// How much an account may post.
package struct ReportRoom: Equatable, Sendable {
    /// How many posts may go out now; every part of a thread is one.
    package let now: Int
    /// How many of them what comes by turns may take, so that news finds room for the rest of the day.
    package let byTurns: Int
    /// The most parts that can ever go out at once, at least 1.
    package let longest: Int
    package let length: PostLength

    package init(now: Int, byTurns: Int? = nil, longest: Int, length: PostLength) {
        self.now = now
        self.byTurns = byTurns ?? now
        self.longest = max(1, longest)
        self.length = length
    }
}
