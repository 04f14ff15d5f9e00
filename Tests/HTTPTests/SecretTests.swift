import Testing
import Text

@testable import HTTP

struct SecretTests {
    private struct Holder {
        let name = "key"
        let secret = Secret("k3y-of-mine")
        let several = ["main": [Secret("k3y-of-mine")]]
        let maybe: Secret? = Secret("k3y-of-mine")
    }

    /// Everything Swift can make of a value without being asked for what it holds.
    private static func prints(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return [
            "\(value)", String(describing: value), String(reflecting: value), dumped,
            "\(Mirror(reflecting: value).children.map { "\($0)" })", "\([value])", "\((1, value))",
        ]
    }

    @Test(arguments: [
        Secret("k3y-of-mine") as any Sendable, Secret?.some(Secret("k3y-of-mine")),
        [Secret("k3y-of-mine")], HTTPRequest.Header("X-MBX-APIKEY", "k3y-of-mine"),
        [HTTPRequest.Header("X-MBX-APIKEY", Secret("k3y-of-mine"))],
    ])
    func `never prints, nor does what holds it`(value: any Sendable) {
        for text in Self.prints(of: value) { #expect(!text.contains("k3y"), "\(text)") }
    }

    @Test func `never prints from inside a struct or a request`() throws {
        let url = try HTTPURL("https://api.binance.com")
        let request = HTTPRequest(
            .get, url, headers: [HTTPRequest.Header("X-MBX-APIKEY", Secret("k3y-of-mine"))])
        for value in [Holder() as Any, request] {
            for text in Self.prints(of: value) { #expect(!text.contains("k3y-of"), "\(text)") }
        }
        #expect("\(Holder().secret)" == "<redacted>")
        #expect(String(reflecting: Holder().secret) == "<redacted>")
        #expect(request.headers[0].description == "X-MBX-APIKEY: <redacted>")
    }

    @Test func `is still there for the one place that sends it`() {
        #expect(Secret("k3y-of-mine").revealed == "k3y-of-mine")
        #expect(HTTPRequest.Header("a", Secret("b")) == HTTPRequest.Header("a", "b"))
        #expect(HTTPRequest.Header("a", Secret("b")).value == "b")
        #expect(Secret("a") != Secret("b"))
    }

    @Test func `variables are secret by their names, and addresses word by word`() {
        let known = Credentials(
            [
                "OWN_TOKEN": "sesame-7f3k", "EXCHANGE": "binance", "PIN_KEY": "17",
                "TWILIO_ACCOUNT_SID": "AC1234", "TWILIO_AUTH_TOKEN": "twilio-77",
            ], ["SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/T0/open-7f3k"])
        for secret in ["sesame-7f3k", "AC1234:twilio-77", "open-7f3k"] {
            let shown = ForeignText.hiding(known) { ForeignText.shown("binance 17 T0: \(secret)") }
            #expect(shown == "binance 17 T0: (hidden)")
        }
    }
}
