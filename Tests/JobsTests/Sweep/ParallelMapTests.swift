import Testing

@testable import Jobs
@testable import Research

struct ParallelMapTests {
    @Test(arguments: [1, 2, 7, 100])
    func `results come in the order of the work, whoever did it`(hands: Int) async {
        var told: [Int] = []
        let results = await ParallelMap(workers: hands).results(
            of: 50, progress: { told.append($0) }
        ) {
            piece in (0...(50 - piece) * 100).reduce(piece) { $0 ^ $1 &* 7 }
        }
        #expect(
            results
                == (0..<50).map { piece in
                    (0...(50 - piece) * 100).reduce(piece) { $0 ^ $1 &* 7 }
                })
        #expect(told == Array(1...50))
    }

    @Test func `no work has no results`() async {
        #expect(await ParallelMap(workers: 3).results(of: 0, progress: { _ in }) { $0 }.isEmpty)
    }
}
