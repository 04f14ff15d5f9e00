import Testing

@testable import Writing

/// Texts written after the rules were, so that these are not fitted to one set alone.
struct LaterTextsTests {
    private static let bad = [
        "The strategy won a fifth of its trades.", "Win rate: 17.6 %. A small sample.",
        "Almost one in five trades was a win.", "The drawdown was close to 4.86 % at worst.",
        "Profit factor 0.19 is what the record shows.", "The fee is a tenth of a percent a side.",
        "We lost nearly five percent on the closed trades.", "7 of 10 trades were wins.",
        "You'd be wise to own some Bitcoin before the cross.", "Grab some while the price is low.",
        "Traders who wait for the cross will be rewarded.",
        "The odds are in your favor with this rule.",
        "Smart money is buying, and so can you.", "Your money is safe with a stop.",
        "This setup has never failed.", "Bitcoin can only go up from here.",
        "The bottom is in, and the trend is turning.",
        "A new all-time high is just around the corner.",
        "I am Claude, and this is the record.", "As requested, a short text on losses.",
        "Note: I have left out the hashtags as asked.", "See our site: algom,com for the record.",
        "Bitcoin to 200,000 by the end of the year.", "Expect a move of 5.78 % in the next candle.",
        "The win rate will be 17.5 % forever.", "The win rate is 17.5 %, up from 12 %.",
        "It's the opportunity of a lifetime for patient readers.",
        "Dump your bags before the cross.",
        "The price of Bitcoin is $120,000.00 right now.", "Losses: 7. Wins: 33. Trades: 40.",
    ]
    private static let good = [
        "A rule you cannot explain is a rule you will not follow.",
        "Stops are cheap when the size is small.", "Most mistakes are made after the entry.",
        "Reading a chart is easy. Reading it before it is finished is not.",
        "An edge that vanishes after fees was never an edge.",
        "What the record cannot show is the trade that was not taken.",
        "Test the rule on days it has not seen.",
        "The stop was there for a reason, and the reason was written down.",
    ]

    @Test(arguments: bad)
    func `are refused`(text: String) {
        #expect(!sampleCheck.flaws(in: text).isEmpty)
    }

    @Test(arguments: good)
    func `or let by`(text: String) {
        #expect(sampleCheck.flaws(in: text).isEmpty)
    }
}
