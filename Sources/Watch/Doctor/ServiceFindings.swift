internal import HTTP
internal import JSON
internal import Publishing
internal import Text
internal import Writing

/// Whether the keys of the services that reports use are good; nothing is posted or written.
enum ServiceFindings {
    // MARK: X

    static func account(
        _ question: XAccountQuestion, _ attempts: [DoctorAttempt], isPostingDisabled: Bool
    ) -> DoctorCheck {
        let make = DoctorCheck.maker(.reports, "x", "X")
        guard let last = attempts.last else { return make(.skipped, "not asked", nil) }
        switch last.result {
        case .failure(let error): return make(.warning, "\(error)", error.remedy)
        case .success(let response):
            switch question.answer(response) {
            case .account(let name, false?):
                return make(
                    .wrong, "the access token of @\(name) may only read, so no post goes out",
                    "give the app \"Read and write\" at developer.x.com, then create access token"
                        + " and secret anew, and put them into .env")
            case .account(let name, let mayPost):
                let rights = mayPost == nil ? "; X does not tell whether they may post" : ""
                let note = isPostingDisabled ? "; DISABLE_POSTING holds posts back" : ""
                return make(.ok, "the four keys are those of @\(name)\(rights)\(note)", nil)
            case .refused(let words):
                return make(
                    .wrong, "X refuses the four keys: \(words)",
                    "compare them with developer.x.com, and look at the clock and at the credits")
            case .unclear(let words): return make(.warning, words, "look again in 15 minutes")
            }
        }
    }

    // MARK: Keys of one header

    /// A service that takes a key and says whether it knows it.
    struct KeyedService {
        let id: String
        let subject: String
        let variable: String
        let key: Secret
        /// What else a 404 may mean.
        var missing: Remedy?
    }

    static func check(_ service: KeyedService, _ attempts: [DoctorAttempt]) -> DoctorCheck {
        let make = DoctorCheck.maker(.reports, service.id, service.subject)
        guard let last = attempts.last else { return make(.skipped, "not asked", nil) }
        switch last.result {
        case .failure(let error): return make(.warning, "\(error)", error.remedy)
        case .success(let response):
            let said = ForeignText.shown(said(in: response), hiding: service.key)
            let words = "HTTP \(response.status): \(said)"
            switch response.status {
            case 200: return make(.ok, "the key is good", nil)
            case 401, 402, 403:
                return make(.wrong, "the key is refused: \(words)", "look at \(service.variable)")
            case 404 where service.missing != nil:
                return make(.wrong, words, service.missing)
            default: return make(.warning, words, "look again later")
            }
        }
    }

    /// The service's own words where they are found, else what came.
    private static func said(in response: HTTPResponse) -> String {
        let json = try? JSONReader.parse(response.body)
        let words =
            json?["error"]?["message"]?.string ?? json?["status"]?["error_message"]?.string
        return words ?? ForeignText.raw(response.body)
    }
}
