internal import HTTP
internal import JSON

/// What a refusal is about: X's 4xx are sorted here and nowhere else.
///
/// By codes and status, never by wordings. A 403 that does not name the text is one of the account
/// or its permissions: taken for one of the text, it would cost one post after the other.
package enum XRefusal: Equatable, Sendable {
    /// This text; the next post is another matter.
    case text
    /// The picture; the text may go without it.
    case picture
    /// The account, its keys, permissions or credits, or the address: nothing goes until a person
    /// has mended that.
    case account

    /// Too long, an answer to a post that is gone or closed.
    private static let textCodes: Set<String> = ["186", "385", "433"]
    private static let pictureCodes: Set<String> = ["324"]
    /// Not known, suspended, expired, badly signed, not permitted to write, locked.
    private static let accountCodes: Set<String> = [
        "32", "64", "89", "99", "135", "215", "261", "326",
    ]

    /// That of an answer whose status is 3xx or 4xx and neither 408 nor 429.
    init(_ response: HTTPResponse) {
        let errors = XAnswer.json(response)?["errors"]?.elements ?? []
        let codes = Set(errors.compactMap { $0["code"]?.scalarText })
        let parameters = errors.flatMap { $0["parameters"]?.members ?? [] }
        switch response.status {
        case _ where !codes.isDisjoint(with: Self.accountCodes): self = .account
        case _ where !codes.isDisjoint(with: Self.textCodes): self = .text
        case _ where !codes.isDisjoint(with: Self.pictureCodes): self = .picture
        case _ where parameters.contains { $0.name.hasPrefix("media") }: self = .picture
        case 413: self = .picture
        case 300..<400, 401...405, 410, 451: self = .account
        default: self = .text
        }
    }
}
