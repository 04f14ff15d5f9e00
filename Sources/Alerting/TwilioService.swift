package import HTTP
internal import JSON
package import Text

/// Short messages through Twilio: `POST /2010-04-01/Accounts/SID/Messages.json`.
///
/// A message costs money and wakes people, so it has at most two segments, all in the 7-bit
/// alphabet: 160 characters, or twice 153.
package struct TwilioService: AlertService {
    package static let standardBase = "https://api.twilio.com"
    /// No body, or one that is too long.
    private static let textCodes = ["21602", "21605", "21617", "21619"]

    private let base: HTTPURL
    private let account: Secret
    private let token: Secret
    private let from: String
    private let to: String

    package var secrets: [Secret] { [credentials, token, account] }

    /// The account's SID, its auth token, and numbers as `+15005550006`, the first of the account.
    package init(base: HTTPURL, account: Secret, token: Secret, from: String, to: String) {
        self.base = base
        self.account = account
        self.token = token
        self.from = from
        self.to = to
    }

    package var question: ServiceQuestion {
        ServiceQuestion(
            base.appending(path: "/2010-04-01/Accounts/\(account.revealed).json"),
            headers: [HTTPRequest.Header("Authorization", authorization)],
            shows: "account and token")
    }

    private var credentials: Secret { Secret("\(account.revealed):\(token.revealed)") }

    private var authorization: Secret {
        Secret("Basic \(Base64.encoded(Array(credentials.revealed.utf8)))")
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let fields = [("To", to), ("From", from), ("Body", ShortMessage.text(alert))]
        let form = fields.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }
        return post(
            to: base.appending(path: "/2010-04-01/Accounts/\(account.revealed)/Messages.json"),
            type: "application/x-www-form-urlencoded",
            headers: [HTTPRequest.Header("Authorization", authorization)],
            Array(form.joined(separator: "&").utf8))
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        let json = try? JSONReader.parse(answer.body)
        if answer.isSuccess {
            return json?["sid"]?.string != nil
                ? .delivered : .unclear("HTTP \(answer.status) without the message's number")
        }
        let code = json?["code"]?.scalarText
        return failure(
            answer, json?["message"]?.string.map { "\(code ?? "") \($0)" },
            isOfText: Self.textCodes.contains(code ?? ""), nowSeconds: now)
    }
}

/// `alerts.sms`.
struct TwilioSection: ChannelSection {
    private var from = ""
    private var to: [String] = []
    let variables = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_BASE_URL"]
    /// A message costs money and wakes somebody; the journal keeps what is missed.
    var isOnceAtMost: Bool { true }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("from", &from)
        try visitor.field("to", &to)
    }

    var flaw: ChannelFlaw? {
        if !Self.isNumber(from) { return ("from", "a number as \"+15005550006\"") }
        if to.count != 1 || !to.allSatisfy(Self.isNumber) {
            return ("to", "a list of one number as [\"+15005550006\"]")
        }
        return nil
    }

    private static func isNumber(_ text: String) -> Bool {
        text.hasPrefix("+") && (3...16).contains(text.utf8.count)
            && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way {
        .http(
            TwilioService(
                base: try values.url("TWILIO_BASE_URL", standard: TwilioService.standardBase),
                account: try values.secret("TWILIO_ACCOUNT_SID"),
                token: try values.secret("TWILIO_AUTH_TOKEN"), from: from, to: to.first ?? ""))
    }
}

/// A message in the 7-bit alphabet of GSM 03.38, in one segment or two.
///
/// One letter outside of it, and the whole message goes as UCS-2, in segments of 67 letters. So what
/// is not in it is written with letters that are: letters are compared as characters, whether an
/// accent stands apart or not; of one that the alphabet lacks the base stays, where it has that.
enum ShortMessage {
    private static let maximumUnits = 2 * 153

    private static let alphabet = Set<Character>(
        "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")
    /// Those that count twice.
    private static let extensions = Set<Character>("^{}\\[~]|€")
    private static let replacements: [Character: String] = [
        "…": "...", "−": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "“": "\"", "”": "\"",
        "\u{a0}": " ", "\u{202f}": " ", "×": "x",
    ]

    /// Title and lines as far as they fit.
    static func text(_ alert: Alert) -> String {
        var text = ""
        var units = 0
        for character in ([alert.title] + alert.lines).joined(separator: "\n") {
            for letter in plain(character) {
                let cost = extensions.contains(letter) ? 2 : 1
                guard units + cost <= maximumUnits else { return text }
                text.append(letter)
                units += cost
            }
        }
        return text
    }

    /// A character in letters that the alphabet holds, each of one scalar.
    private static func plain(_ character: Character) -> String {
        if let letter = known(character) { return String(letter) }
        if let replacement = replacements[character] { return replacement }
        // The base of a character with marks behind it.
        if let first = character.unicodeScalars.first, character.unicodeScalars.count > 1 {
            let base = Character(first)
            if let plain = known(base).map({ String($0) }) ?? replacements[base] { return plain }
        }
        return "?"
    }

    /// The alphabet's own spelling of a character: sets know equals by their canonical form.
    private static func known(_ character: Character) -> Character? {
        for set in [alphabet, extensions] {
            if let index = set.firstIndex(of: character) { return set[index] }
        }
        return nil
    }
}
