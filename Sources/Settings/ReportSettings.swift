internal import Feeds
package import HTTP
package import Publishing
package import Text
package import Writing

/// What a report goes by beyond the traders: services and their keys.
package struct ReportSettings: Sendable {
    package let configuration: ReportConfiguration
    /// `nil` where there are no credentials; posts are printed then.
    package let credentials: XCredentials?
    package let xBase: HTTPURL
    /// `nil` where there is no key; no drafts are asked for then.
    package let writer: WriterSettings?
    package let marketKey: Secret?
    package let marketBase: HTTPURL
    /// `DISABLE_POSTING`.
    package let isPostingDisabled: Bool

    /// The variables that hold X's four keys.
    static let keys = [
        "TWITTER_API_KEY", "TWITTER_API_SECRET", "TWITTER_ACCESS_TOKEN",
        "TWITTER_ACCESS_TOKEN_SECRET",
    ]

    /// - Throws: ``JobError`` where some of X's four keys are there and others are not, or a base
    ///   URL is none.
    init(
        _ configuration: ReportConfiguration, _ value: (String) -> String?
    ) throws(JobError) {
        self.configuration = configuration
        let found = Self.keys.compactMap { value($0).map { Secret($0) } }
        guard found.isEmpty || found.count == Self.keys.count else {
            let missing = Self.keys.filter { value($0) == nil }.joined(separator: ", ")
            throw JobError(
                .configuration, "of X's four keys these are missing: \(missing)",
                remedy: "set them in .env")
        }
        credentials =
            found.isEmpty
            ? nil
            : XCredentials(
                apiKey: found[0], apiSecret: found[1], accessToken: found[2],
                accessTokenSecret: found[3])
        xBase = try Self.base("TWITTER_BASE_URL", value, XService.standardBase)
        let writerBase = try Self.base("ANTHROPIC_BASE_URL", value, WriterSettings.standardBase)
        writer = value("ANTHROPIC_API_KEY").map { key in
            WriterSettings(
                base: writerBase, apiKey: Secret(key), model: configuration.model.name,
                maximumTokens: configuration.modelTokens)
        }
        marketKey = value("COINMARKETCAP_API_KEY").map { Secret($0) }
        marketBase = try Self.base("COINMARKETCAP_BASE_URL", value, CoinMarketCap.standardBase)
        isPostingDisabled = !["", "0", "false", "no"].contains(
            (value("DISABLE_POSTING") ?? "").lowercased())
    }

    private static func base(
        _ variable: String, _ value: (String) -> String?, _ standard: String
    ) throws(JobError) -> HTTPURL {
        do {
            return try HTTPURL(value(variable) ?? standard)
        } catch {
            throw JobError(.configuration, at: variable, "\(error)")
        }
    }
}
