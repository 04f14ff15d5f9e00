import Foundation
import Testing

@testable import Text

struct RedactionTests {
    /// A secret with all that the spellings treat in ways of their own.
    private static let value = "s3cret/with+all \"of\" it\\&<'ü%🚀>7"

    private static func percent(_ text: String, isLower: Bool = false) -> String {
        text.utf8.map { String(format: isLower ? "%%%02x" : "%%%02X", $0) }.joined()
    }

    private static func numbered(_ text: String) -> String {
        text.utf16.map { String(format: "\\u%04x", $0) }.joined()
    }

    private static func base64(_ text: String, after prefix: String = "", _ suffix: String = "")
        -> String
    {
        Data((prefix + text + suffix).utf8).base64EncodedString()
    }

    private static func json(_ text: String) -> String {
        let data = (try? JSONEncoder().encode(text)) ?? Data()
        return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
    }

    /// Every way in which a service may send back what it was sent.
    static let spellings: [(name: String, spell: @Sendable (String) -> String)] = [
        ("as it is", { $0 }), ("percent", { percent($0) }),
        ("percent", { percent($0, isLower: true) }),
        (
            "percent where it must",
            { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
        ),
        ("a form", { percentless($0) }), ("JSON", json), ("JSON by number", numbered),
        ("JSON in JSON", { json(json($0)) }),
        ("HTML", { html($0) }),
        ("HTML by number", { $0.unicodeScalars.map { "&#\($0.value);" }.joined() }),
        (
            "HTML by base 16",
            { $0.unicodeScalars.map { "&#x\(String($0.value, radix: 16));" }.joined() }
        ),
        ("HTML in percent", { percent(html($0)) }),
        ("an address", { "https://user:\($0)@example.com/" }),
    ]

    private static func percentless(_ text: String) -> String {
        percent(text).replacing("%20", with: "+")
    }

    private static func html(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    @Test(arguments: spellings.indices)
    func `it is hidden in every spelling`(index: Int) {
        let (name, spell) = Self.spellings[index]
        for value in [Self.value, "AC0123456789abcdef", "x1:y", "ümläut-schlüssel"] {
            let shown = ForeignText.shown("you sent \(spell(value)) here", hiding: Secret(value))
            let address = name == "an address" ? "https://user:(hidden)@example.com/" : "(hidden)"
            #expect(shown == "you sent \(address) here", "\(name): \(spell(value))")
        }
    }

    @Test(arguments: 0..<3)
    func `it is hidden in Base64, wherever in it it stands`(shift: Int) {
        let prefix = String("ab".prefix(shift))
        for suffix in ["", "x", "yz", "zzz"] {
            let text = Self.base64(Self.value, after: prefix, suffix)
            for spelled in [
                text, text.replacing("+", with: "-").replacing("/", with: "_"), Self.percent(text),
                Self.json(text), text.replacing("=", with: ""),
            ] {
                let shown = ForeignText.shown("Basic \(spelled)", hiding: Secret(Self.value))
                // What is left shares letters with its neighbours.
                let rest = shown.replacing("(hidden)", with: "").dropFirst("Basic ".count)
                #expect(shown.contains("(hidden)"))
                #expect(rest.utf8.count <= (spelled.hasPrefix("%") ? 36 : 12), "\(shown)")
            }
        }
    }

    @Test(arguments: ["s", "se", "sec"])
    func `padding goes with what it pads`(prefix: String) {
        let encoded = Self.base64("\(prefix):sesame-7f3k")
        let secrets = [Secret("\(prefix):sesame-7f3k"), Secret("sesame-7f3k")]
        for text in [
            "Basic \(encoded)", "Basic \(encoded.replacing("=", with: "%3D"))",
            "Basic \(encoded.replacing("=", with: "\\u003d"))",
        ] {
            let shown = Redaction(secrets).hidden(in: Array(text.utf8))
            #expect(String(decoding: shown, as: UTF8.self) == "Basic (hidden)", "\(text)")
        }
        let sum = Redaction([Secret("sesame-7f3k")]).hidden(in: Array("sesame-7f3k==1".utf8))
        #expect(String(decoding: sum, as: UTF8.self) == "(hidden)==1")
    }

    @Test func `what a run knows is hidden whoever sends it, and inside of it alone`() {
        let known = Credentials {
            ["sesame-7f3k", "AC1234:twilio-77", "open-7f3k"].map { Secret($0) }
        }
        for secret in ["sesame-7f3k", "AC1234:twilio-77", "open-7f3k"] {
            for (name, spell) in Self.spellings {
                let said = "binance 17 T0: \(spell(secret))"
                let shown = ForeignText.hiding(known) { ForeignText.shown(said) }
                #expect(shown.hasPrefix("binance 17 T0: "), "\(name)")
                #expect(shown.contains("(hidden)"), "\(name): \(shown)")
                #expect(!shown.contains(secret.prefix(6)), "\(name): \(shown)")
            }
            #expect(ForeignText.shown(secret) == secret)
            #expect(
                ForeignText.hiding(known) { ForeignText.holds("a \(secret)", partOf: Secret("k")) })
        }
    }

    @Test func `names with a password are hidden as a whole`() {
        let pair = Secret("AC1:x")
        #expect(
            ForeignText.shown("Basic \(Self.base64("AC1:x"))", hiding: pair)
                == "Basic (hidden)")
    }

