/// Where labels go that want to stand at given heights, but not on each other.
///
/// Order is kept, and the sum of squared distances from where they want to be is the least there
/// is: the pool-adjacent-violators algorithm, on heights less those of the labels above.
enum LabelSpread {
    /// The centres of labels of one height, in the order given, inside a range that holds them all.
    static func centres(
        wanted: [Double], height: Double, within range: ClosedRange<Double>
    ) -> [Double] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var pools: [(sum: Double, count: Int)] = []
        for (rank, index) in order.enumerated() {
            pools.append((wanted[index] - Double(rank) * height, 1))
            while pools.count > 1 {
                let (last, before) = (pools[pools.count - 1], pools[pools.count - 2])
                guard before.sum / Double(before.count) > last.sum / Double(last.count) else {
                    break
                }
                pools.removeLast()
                pools[pools.count - 1] = (before.sum + last.sum, before.count + last.count)
            }
        }
        let lowest = range.lowerBound + height / 2
        let highest = max(lowest, range.upperBound - height * (Double(wanted.count) - 0.5))
        let levels = pools.flatMap { pool in
            Array(
                repeating: min(highest, max(lowest, pool.sum / Double(pool.count))),
                count: pool.count)
        }
        var centres = wanted
        for (rank, index) in order.enumerated() {
            centres[index] = levels[rank] + Double(rank) * height
        }
        return centres
    }
}
