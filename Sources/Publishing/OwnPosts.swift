internal import HTTP
internal import JSON
internal import Text

/// What our own latest posts say about one of them.
package enum LookOutcome: Equatable, Sendable {
    case found(id: String)
    /// All posts of the time were read, and it is not among them; the list may lag behind.
    case notFound
    /// The list could not be had, or not enough of it.
    case unreadable(String)
}

/// What is looked for among our own posts.
package struct SoughtPost: Equatable, Sendable {
    package let text: String
    /// Older posts are others, in seconds since 1970.
    package let notOlderThanSeconds: Int64
    /// Posts that are known to be others.
    package let excluding: Set<String>

    package init(text: String, notOlderThanSeconds: Int64, excluding: Set<String> = []) {
        self.text = text
        self.notOlderThanSeconds = notOlderThanSeconds
        self.excluding = excluding
    }
}

extension SoughtPost {
    /// The most posts in one answer.
    static let pageSize = 100
    /// How far X's clock and ours may be apart.
    private static let skewSeconds: Int64 = 300

    private var leastID: Int64 {
        XPostID.least(atSeconds: notOlderThanSeconds - Self.skewSeconds)
    }

    /// What `GET /2/users/:id/tweets` is asked.
    ///
    /// Posts that are read are paid for, so only those are asked for that may be the one.
    var query: [(String, String)] {
        [
            ("exclude", "retweets"), ("max_results", String(Self.pageSize)),
            ("since_id", String(leastID)), ("tweet.fields", "entities,note_tweet"),
        ]
    }

    /// Finds the post in an answer.
    func look(
        in result: Result<HTTPResponse, HTTPError>, hiding secrets: [Secret]
    ) -> LookOutcome {
        guard case .success(let response) = result else { return .unreadable(result.trouble) }
        guard response.status == 200, let json = XAnswer.json(response) else {
            return .unreadable(XAnswer.words(of: response, hiding: secrets))
        }
        guard let posts = json["data"]?.elements else {
            // An empty list has no data, but says that it counted none.
            let isEmpty = json["meta"]?["result_count"]?.scalarText == "0" && json["data"] == nil
            return isEmpty && json["errors"] == nil
                ? .notFound : .unreadable(XAnswer.words(of: response, hiding: secrets))
        }
        for post in posts.prefix(Self.pageSize) {
            guard let id = post["id"]?.string, XPostID.isOne(id), let number = Int64(id),
                number >= leastID, !excluding.contains(id)
            else { continue }
            if PostText(post).says(text) { return .found(id: id) }
        }
        if json["meta"]?["next_token"] != nil || posts.count > Self.pageSize {
            return .unreadable("there are more posts than one answer holds")
        }
        return .notFound
    }
}
