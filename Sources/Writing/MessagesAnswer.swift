internal import HTTP
internal import JSON
internal import Text

/// What an answer of the Messages API amounts to.
enum MessagesAnswer: Equatable {
    case text(String)
    case failed(String)

    private static let thoughts = ["thinking", "redacted_thinking"]

    /// A text counts only where the model came to its end by itself, neither cut off nor refusing.
    ///
    /// Errors are told by status and type, never by their wording.
    init(_ result: Result<HTTPResponse, HTTPError>, hiding secret: Secret) {
        switch result {
        case .failure(let error): self = .failed("\(error)")
        case .success(let response):
            guard let json = try? JSONReader.parse(response.body), json.members != nil else {
                let shown = ForeignText.shown(ForeignText.raw(response.body), hiding: secret)
                self = .failed("HTTP \(response.status), no JSON: \(shown)")
                return
            }
            self =
                response.status == 200
                ? Self.message(json, hiding: secret)
                : Self.error(json, response.status, hiding: secret)
        }
    }

    private static func message(_ json: JSONValue, hiding secret: Secret) -> MessagesAnswer {
        guard json["type"]?.string == "message", let blocks = json["content"]?.elements else {
            return .failed("the model answered no message")
        }
        guard let reason = json["stop_reason"]?.string, reason == "end_turn" else {
            let told =
                json["stop_reason"]?.string.map { ForeignText.shown($0, hiding: secret) }
                ?? "nothing"
            return .failed("the model did not finish (\(told))")
        }
        // What it thought before is not what it answers.
        let said = blocks.drop { thoughts.contains($0["type"]?.string ?? "") }
        guard said.allSatisfy({ $0["type"]?.string == "text" }) else {
            return .failed("the model answered something else than text")
        }
        let texts = said.compactMap { $0["text"]?.string }
        let spaces: (Character) -> Bool = { $0.isWhitespace }
        let text = texts.joined().drop(while: spaces)
        let end = text.lastIndex { !spaces($0) }
        guard let end else { return .failed("the model answered nothing") }
        return .text(String(text[...end]))
    }

    private static func error(
        _ json: JSONValue, _ status: Int, hiding secret: Secret
    ) -> MessagesAnswer {
        let error = json["error"]
        let parts = [error?["type"]?.string, error?["message"]?.string].compactMap { $0 }
        let advice: String? =
            switch (status, error?["type"]?.string) {
            case (401, _), (403, _): "check ANTHROPIC_API_KEY"
            case (404, "not_found_error"): "check the model's name"
            case (429, _), (529, _): "the next run asks again"
            default: nil
            }
        let words = ForeignText.shown(parts.joined(separator: ", "), hiding: secret)
        return .failed(
            (["HTTP \(status): \(words)"] + [advice].compactMap { $0 })
                .joined(separator: "; "))
    }
}
