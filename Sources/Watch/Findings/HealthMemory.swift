package import JSON
internal import Market
internal import Record
internal import Store

/// `state/health.json`: what was found wrong, how often in a row, and what has been told.
///
/// A pure state machine: a finding becomes news once it was there at as many looks in a row as it
/// asks for, and once more when it is gone. What never was news goes without a word.
package struct HealthMemory: Equatable, Sendable, JSONRecord {
    /// Something found wrong at the last look.
    package struct Problem: Equatable, Sendable {
        var key: String
        var words: String
        /// At how many looks in a row.
        var looks: Int
        /// When it was found first.
        var since: Timestamp
        /// Whether it was told as wrong, and is to be told when it is right again.
        var isNews: Bool

        /// Whether a clock that can be right dated it.
        var isDated: Bool { Timestamp.credible.contains(since) }

        /// How long it has lasted, in milliseconds; `nil` where a clock that cannot have been right
        /// dated it, or dates it now.
        ///
        /// Looks are taken every quarter of an hour: so few of them are not spread over so long.
        func duration(at now: Timestamp) -> Int64? {
            let duration = now.since(since)
            let isPossible = duration / HealthMemory.longestBetweenLooks <= Int64(looks)
            return isDated && duration >= 0 && isPossible ? duration : nil
        }
    }

    /// A machine that was off for longer has no use for how long something has been wrong.
    private static let longestBetweenLooks = 31 * Timestamp.millisecondsPerDay

    /// What is otherwise than it was at the look before.
    package enum Change: Equatable, Sendable {
        case wrong(Problem)
        case right(Problem)
    }

    private static let maximumProblems = 1_000

    /// In the order they were found.
    private(set) var problems: [Problem] = []

    package static var blank: HealthMemory { HealthMemory() }

    /// Those that are news, which is what is wrong.
    var wrong: [Problem] { problems.filter(\.isNews) }

    /// Takes what a look came to; returns what is news of it.
    mutating func consume(_ seen: Observation, at now: Timestamp) -> [Change] {
        var changes: [Change] = []
        var kept: [Problem] = []
        for var problem in problems {
            // The clock that dated it was ahead, or is behind now.
            if problem.duration(at: now) == nil, Timestamp.credible.contains(now) {
                problem.since = now
            }
            if let finding = seen.findings.first(where: { $0.key == problem.key }) {
                problem.words = finding.words
                problem.looks += 1
                note(&problem, patience: finding.patience, &changes)
                kept.append(problem)
            } else if seen.unjudged.contains(problem.key) {
                kept.append(problem)
            } else if problem.isNews {
                changes.append(.right(problem))
            }
        }
        for finding in seen.findings where !kept.contains(where: { $0.key == finding.key }) {
            guard kept.count < Self.maximumProblems else { break }
            var problem = Problem(
                key: finding.key, words: finding.words, looks: 1, since: now, isNews: false)
            note(&problem, patience: finding.patience, &changes)
            kept.append(problem)
        }
        problems = kept
        return changes
    }

    private func note(_ problem: inout Problem, patience: Int, _ changes: inout [Change]) {
        guard !problem.isNews, problem.looks >= patience else { return }
        problem.isNews = true
        changes.append(.wrong(problem))
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("problems", &problems)
        guard problems.count <= Self.maximumProblems else {
            throw .field(name: "problems", expected: "a list of at most \(Self.maximumProblems)")
        }
    }
}

extension HealthMemory.Problem: JSONRecord {
    package static var blank: HealthMemory.Problem {
        HealthMemory.Problem(
            key: "", words: "", looks: 0, since: Timestamp(milliseconds: 0), isNews: false)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("key", &key)
        try visitor.field("words", &words)
        try visitor.count("looks", &looks)
        try visitor.field("since", &since)
        try visitor.field("isNews", &isNews)
    }
}

extension HealthMemory {
    /// The memory as it was written last, or a blank one where there is none; where it is damaged a
    /// blank one too, and a warning: it is no record, and what is wrong is found again.
    static func read(
        in store: any DocumentStore
    ) throws(StoreError) -> (memory: HealthMemory, warning: String?) {
        do {
            return (try store.document(StateFiles.health) ?? HealthMemory(), nil)
        } catch {
            if case .io = error { throw error }
            return (HealthMemory(), "\(error); it is written anew")
        }
    }

    func write(in store: any DocumentStore) throws(StoreError) {
        try store.replace(StateFiles.health, with: self)
    }
}
