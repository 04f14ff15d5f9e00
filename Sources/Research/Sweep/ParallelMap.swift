/// Work by so many workers, whose results come in the order of the work.
///
/// Nothing is shared but what the work reads, so the number of workers changes how long it takes and
/// nothing else.
struct ParallelMap: Sendable {
    let workers: Int

    /// Does the work of each number below `count`, and says after each piece how many are done.
    func results<Result: Sendable>(
        of count: Int, progress: (Int) -> Void, _ work: @escaping @Sendable (Int) -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: count)
            var next = 0
            var done = 0
            while next < min(workers, count) {
                let piece = next
                group.addTask { (piece, work(piece)) }
                next += 1
            }
            while let (piece, result) = await group.next() {
                results[piece] = result
                done += 1
                progress(done)
                guard next < count else { continue }
                let piece = next
                group.addTask { (piece, work(piece)) }
                next += 1
            }
            return results.compactMap(\.self)
        }
    }
}
