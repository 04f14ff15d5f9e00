import Seeds
import Testing

@testable import Publishing

/// Never two posts for one event, never an event lost without a line that says so.
struct OutboxModelTests {
    private static let rules = PostingRules(maximumPerDay: 12, maximumPerMonth: 200)

    private static func entry(
        _ name: String, parts: Int = 1, isPictured: Bool = false, at now: Int64 = 1_760_000_000
    ) -> OutboxEntry {
        OutboxEntry(
            kind: "trade", reports: [name], texts: (1...parts).map { "\(name) \($0)" },
            picture: isPictured ? OutboxPicture(fileName: "\(name).png", altText: "a") : nil,
            createdAtSeconds: now)
    }

    /// What must hold of X and the outbox at any moment, and at the end.
    private func judge(_ runs: OutboxRuns, isOver: Bool, _ comment: @autoclosure () -> String) {
        for entry in runs.entries {
            let counts = entry.parts.map { part in
                runs.x.posts.filter { $0.text == part.text }.count
            }
            #expect(counts.allSatisfy { $0 <= 1 }, "\(comment()): \(entry.id) \(counts)")
            switch entry.ending {
            case .posted?: #expect(counts.allSatisfy { $0 == 1 }, "\(comment()): lost \(counts)")
            case .givenUp(let line)?:
                #expect(line.contains(entry.reports[0]) && line.count > 20, "\(comment())")
            case nil: #expect(!isOver, "\(comment()): \(entry) never ends")
            }
        }
    }

    /// Every choice of what X does, sees and when the run dies, for the first five requests.
    @Test(arguments: [(1, false), (2, false), (1, true)], [0, 90, 3_600] as [Int64])
    func `holds for every beginning`(kind: (parts: Int, isPictured: Bool), lag: Int64) {
        final class Choices {
            var path: [Int] = []
            var sizes: [Int] = []
            var depth = 0

            /// The choice at this place of the path; the first one past its end.
            func next(of size: Int) -> Int {
                defer { depth += 1 }
                guard depth < 5 else { return 0 }
                if depth == path.count {
                    path.append(0)
                    sizes.append(size)
                }
                return path[depth]
            }

            /// Moves to the next path; `false` after the last.
            func advance() -> Bool {
                depth = 0
                while let last = path.popLast(), let size = sizes.popLast() {
                    if last + 1 < size {
                        path.append(last + 1)
                        sizes.append(size)
                        return true
                    }
                }
                return false
            }
        }
        let choices = Choices()
        var paths = 0
        repeat {
            paths += 1
            var runs = OutboxRuns(
                [Self.entry("e", parts: kind.parts, isPictured: kind.isPictured)],
                rules: Self.rules)
            runs.x.listLag = kind.isPictured ? min(lag, 500) : lag
            var fate = (sending: 0, death: 0)
            // One choice for a request and its seeing: deaths are two more ways not to see.
            runs.chooseDeath = {
                fate.death = choices.next(of: 3)
                return Death.allCases[fate.death]
            }
            runs.chooseSending = {
                fate.sending = choices.next(of: ModelX.Sending.allCases.count)
                return ModelX.Sending.allCases[fate.sending]
            }
            runs.chooseReading = { ModelX.Reading.allCases[choices.next(of: 3)] }
            for _ in 0..<200 where runs.entries[0].ending == nil {
                runs.run()
                runs.now += 1_800
            }
            judge(runs, isOver: true, "path \(choices.path)")
        } while choices.advance()
        #expect(paths > 100)
    }

    @Test(arguments: 0..<1_500)
    func `holds by chance over weeks, with several posts on their way`(seed: UInt64) {
        let random = Chance(seed: seed)
        let isPictured = random.below(3) == 0
        var runs = OutboxRuns(
            [
                Self.entry("first", parts: 1 + random.below(3), isPictured: isPictured),
                Self.entry("second", parts: 1 + random.below(2)),
                Self.entry("third", isPictured: isPictured),
            ],
            rules: PostingRules(
                maximumPerDay: 3 + random.below(6), maximumPerMonth: 200,
                quietHours: random.below(2) == 0 ? nil : QuietHours(from: 22, to: 5)))
        runs.x.listLag = [0, 30, 400, isPictured ? 590 : 7_000][random.below(4)]
        runs.x.duplicateLag = Int64(random.below(110))
        let trouble = 1 + random.below(9)
        runs.chooseSending = {
            random.below(10) < trouble
                ? ModelX.Sending.allCases[random.below(ModelX.Sending.allCases.count)] : .answered
        }
        runs.chooseReading = {
            random.below(10) < trouble ? ModelX.Reading.allCases[random.below(3)] : .answered
        }
        runs.chooseDeath = { random.below(12) == 0 ? Death.allCases[1 + random.below(2)] : .none }
        for run in 0..<400 where runs.entries.contains(where: { $0.ending == nil }) {
            if run == 100 {
                // Trouble ends some day; then everything has to end.
                runs.chooseSending = { .answered }
                runs.chooseReading = { .answered }
                runs.chooseDeath = { .none }
            }
            runs.run()
            judge(runs, isOver: false, "seed \(seed), run \(run)")
            runs.now += Int64([60, 600, 3_600, 3_600, 50_000][random.below(5)])
        }
        judge(runs, isOver: true, "seed \(seed)")
        judgeOrder(runs, "seed \(seed)")
    }

    /// Distance, budget and the shape of threads, as X saw them.
    private func judgeOrder(_ runs: OutboxRuns, _ comment: String) {
        let posts = runs.x.posts
        for (earlier, later) in zip(posts, posts.dropFirst())
        where earlier.text.prefix(while: { $0 != " " }) != later.text.prefix(while: { $0 != " " }) {
            #expect(later.atSeconds - earlier.atSeconds >= 120, "\(comment): \(later.text)")
        }
        for post in posts {
            let day = posts.filter { (0..<86_400).contains($0.atSeconds - post.atSeconds) }
            #expect(day.count <= runs.rules.maximumPerDay, "\(comment): the budget of a day")
        }
        for entry in runs.entries {
            let places = entry.parts.map { part in posts.firstIndex { $0.text == part.text } }
            let out = places.compactMap { $0 }
            #expect(out == out.sorted(), "\(comment): parts out of order")
            #expect(
                places.prefix(out.count).allSatisfy { $0 != nil }, "\(comment): a part left out")
            let texts = Set(entry.parts.map(\.text))
            for place in out.dropFirst() {
                guard let replyTo = posts[place].replyTo else { continue }
                let replied = posts.first { $0.id == replyTo }
                #expect(
                    replied.map { texts.contains($0.text) } == true, "\(comment): a torn thread")
            }
        }
    }
}

/// Seeded chance that closures can share.
private final class Chance {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
}
