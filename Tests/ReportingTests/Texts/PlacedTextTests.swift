import Testing

@testable import Reporting

struct PlacedTextTests {
    private static let facts = [
        NamedFact("win_rate", "win rate", "41.7%"), NamedFact("fee", "fee of a fill", "0.1%"),
    ]

    @Test(
        arguments: [
            ("The {win_rate} says little.", "The win rate (41.7%) says little."),
            (
                "{win_rate}. {fee}! A {fee}\n{fee}",
                "Win rate (41.7%). Fee of a fill (0.1%)! A fee of a fill (0.1%)\nFee of a fill (0.1%)"
            ),
            ("{fee}{win_rate}", "Fee of a fill (0.1%)win rate (41.7%)"), ("No place.", "No place."),
            ("", ""), ("The {unknown} is not there.", nil), ("The {} is none.", nil),
            ("The {win rate} is none.", nil), ("The {win_rate", nil), ("win_rate}", nil),
            ("{{win_rate}}", nil), ("{Win_rate}", nil), ("{win_rate\u{301}}", nil),
            ("{\u{301}win_rate}", nil),
        ] as [(String, String?)])
    func `a place is filled with label and value, or the text is none`(
        text: String, filled: String?
    ) {
        #expect(PlacedText(text)?.filled(Self.facts) == filled)
    }

    @Test func `for a judge the labels stand alone`() {
        #expect(
            PlacedText("A {fee} is {win_rate}.")?.labelled(Self.facts)
                == "A fee of a fill is win rate.")
    }
}
