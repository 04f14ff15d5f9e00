package import HTTP

/// What an account of X gave to this program: the application's key and the user's token.
package struct XCredentials: Equatable, Sendable {
    /// `TWITTER_API_KEY`.
    package let apiKey: Secret
    /// `TWITTER_API_SECRET`.
    package let apiSecret: Secret
    /// `TWITTER_ACCESS_TOKEN`.
    package let accessToken: Secret
    /// `TWITTER_ACCESS_TOKEN_SECRET`.
    package let accessTokenSecret: Secret

    /// All four: keys and tokens stand in each request too, and may come back in an answer.
    var secrets: [Secret] { [apiKey, apiSecret, accessToken, accessTokenSecret] }

    package init(
        apiKey: Secret, apiSecret: Secret, accessToken: Secret, accessTokenSecret: Secret
    ) {
        self.apiKey = apiKey
        self.apiSecret = apiSecret
        self.accessToken = accessToken
        self.accessTokenSecret = accessTokenSecret
    }
}
