internal import HTTP
internal import JSON

/// What a refusal is about: X's 4xx are sorted here and nowhere else.
///
/// By codes, types and status where they tell. Nearly every 403 is of the type `about:blank` and
/// without a code, so there it is what X's words name: the account is looked for before the text, and
/// a 403 that names neither is the account's. Taken for one of the text, it would cost one post after
/// the other.
/// Source: X's "Response codes and errors", and version 1.1's list of codes, which v2 hands through.
package enum XRefusal: Equatable, Sendable {
    /// This text; the next post is another matter.
    case text
    /// The picture; the text may go without it.
    case picture
    /// The account, its keys, permissions or credits, or the address: nothing goes until a person
    /// has mended that.
    case account
    /// So many posts are enough for a day, which ends by itself.
    case limit

    /// Too long, a duplicate, automated, a bad address in it, an answer to a post that is gone or
    /// closed.
    private static let textCodes: Set<String> = [
        "170", "186", "187", "226", "382", "385", "407", "421", "422", "425", "433", "434",
    ]
    private static let pictureCodes: Set<String> = ["323", "324", "325", "386"]
    /// Not known, suspended, expired, badly signed, not permitted to write, locked.
    private static let accountCodes: Set<String> = [
        "32", "63", "64", "87", "89", "92", "93", "99", "135", "215", "220", "231", "261", "326",
        "416", "453",
    ]
    private static let limitCodes: Set<String> = ["88", "185", "344"]

    /// The last part of the types that are about who asks.
    private static let accountTypes: Set<String> = [
        "client-forbidden", "unsupported-authentication", "oauth1-permissions", "usage-capped",
        "credits",
    ]
    private static let accountWords = [
        "suspended", "is locked", "been locked", "temporarily locked", "deactivated", "credit",
        "spend cap", "spendcap", "usage cap", "usagecap", "oauth", "permissions", "credential",
        "authenticat", "enrolled", "developer app", "client app", "access level", "access token",
        "api key",
    ]
    private static let limitWords = ["daily limit", "status update limit", "limit for sending"]
    private static let pictureWords = [
        "media", "video", "image", "picture", "photo", " gif", "attachment",
    ]
    private static let textWords = [
        "too long", "shorter", "characters", "automated", "spam", "duplicate", "reply", "replies",
        "conversation", "deleted or not visible", "invalid url", "cashtag", "hashtag", "mention",
        "tweet text", "post text", "the text", "text is", "text must", "contains", "harmful",
        "malware", "quote",
    ]

    /// That of an answer whose status is 3xx or 4xx and neither 408 nor 429.
    init(_ response: HTTPResponse) {
        let json = XAnswer.json(response)
        let errors = json?["errors"]?.elements ?? []
        let codes = Set((errors + [json].compactMap { $0 }).compactMap { $0["code"]?.scalarText })
        let parameters = errors.flatMap { $0["parameters"]?.members ?? [] }.map(\.name)
        let type = json?["type"]?.string?.split(separator: "/").last.map(String.init) ?? ""
        let words = XAnswer.reasons(json).joined(separator: " ").lowercased()
        let says = { (list: [String]) in list.contains { words.contains($0) } }
        switch response.status {
        case 300..<400, 401, 402: self = .account
        case _ where !codes.isDisjoint(with: Self.accountCodes): self = .account
        case _ where !codes.isDisjoint(with: Self.limitCodes): self = .limit
        case _ where !codes.isDisjoint(with: Self.textCodes): self = .text
        case _ where !codes.isDisjoint(with: Self.pictureCodes): self = .picture
        case _ where parameters.contains { $0.hasPrefix("media") }: self = .picture
        case _ where parameters.contains { $0 == "text" || $0.hasPrefix("reply") }: self = .text
        case _ where Self.accountTypes.contains(type) || says(Self.accountWords): self = .account
        case _ where says(Self.limitWords): self = .limit
        case _ where says(Self.pictureWords) || response.status == 413: self = .picture
        case _ where says(Self.textWords): self = .text
        case 403...405, 410, 451: self = .account
        default: self = .text
        }
    }

    /// What a person can do about a refusal of the account, by what X said of it; where that names no
    /// cause, none is made up.
    package static func remedy(for said: String) -> String {
        let words = said.lowercased()
        let says = { (list: [String]) in list.contains { words.contains($0) } }
        if says(["suspended", "locked", "deactivated"]) {
            return "log in to x.com with the account, which asks for what it wants"
        }
        if says(["http 402", "credit", "spend cap", "spendcap", "usage cap", "usagecap"]) {
            return "look at credits and spend cap at developer.x.com"
        }
        if says(["permissions", "access level", "client app"]) {
            return
                "give the app \"Read and write\" at developer.x.com, then make a new access token"
        }
        if says(["http 401", "credential", "authenticat", "access token", "api key"]) {
            return "look at the four TWITTER_ keys in .env"
        }
        return "X names no cause beyond that"
    }
}