    @Test func `a word that a secret holds stays a word`() {
        let secret = Secret("binance-trading-password-1")
        for text in [
            "the passwords differ", "Unknown tradings", "binance-trading-passwordless", "retrading",
        ] {
            #expect(ForeignText.shown(text, hiding: secret) == text)
        }
        #expect(ForeignText.shown("binance-trad…", hiding: secret) == "(hidden)…")
        #expect(ForeignText.shown("…password-1, no", hiding: secret) == "…(hidden), no")
        #expect(ForeignText.shown("44binance-trad…", hiding: secret) == "44(hidden)…")
        #expect(ForeignText.shown("…password-144", hiding: secret) == "…(hidden)44")
        #expect(ForeignText.shown("44binance-trad", hiding: secret) == "44binance-trad")
    }

    @Test func `a short secret shreds no text`() {
        let text = "a bad day at a bank, a"
        #expect(
            ForeignText.shown(text, hiding: Secret("a"))
                == "(hidden) bad day at (hidden) bank, (hidden)")
        #expect(
            ForeignText.shown("monkey keyed key.", hiding: Secret("key"))
                == "monkey keyed (hidden).")
        #expect(ForeignText.shown(text, hiding: Secret("")) == text)
    }

    @Test func `escapes are undone, and nothing grows`() {
        for text in [
            "%", "%4", "%zz", "\\u12", "\\", "&", "&#", "&#x;", "&nosuch;", "%+1", "\\u+123",
            "&#x110000;",
        ] {
            let bytes = Array(text.utf8)
            #expect(Spelling(bytes).undone == nil, "\(text)")
        }
        let undone = Spelling(Array("%41\\u00e4&lt;x\\ud83d\\ude80".utf8)).undone
        #expect(undone.map { String(decoding: $0.bytes, as: UTF8.self) } == "Aä<x🚀")
        #expect(undone?.places.last == 14..<26)
    }

    @Test func `backslashes of its own before an escape hide no secret`() {
        for count in 1...12 {
            let slashes = String(repeating: "\\", count: count - 1)
            let digits = "Sesame-7f3kQ9".utf8.map { "\\u00" + Hexadecimal.text([$0]) }.joined()
            let shown = ForeignText.shown("x\(slashes)\(digits)", hiding: Secret("Sesame-7f3kQ9"))
            #expect(shown.hasSuffix("(hidden)"), "\(count): \(shown)")
        }
    }

    /// Twice the text is twice the work: an echo of 4 KB takes no longer than that says.
    @Test func `a flood of beginnings is looked through`() {
        let text = String(repeating: "abcdef%61%62&#97;", count: 10_000)
        #expect(!ForeignText.holds(text, partOf: Secret("abcdeg-abcdeg-abcdeg")))
    }
}
