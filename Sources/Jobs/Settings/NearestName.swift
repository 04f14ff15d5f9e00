/// The known name that a mistyped one most likely stands for.
///
/// The distance is Levenshtein's, upper and lower case alike; a name is near that differs in at
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

private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in right.indices {
            let substituted = diagonal + (byte == right[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(substituted, diagonal + 1, row[column] + 1)
        }
    }
    return row[right.count]
}
