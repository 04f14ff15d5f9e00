import Feeds
import Store
import Testing

@testable import Jobs
@testable import Record
@testable import Text

struct JobErrorCausesTests {
    @Test func `a failing disk is 74, a held lock 75, damage 78 with what helps`() {
        #expect(
            JobError(StoreError.io(operation: "write", path: "/s/a", code: 28), trader: "btc")
                == JobError(.io, "btc: cannot write /s/a: No space left on device"))
        #expect(
            JobError(StoreError.locked(path: "/s/lock", holder: "process 7"), trader: "btc")
                == JobError(.tryLater, "btc: /s/lock is held by process 7"))
        let advice =
            "; nothing was changed, 'algom verify --trader btc' tells how far the record is proved"
        #expect(
            JobError(StoreError.damaged(path: "/s/a", what: "it is empty"), trader: "btc")
                == JobError(.configuration, "btc: /s/a is damaged: it is empty\(advice)"))
        #expect(
            JobError(StoreError.tooLarge(path: "/s/a", limit: 9), trader: "btc")
                == JobError(.configuration, "btc: /s/a holds more than 9 bytes\(advice)"))
    }

    @Test(arguments: ["/srv/algom", "/x/state", "/a/state/traders", "/it's"])
    func `a command that helps works in the home that is damaged, wherever that is`(home: String) {
        let option = home == "/it's" ? "'/it'\"'\"'s'" : home
        for trader in ["btc", "state", "traders"] {
            for file in ["traders/\(trader)/journal.jsonl", "archive/\(trader).2026/reset.json"] {
                let told = JobError(
                    StoreError.damaged(path: "\(home)/state/\(file)", what: "it is empty"),
                    trader: trader)
                #expect(
                    told.description.contains("'algom verify --trader \(trader) --home \(option)'"),
                    "\(told)")
            }
        }
    }

    @Test func `a name that no system takes is the command line's`() {
        let path = "/" + String(repeating: "n", count: 5_000)
        let told = JobError(StoreError.io(operation: "open", path: path, code: 36))
        #expect(told.status == .usage && told.description.utf8.count < 250)
    }

    @Test func `without a trader no trader's directory is named`() {
        #expect(
            JobError(StoreError.damaged(path: "/s", what: "it is a fifo"))
                == JobError(
                    .configuration,
                    "/s is damaged: it is a fifo; nothing was changed, put right what lies there "
                        + "or move it away"))
        #expect(
            JobError(StoreError.io(operation: "open", path: "/s", code: 13))
                == JobError(.io, "cannot open /s: Permission denied"))
    }

    @Test(arguments: [
        (FeedFailure.Kind.unavailable, Text.ExitStatus.unavailable), (.badData, .badData),
        (.tryLater, .tryLater), (.refused, .configuration),
    ])
    func `an exchange's failure keeps its words, after the name of a trader it does not tell`(
        kind: FeedFailure.Kind, status: Text.ExitStatus
    ) throws {
        let failure = FeedFailure(kind, "binance: no")
        #expect(
            JobError(failure, trader: try TraderSettingsTests.settings(name: "btc"))
                == JobError(status, "btc: binance: no"))
        #expect(
            JobError(failure, trader: try TraderSettingsTests.settings(name: "binance"))
                == JobError(status, "binance: no"))
    }

    @Test func `what only the end of a record helps is told with the command for it`() throws {
        let failure = FeedFailure(.refused, "sim BTC/USDT 5m: so it is", endsRecord: true)
        let told = JobError(
            failure, trader: try TraderSettingsTests.settings(name: "btc"), in: "/my home")
        #expect(
            told.description
                == "btc: sim BTC/USDT 5m: so it is; set the clock right, or end the record with "
                + "'algom reset --trader btc --reason WHY --home '/my home''")
    }
}
