internal import Crypto
internal import Foundation

/// The other side of OAuth 1.0a: whether a request was signed by who holds the keys.
///
/// Written apart from our own signature, so that one does not vouch for the other.
struct SignatureCheck {
    private let parameters: [(name: String, value: String)]

    init(header: String) {
        let pairs = header.dropFirst("OAuth ".count).components(separatedBy: ", ")
        parameters = pairs.compactMap { pair in
            guard let equals = pair.firstIndex(of: "=") else { return nil }
            let value = pair[pair.index(after: equals)...].trimmingCharacters(
                in: CharacterSet(charactersIn: "\""))
            return (String(pair[..<equals]), value.removingPercentEncoding ?? value)
        }
    }

    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    func flaw(in request: ServedRequest, address: String, keys: XKeys) -> String? {
        guard self["oauth_consumer_key"] == keys.apiKey, self["oauth_token"] == keys.accessToken
        else { return "other keys" }
        guard let timestamp = self["oauth_timestamp"], Int64(timestamp) != nil,
            self["oauth_signature_method"] == "HMAC-SHA1", self["oauth_version"] == "1.0"
        else { return "not OAuth 1.0a" }
        let signed =
            parameters.filter { $0.name != "oauth_signature" } + request.query.map { $0 }
        let pairs = signed.map { "\(escaped($0.name))=\(escaped($0.value))" }.sorted()
        let base = [request.method, address + request.path, pairs.joined(separator: "&")]
            .map(escaped).joined(separator: "&")
        let key = "\(escaped(keys.apiSecret))&\(escaped(keys.accessTokenSecret))"
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(base.utf8), using: SymmetricKey(data: Data(key.utf8)))
        return Data(code).base64EncodedString() == self["oauth_signature"] ? nil : "wrong signature"
    }

    private func escaped(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }
}
