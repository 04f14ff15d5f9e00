import JSON
import Market
import Publishing
import Reporting
import Testing

@testable import Jobs
@testable import Text
@testable import Settings

struct ReportConfigurationTests {
    private func configuration(_ text: String) throws -> ReportConfiguration {
        try ReportConfiguration(JSONReader.parse(Array(text.utf8), as: .json5))
    }

    @Test func `an empty section leaves everything as it is`() throws {
        let standard = try configuration("{}")
        #expect(standard.postBrand.name == "ALGOM")
        #expect(standard.postsPerDay == 24 && standard.postsPerMonth == 500)
        #expect(standard.pricePerPost == Money(units: 150_0000))
        #expect(standard.quiet == nil)
        let rules = standard.rules(isDisabled: false)
        #expect(rules.gapSeconds == 120 && !rules.isDisabled)
    }

    @Test func `every key sets what it names`() throws {
        let own = try configuration(
            """
            { brand: "MINE", hashtags: ["#A"], eventHashtags: [], comparisonHashtags: ["#B_2"],
              journalHead: true, longPosts: true, pictures: false, postsPerDay: 3,
              postsPerMonth: 50, minutesBetween: 10, quietHours: "22-06", pricePerPost: 0.02,
              pricePerLinkPost: "0.3", model: "m", modelTokens: 9 }
            """)
        #expect(own.postBrand.name == "MINE" && own.postBrand.tellsJournalHead)
        #expect(own.postBrand.hashtags == ["#A"] && own.postBrand.comparisonHashtags == ["#B_2"])
        #expect(own.longPosts && !own.pictures)
        #expect(own.rules(isDisabled: true).gapSeconds == 600)
        #expect(own.quiet?.from == 22 && own.quiet?.to == 6)
        #expect(own.pricePerPost == Money(units: 200_0000))
        #expect(own.model.name == "m" && !own.model.unattended && own.modelTokens == 9)
    }

    @Test(arguments: [
        ("{ brnad: 'x' }", "report: unknown key 'brnad'; did you mean 'brand'?"),
        ("{ brand: '' }", "report.brand: it must be 1 to 40 characters in one line"),
        ("{ brand: 'a\\u202eb' }", "report.brand"), ("{ hashtags: ['x'] }", "report.hashtags"),
        ("{ hashtags: ['#a b'] }", "report.hashtags"), ("{ postsPerDay: -1 }", "0 to 2400"),
        ("{ minutesBetween: 1 }", "2 to 1440"), ("{ quietHours: '22-22' }", "two UTC hours"),
        ("{ newsMaximumAge: '59m' }", "an age from 1 hour to 30 days"),
        ("{ newsMaximumAge: 'd' }", "an age"), ("{ newsMaximumAge: '31d' }", "an age"),
        ("{ quietHours: '25-06' }", "two UTC hours"), ("{ postsPerDay: 'many' }", "postsPerDay"),
        ("{ pricePerPost: -1 }", "at least 0"), ("{ modelTokens: 0 }", "1 to 4096"),
        ("{ model: { unattended: 1 } }", "report.model: 'unattended' is not true"),
        ("{ model: { attended: true } }", "name, unattended"), ("{ model: [] }", "report.model"),
    ])
    func `what cannot be is refused by its key`(text: String, words: String) throws {
        let error = try #require(throws: InputFlaw.self) { try configuration(text) }
        #expect(error.description.contains(words), "\(error)")
    }
}
