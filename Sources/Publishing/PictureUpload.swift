internal import HTTP
internal import JSON

/// A picture for a post, and what those hear who cannot see it.
package struct XPicture: Equatable, Sendable {
    /// The most bytes X takes for a picture.
    package static let mostBytes = 5 << 20
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
        if png.count > Self.mostBytes { return "the picture has over \(Self.mostBytes) bytes" }
        if altText.isEmpty { return "the picture has no text beside it" }
        if altText.count > Self.longestAltText {
            return "the picture's text has over \(Self.longestAltText) characters"
        }
        return nil
    }

    /// The text beside an uploaded picture, as `POST /2/media/metadata` takes it.
    static func metadata(mediaID: String, altText: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("id")
            writer.string(mediaID)
            writer.name("metadata")
            writer.object { writer in
                writer.name("alt_text")
                writer.object { writer in
                    writer.name("text")
                    writer.string(altText)
                }
            }
        }
        return writer.bytes
    }
}

/// What came of uploading a picture; a second upload does no harm, unused ones expire.
package enum UploadOutcome: Equatable, Sendable {
    case uploaded(mediaID: String)
    /// X will not have it, and would say the same again.
    case refused(String)
    /// X will have nothing of this account.
    case accountRefused(String)
    /// Nothing before this moment, in seconds since 1970.
    case rateLimited(untilSeconds: Int64)
    case failed(String)
}

extension UploadOutcome {
    /// What an answer to the upload itself amounts to.
    init(
        upload result: Result<HTTPResponse, HTTPError>, nowSeconds now: Int64,
        hiding secrets: [Secret]
    ) {
        self.init(result, nowSeconds: now, hiding: secrets) { response in
            guard let id = XAnswer.json(response)?["data"]?["id"]?.string, XPostID.isOne(id) else {
                let words = XAnswer.words(of: response, hiding: secrets)
                return .failed("no number for the picture in \(words)")
            }
            return .uploaded(mediaID: id)
        }
    }

    /// What an answer to the text beside the picture amounts to; its contents are of no use.
    init(
        metadata result: Result<HTTPResponse, HTTPError>, mediaID: String, nowSeconds now: Int64,
        hiding secrets: [Secret]
    ) {
        self.init(result, nowSeconds: now, hiding: secrets) { _ in .uploaded(mediaID: mediaID) }
    }

    private init(
        _ result: Result<HTTPResponse, HTTPError>, nowSeconds now: Int64, hiding secrets: [Secret],
        accepted: (HTTPResponse) -> UploadOutcome
    ) {
        switch result {
        case .failure(let error): self = .failed("\(error)")
        case .success(let response):
            switch response.status {
            case 200..<300: self = accepted(response)
            case 429:
                self = .rateLimited(
                    untilSeconds: RateLimit.endSeconds(response, nowSeconds: now))
            case 401, 402: self = .accountRefused(XAnswer.words(of: response, hiding: secrets))
            case 300..<500 where response.status != 408:
                self = .refused(XAnswer.words(of: response, hiding: secrets))
            default: self = .failed(XAnswer.words(of: response, hiding: secrets))
            }
        }
    }
}
