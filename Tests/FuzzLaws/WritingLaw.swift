internal import HTTP
internal import Market
internal import Text
internal import Writing

/// A language model's answers: a text passes only where the check finds nothing wrong with it, and
/// what is said of any other may be shown.
///
/// An input begins with a letter for the status (`a` for the first of the list). The rest is the
/// body.
enum WritingLaw: Law {
    private static let statuses = [200, 400, 401, 403, 404, 429, 500, 529]

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard let first = input.first, let body = EchoedSecret.planted(in: input.dropFirst())
        else { return }
        guard let base = try? HTTPURL("https://model.test") else { throw BrokenLaw("no address") }
        let status = statuses[(Int(first) + 7) % statuses.count]
        let answer = HTTPResponse(status: status, body: body)
        let writer = Writer(
            settings: WriterSettings(base: base, apiKey: Secret(EchoedSecret.value)),
            transport: ScriptedTransport([answer, answer], at: Timestamp(milliseconds: 0)))
        let check = TextCheck(facts: [], longest: 280) { $0.count }
        switch writer.draft(on: "risk", check: check) {
        case .text(let text):
            try hold(status == 200, "a text came with status \(status)")
            try hold(check.flaws(in: text).isEmpty, "a text with flaws passed: \(text)")
            try EchoedSecret.check(text, "a text")
        case .none(let reason):
            try MessageLaw.check(reason, "a reason")
            try EchoedSecret.check(reason, "a reason")
        }
        let judgement = writer.judge("A stop is a plan.")
        try hold(!judgement.isGood || status == 200, "a good judgement came with status \(status)")
        try MessageLaw.check(judgement.words, "a judgement")
        try EchoedSecret.check(judgement.words, "a judgement")
    }
}
