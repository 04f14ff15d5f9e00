internal import Feeds
internal import HTTP
internal import Market
internal import Text

/// Whether a key of an exchange can do no more than look.
enum KeyFindings {
    /// What can be said of a key without asking; `nil` where it can be asked.
    static func unasked(_ exchange: Exchange, key: Secret?, secret: Secret?) -> DoctorCheck? {
        switch (key, secret) {
        case (nil, nil): return check(exchange, .ok, "no key, and none is needed", nil)
        case (.some, .some): return nil
        case (.some, nil):
            return check(
                exchange, .warning, "a key without its secret cannot be asked for its rights",
                "add \(exchange.keySecretVariable) to .env, look again, and take it out; or remove the key"
            )
        case (nil, .some):
            return check(
                exchange, .warning, "a secret without its key serves nothing",
                "remove \(exchange.keySecretVariable) from .env")
        }
    }

    /// What came of asking for a key's rights.
    static func check(
        _ exchange: Exchange, _ question: KeyQuestion, _ attempts: [DoctorAttempt]
    ) -> DoctorCheck {
        guard let last = attempts.last else {
            return check(exchange, .skipped, "not asked", nil)
        }
        switch last.result {
        case .failure(let error):
            return check(exchange, .warning, "its rights are not known: \(error)", error.remedy)
        case .success(let response):
            switch question.answer(response) {
            case .rights(let rights): return check(exchange, rights)
            case .refused(let words):
                return check(
                    exchange, .wrong, "the exchange refuses it: \(words)",
                    "look at \(exchange.keyVariable) and \(exchange.keySecretVariable), and at the"
                        + " addresses that the key is bound to; or remove both, candles need none")
            case .wrongTime(let words):
                return check(
                    exchange, .warning, "its rights are not known, the clock is off: \(words)",
                    "\(Command("timedatectl set-ntp true", home: nil)), then look again")
            case .unclear(let words):
                return check(
                    exchange, .warning, "its rights are not known: \(words)",
                    "look at the key on the exchange's own page")
            }
        }
    }

    private static func check(_ exchange: Exchange, _ rights: KeyRights) -> DoctorCheck {
        guard !rights.isReadOnly else {
            let note =
                rights.isBoundToAddresses
                ? "" : "; it serves from any address, so bind it to this machine's"
            return check(exchange, .ok, "it may look, and nothing else\(note)", nil)
        }
        let verbs = [rights.powers.isEmpty ? nil : "TRADE", rights.mayWithdraw ? "WITHDRAW" : nil]
        let powers = rights.powers + (rights.mayWithdraw ? ["withdrawals"] : [])
        let anywhere = rights.isBoundToAddresses ? "" : ", from any address"
        var loud = check(
            exchange, .warning,
            "THIS KEY MAY \(verbs.compactMap { $0 }.joined(separator: " AND "))"
                + " (\(powers.joined(separator: ", ")))\(anywhere). Algom never does",
            "delete it on \(exchange.rawValue)'s page now, make one that may only read, or use"
                + " none: candles need no key")
        loud.isUrgent = true
        return loud
    }

    private static func check(
        _ exchange: Exchange, _ verdict: DoctorCheck.Verdict, _ seen: String, _ remedy: Remedy?
    ) -> DoctorCheck {
        DoctorCheck(.keys, exchange.rawValue, exchange.rawValue, verdict, seen, remedy)
    }
}
