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
        #expect(refusedTexts.count >= 150)
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
        #expect(harmlessTexts.count >= 80)
    }

    @Test func `a harmless text is refused once its figure is another`() {
        var changed = 0
        for text in harmlessTexts {
            for (index, character) in zip(text.indices, text) where ("0"..."9").contains(character)
            {
                var other = text
                let digit: Character = character == "9" ? "8" : "9"
                other.replaceSubrange(index...index, with: [digit])
                changed += 1
                #expect(!sampleCheck.flaws(in: other).isEmpty, "'\(other)'")
            }
        }
        #expect(changed > 120)
    }

    @Test func `what is harmless stays so only without the facts' help`() {
        let blank = TextCheck(facts: [], hashtags: [], longest: 280) { $0.count }
        for text in harmlessTexts where text.contains(where: \.isNumber) {
            #expect(!blank.flaws(in: text).isEmpty, "'\(text)'")
        }
    }

    @Test func `the length is the platform's, not ours`() {
        let double = TextCheck(facts: [], hashtags: [], longest: 40) { $0.count * 2 }
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
