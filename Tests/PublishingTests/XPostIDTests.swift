import Testing

@testable import Publishing

struct XPostIDTests {
    /// The number and the time of a recorded answer of 3 November 2021, 21:38:39 UTC.
    @Test func `tells the second in which a post was made`() {
        #expect(XPostID.seconds(of: "1456012973835788293") == 1_635_975_519)
    }

    @Test(arguments: [1_300_000_000, 1_635_975_519, 1_764_000_000] as [Int64])
    func `bounds a moment from below`(seconds: Int64) {
        let least = XPostID.least(atSeconds: seconds)
        #expect(XPostID.seconds(of: String(least)) == seconds)
        #expect(XPostID.seconds(of: String(least - 1)) == seconds - 1)
    }

    @Test func `a clock gone wrong gives a number all the same`() {
        for seconds in [Int64.min, 0, Int64.max] {
            #expect(XPostID.isOne(String(XPostID.least(atSeconds: seconds))))
        }
    }

    @Test(arguments: ["", "12a", "-1", "٣", "12345678901234567890", " 1"])
    func `other texts are none`(text: String) {
        #expect(!XPostID.isOne(text))
        #expect(XPostID.seconds(of: text) == nil)
    }
}
