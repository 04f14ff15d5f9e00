package import Market

/// The clocks of this machine; the exchange's comes with its answers.
package struct FeedClock {
    /// What time it is here.
    package let wall: () -> Timestamp
    /// Milliseconds that only ever rise, from any beginning.
    package let monotonicMilliseconds: () -> Int64

    package init(wall: @escaping () -> Timestamp, monotonicMilliseconds: @escaping () -> Int64) {
        self.wall = wall
        self.monotonicMilliseconds = monotonicMilliseconds
    }
}
