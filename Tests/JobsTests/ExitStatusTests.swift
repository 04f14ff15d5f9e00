import Testing

@testable import Jobs
@testable import Text

struct ExitStatusTests {
    @Test func `the codes are those of sysexits`() {
        let codes: [(Text.ExitStatus, Int32)] = [
            (.ok, 0), (.wrong, 1), (.usage, 64), (.badData, 65), (.unavailable, 69), (.bug, 70),
            (.io, 74),
            (.tryLater, 75), (.configuration, 78),
        ]
        for (status, code) in codes { #expect(status.rawValue == code) }
    }

    @Test func `the larger is the worse`() {
        #expect([Text.ExitStatus.ok, .tryLater, .badData].max() == .tryLater)
        #expect(Text.ExitStatus.configuration > .tryLater)
    }
}
