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
    var body: JSONValue {
        var members = [JSONMember(name: "text", value: .string(text))]
        if let replyTo {
            let value: JSONValue = ["in_reply_to_tweet_id": .string(replyTo)]
            members.append(JSONMember(name: "reply", value: value))
        }
        if let mediaID {
            let value: JSONValue = ["media_ids": [.string(mediaID)]]
            members.append(JSONMember(name: "media", value: value))
        }
        return .object(members)
    }
}

/// A picture for a post, and what those hear who cannot see it.
package struct XPicture: Equatable, Sendable {
    /// The most bytes X takes for a picture.
    package static let maximumBytes = 5 << 20
    /// The longest text X takes beside one.
    package static let longestAltText = 1_000

    package let png: [UInt8]
    package let altText: String

    package init(png: [UInt8], altText: String) {
        self.png = png
        self.altText = altText
    }

    /// Why it cannot be sent; `nil` where it can.
    var flaw: String? {
        if !png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            return "the picture is no PNG"
        }
        if png.count > Self.maximumBytes {
            return "the picture has over \(Self.maximumBytes) bytes"
        }
        if altText.isEmpty { return "the picture has no text beside it" }
        if altText.count > Self.longestAltText {
            return "the picture's text has over \(Self.longestAltText) characters"
        }
        return nil
    }

    /// The text beside an uploaded picture, as `POST /2/media/metadata` takes it.
    static func metadata(mediaID: String, altText: String) -> [UInt8] {
        let body: JSONValue = [
            "id": .string(mediaID), "metadata": ["alt_text": ["text": .string(altText)]],
        ]
        return body.bytes
    }
}
