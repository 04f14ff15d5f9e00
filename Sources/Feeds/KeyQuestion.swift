internal import Crypto
package import HTTP
internal import JSON
package import Market
package import Text

/// The question to an exchange what a key of its may do, signed with the key's secret.
///
/// All sign by HMAC-SHA256, in hexadecimal digits. No text of this holds key, secret or signature.
package struct KeyQuestion: Sendable {
    /// How far the exchange's clock may be ahead, in milliseconds; none takes more.
    static let window = "60000"

    private let venue: any Venue
    let key: Secret
    private let secret: Secret

    /// A question about a key; `nil` of an exchange that has none.
    package init?(_ exchange: Exchange, key: Secret, secret: Secret) {
        guard let venue = exchange.venue else { return nil }
        self.venue = venue
        self.key = key
        self.secret = secret
    }

    /// The question at an address; a key's rights are told where accounts are, not at every one.
    package func request(
        at base: HTTPURL, now: Timestamp, withinMilliseconds limit: Int
    ) -> HTTPRequest {
        let asked = venue.keyRequest(self, at: String(now.milliseconds))
        return HTTPRequest(
            base.appending(path: asked.path, query: asked.query), headers: asked.headers,
            withinMilliseconds: limit)
    }

    func signature(of text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8), using: SymmetricKey(data: Array(secret.revealed.utf8)))
        return Hexadecimal.text(code)
    }

    /// What an answer says of the key; codes decide, never wordings.
    package func answer(_ response: HTTPResponse) -> KeyAnswer {
        guard let json = try? JSONReader.parse(response.body), json.members != nil else {
            return .unclear("HTTP \(response.status): \(shown(ForeignText.raw(response.body)))")
        }
        if let (code, words) = venue.error(in: json), code != 0 {
            let said = "\(venue.errorMembers.code) \(code): \(shown(words))"
            if venue.keyCodes.wrongTime.contains(code) { return .wrongTime(said) }
            return venue.keyCodes.refused.contains(code) ? .refused(said) : .unclear(said)
        }
        guard response.status == 200, let rights = venue.rights(in: json) else {
            return .unclear("HTTP \(response.status) without the key's rights")
        }
        return .rights(rights)
    }

    private func shown(_ text: String) -> String {
        ForeignText.shown(text, hiding: [key, secret])
    }
}

/// How an exchange is asked for a key's rights.
struct KeyRequest {
    let path: String
    var query: [(String, String)] = []
    let headers: [HTTPRequest.Header]
}

/// The codes that refuse the moment at which a question was signed, and those that refuse the key.
typealias KeyCodes = (wrongTime: Set<Int64>, refused: Set<Int64>)

/// What a key of an exchange may do, as the exchange tells it.
package struct KeyRights: Equatable, Sendable {
    /// Everything it may do beyond looking, in the exchange's own words; withdrawing is not in here.
    package let powers: [String]
    package let mayWithdraw: Bool
    /// Whether it serves from some addresses alone.
    package let isBoundToAddresses: Bool

    /// Whether it may look, and nothing else.
    package var isReadOnly: Bool { powers.isEmpty && !mayWithdraw }
}

/// What came of asking an exchange for the rights of a key.
package enum KeyAnswer: Equatable, Sendable {
    case rights(KeyRights)
    /// The exchange knows no such key, or not with this secret; in one line.
    case refused(String)
    /// The question was signed at a moment that is not the exchange's.
    case wrongTime(String)
    /// Nothing can be said of the key; in one line why.
    case unclear(String)
}
