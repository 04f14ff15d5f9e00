internal import HTTP
internal import Text

/// Foreign text: one bounded line, without what a terminal obeys and without an echoed secret.
enum ForeignTextLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard let body = EchoedSecret.planted(in: input[...]) else { return }
        let secret = Secret(EchoedSecret.value)
        let shown = ForeignText.shown(ForeignText.raw(body), hiding: secret)
        try MessageLaw.check("'\(shown)'", atMost: 1_000, "foreign text")
        try EchoedSecret.check(shown, "foreign text")
        try hold(
            ForeignText.shown(shown, hiding: secret) == shown,
            "'\(shown)' is shown otherwise the second time")
    }
}
