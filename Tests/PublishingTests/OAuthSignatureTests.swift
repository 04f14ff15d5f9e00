import HTTP
import JSON
import LoopbackExchange
import Testing
import Text

@testable import Publishing

struct OAuthSignatureTests {
    private func credentials(_ texts: [String]) -> XCredentials {
        XCredentials(
            apiKey: Secret(texts[0]), apiSecret: Secret(texts[1]), accessToken: Secret(texts[2]),
            accessTokenSecret: Secret(texts[3]))
    }

    /// OAuth Core 1.0, Appendix A.5.
    private func photos() -> OAuthSignature {
        OAuthSignature(
            method: "GET", address: "http://Photos.Example.net/photos",
            parameters: [("size", "original"), ("file", "vacation.jpg")],
            credentials: credentials([
                "dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00",
            ]),
            stamp: OAuthStamp(nonce: "kllo9940pd9333jh", timestampSeconds: 1_191_242_096))
    }

    @Test func `agrees with the example of the specification`() {
        #expect(photos().text == "tR3+Ty81lMeYAr/Fid0kMTYa/WM=")
    }

    @Test func `its header names every parameter but the request's own, and stays secret`() {
        let header = photos().header
        #expect(
            header.revealed
                == "OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", "
                + "oauth_nonce=\"kllo9940pd9333jh\", "
                + "oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\", "
                + "oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1191242096\", "
                + "oauth_token=\"nnch734d00sl2jdk\", oauth_version=\"1.0\"")
        #expect("\(header)" == "<redacted>")
    }

    @Test func `sorts after encoding, names before values`() {
        let signature = OAuthSignature(
            method: "GET", address: "https://a.example/",
            parameters: [("z", "1"), ("a b", "+"), ("a", "2"), ("a", "10"), ("é", "")],
            credentials: credentials(["k", "s", "t", "u"]),
            stamp: OAuthStamp(nonce: "n", timestampSeconds: 0))
        #expect(signature.parameterString.hasPrefix("%C3%A9=&a=10&a=2&a%20b=%2B&oauth_"))
        #expect(signature.parameterString.hasSuffix("&z=1"))
    }

    @Test(.enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"))
    func `agrees with X's own example, on each of its hosts`() throws {
        let text = try #require(try RecordedData.text("vectors/oauth1a-x.json"))
        let json = try JSONReader.parse(Array(text.utf8))
        func told(_ name: String) throws -> String { try #require(json[name]?.string) }
        let parameters = try ["query", "form_body"].flatMap {
            try #require(json[$0]?.members).map { ($0.name, $0.value.string ?? "") }
        }
        let keys = try ["consumer_key", "consumer_secret", "token", "token_secret"].map(told)
        let cases = try #require(json["cases"]?.elements)
        #expect(cases.count == 3)
        for item in cases {
            let signature = OAuthSignature(
                method: try told("method"), address: try #require(item["base_url"]?.string),
                parameters: parameters, credentials: credentials(keys),
                stamp: OAuthStamp(
                    nonce: try told("nonce"),
                    timestampSeconds: try #require(Int64(told("timestamp")))))
            #expect(signature.parameterString == json["parameter_string"]?.string)
            #expect(signature.text == item["signature"]?.string)
        }
    }
}
