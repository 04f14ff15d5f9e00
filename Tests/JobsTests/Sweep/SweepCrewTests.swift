import Testing

@testable import Jobs
@testable import Research

struct SweepCrewTests {
    @Test(arguments: [1, 2, 7, 100])
    func `results come in the order of the work, whoever did it`(hands: Int) async {
        var told: [Int] = []
        let results = await SweepCrew(hands: hands).results(of: 50, progress: { told.append($0) }) {
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
        #expect(await SweepCrew(hands: 3).results(of: 0, progress: { _ in }) { $0 }.isEmpty)
    }
}
