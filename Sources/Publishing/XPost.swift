internal import JSON

/// One post as it is sent.
package struct XPost: Equatable, Sendable {
    package var text: String
    /// The post that this one continues.
    package var replyTo: String?
    /// A picture uploaded before.
    package var mediaID: String?

    package init(text: String, replyTo: String? = nil, mediaID: String? = nil) {
        self.text = text
        self.replyTo = replyTo
        self.mediaID = mediaID
    }

    /// What `POST /2/tweets` takes.
    var body: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("text")
            writer.string(text)
            if let replyTo {
                writer.name("reply")
                writer.object { writer in
                    writer.name("in_reply_to_tweet_id")
                    writer.string(replyTo)
                }
            }
            if let mediaID {
                writer.name("media")
                writer.object { writer in
                    writer.name("media_ids")
                    writer.array { writer in writer.string(mediaID) }
                }
            }
        }
        return writer.bytes
    }
}
