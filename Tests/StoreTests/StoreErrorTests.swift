import Glibc
import Testing

@testable import Store

struct StoreErrorTests {
    @Test(arguments: [
        (
            StoreError.io(operation: "sync", path: "/s/a.json", code: ENOSPC),
            "cannot sync /s/a.json: No space left on device"
        ),
        (
            .damaged(path: "/s/a.json", what: "it is a fifo, where a regular file belongs"),
            "/s/a.json is damaged: it is a fifo, where a regular file belongs"
        ),
        (
            .locked(path: "/s/lock", holder: "pid 12 since 10:05"),
            "/s/lock is held by pid 12 since 10:05"
        ),
        (.tooLarge(path: "/s/a.json", limit: 10), "/s/a.json holds more than 10 bytes"),
    ])
    func `says what happened, where, in one line`(error: StoreError, text: String) {
        #expect(error.description == text)
    }
}
