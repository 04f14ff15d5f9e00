import Testing

@testable import Market

struct TimestampTests {
    @Test func `prints ISO 8601 with milliseconds in UTC`() {
        #expect(
            Timestamp(milliseconds: 1_760_130_900_000).description == "2025-10-10T21:15:00.000Z")
    }
}
