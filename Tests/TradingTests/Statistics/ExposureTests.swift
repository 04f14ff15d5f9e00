import Testing

@testable import Trading

struct ExposureTests {
    @Test func `is the share of candles with a position, 0 before the first`() {
        var exposure = Exposure()
        #expect(exposure.percent == 0)
        for isExposed in [true, false, false, true, false, false, false, false] {
            exposure.count(isExposed)
        }
        #expect(exposure.percent == 25)
    }
}
