internal import Alerting
internal import HTTP
internal import Text

/// Whether the channels by which people are told have what they need; no message is sent.
enum ChannelFindings {
    static func broken(_ name: String, _ error: JobError) -> DoctorCheck {
        DoctorCheck(
            .alerts, name, name, .wrong, error.problem,
            error.remedy
                ?? "put it right in algom.json or .env; \(Command("algom alert --help", home: nil)) names all"
        )
    }

    static func check(
        _ name: String, _ service: any AlertService, _ attempts: [DoctorAttempt],
        home: String
    ) -> DoctorCheck {
        let make = DoctorCheck.maker(.alerts, name, name)
        guard let last = attempts.last else { return make(.skipped, "not asked", nil) }
        switch last.result {
        case .failure(let error): return make(.wrong, "\(error)", error.remedy)
        case .success(let response):
            guard let flaw = service.flaw(in: response) else {
                guard let shown = service.question.shows else {
                    let trial = Command("algom alert", "--test", name, home: home)
                    return make(.ok, "\(last.host) answers", "try a message: \(trial)")
                }
                return make(.ok, "\(shown) \(shown.contains(" and ") ? "are" : "is") known", nil)
            }
            switch flaw {
            case .misconfigured(let words), .refused(let words):
                return make(.wrong, words, "look at the secrets of \(name) in .env")
            case .limited(_, let words), .unreached(let words), .unclear(let words):
                return make(.warning, words, "look again later")
            case .delivered, .deliveredBut, .moved: return make(.ok, "it answers", nil)
            }
        }
    }

    static func check(_ name: String, _ receipt: MailReceipt, _ service: EmailService)
        -> DoctorCheck
    {
        let make = DoctorCheck.maker(.alerts, name, name)
        switch receipt.error {
        case nil:
            return make(
                .ok,
                service.hasLogin
                    ? "the server takes the login, over TLS"
                    : "the server greets, \(service.isProtected ? "over" : "without") TLS",
                nil)
        case .refused(_, let code, _)? where (530...538).contains(code):
            return make(
                .wrong, "\(receipt.error.map { "\($0)" } ?? "")",
                "look at alerts.email.user in algom.json, and SMTP_PASSWORD in .env")
        case let error?:
            return make(
                .wrong, "\(error)", "look at host, port and security of alerts.email in algom.json")
        }
    }
}
