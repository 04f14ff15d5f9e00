import Testing

@testable import Writing

struct TextCheckTests {
    @Test func `refuses every text of the adversarial set, by the rule it was written against`() {
        var refused = 0
        for (rule, text) in refusedTexts {
            let rules = sampleCheck.flaws(in: text).map(\.rule)
            if !rules.isEmpty { refused += 1 }
            #expect(rules.contains(rule), "'\(text)': \(rules), not \(rule)")
        }
        print("adversarial texts refused: \(refused) of \(refusedTexts.count)")
        #expect(refusedTexts.count >= 140)
        #expect(Set(refusedTexts.map(\.rule)) == Set(TextRule.allCases))
    }

    @Test func `lets every harmless text by`() {
        var passed = 0
        for text in harmlessTexts {
            let flaws = sampleCheck.flaws(in: text)
            if flaws.isEmpty { passed += 1 }
            #expect(flaws.isEmpty, "'\(text)': \(flaws)")
        }
        print("harmless texts let through: \(passed) of \(harmlessTexts.count)")
        #expect(harmlessTexts.count >= 50)
    }

    @Test func `a harmless text is refused once there is a number or a name in it`() {
        for text in harmlessTexts {
            for more in ["7", "seven", "Binance", "½"] {
                let place = text.firstIndex(of: " ") ?? text.endIndex
                let other = text[..<place] + " \(more)" + text[place...]
                #expect(!sampleCheck.flaws(in: String(other)).isEmpty, "'\(other)'")
            }
        }
    }

    @Test func `a place is for a fact that there is`() {
        let blank = TextCheck(facts: [], longest: 280) { $0.count }
        let placed = harmlessTexts.filter { $0.contains("{") }
        #expect(placed.count > 5)
        for text in placed {
            #expect(blank.flaws(in: text).map(\.rule) == [.fact], "'\(text)'")
        }
    }

    @Test func `the length is the platform's, not ours`() {
        let double = TextCheck(facts: [], longest: 40) { $0.count * 2 }
        #expect(double.flaws(in: "A plan that needs luck is a wish.").map(\.rule) == [.length])
        #expect(double.flaws(in: "A plan is a wish.").isEmpty)
    }

    @Test func `a flaw is one short line that shows nothing it should not`() {
        let long = String(repeating: "x", count: 500)
        let flaw = TextFlaw(.link, "a\nb\u{202E}\(long)")
        #expect(flaw.description.count < 80)
        #expect(flaw.excerpt.hasPrefix("a?b?xx"))
    }
}
