/// The known name that a mistyped one most likely stands for.
///
/// The distance counts letters added, dropped, changed or swapped, upper and lower case alike; a name is near that differs in at
/// most a third of its letters, or begins with what was typed.
package func nearestName(to name: String, among known: [String]) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let typed = Array(name.lowercased().utf8)
    let ranked = known.map { (name: $0, distance: distance(typed, Array($0.lowercased().utf8))) }
    let nearest = ranked.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let nearest else { return nil }
    let isNear = nearest.distance * 3 <= max(typed.count, nearest.name.utf8.count)
    let prefixed = known.first {
        typed.count > 2 && $0.lowercased().utf8.starts(with: typed)
    }
    return isNear ? nearest.name : prefixed
}

/// What helps who mistyped a name: the one that was meant, or those there are.
package func hint(
    forUnknown name: String, among known: [String], atMost most: Int = .max
) -> String {
    nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "known are \(known.prefix(most).joined(separator: ", "))"
}

/// Letters added, dropped, changed, or swapped with their neighbour (optimal string alignment).
private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for (row, byte) in left.enumerated() {
        var current = [row + 1]
        for column in right.indices {
            let changed = above[column] + (byte == right[column] ? 0 : 1)
            var best = min(changed, above[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, byte == right[column - 1], left[row - 1] == right[column] {
                best = min(best, before[column - 1] + 1)
            }
            current.append(best)
        }
        (before, above) = (above, current)
    }
    return above[right.count]
}
