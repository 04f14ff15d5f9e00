import Testing
import Text

@testable import HTTP

struct ForeignTextTests {
    @Test(arguments: [
        ("Invalid symbol.", "Invalid symbol."),
        ("two\nlines\r\n\tand more", "two lines and more"),
        ("\u{1B}[31mred\u{7}", "[31mred"),
        ("turned \u{202E}round", "turned round"),
        ("  spaced   out  ", "spaced out"),
    ])
    func `is one line without control characters`(text: String, shown: String) {
        #expect(ForeignText.shown(text) == shown)
    }

    @Test func `is cut to 200 characters`() {
        let shown = ForeignText.shown(String(repeating: "x", count: 5_000))
        #expect(shown == String(repeating: "x", count: 200) + "…")
    }

    @Test func `hides a secret that is echoed, also across the cut`() {
        let text = String(repeating: "x", count: 190) + " key abcdefghijklmnop"
        let shown = ForeignText.shown(text, hiding: Secret("abcdefghijklmnop"))
        #expect(!shown.contains("abc"))
    }

    @Test(arguments: [
        "abcd3fgh1jklmn0p\u{301}", "abcd3fgh1jk", "…fgh1jklmn0p", "abcd3fgh abcd3fgh1jklmn0p",
        "d3fgh1j",
    ])
    func `hides every part of a secret, whatever stands beside it`(text: String) {
        let shown = ForeignText.shown("key \(text)", hiding: Secret("abcd3fgh1jklmn0p"))
        let letters = String(shown.unicodeScalars.filter(\.isASCII).map(Character.init))
        #expect(letters.contains("(hidden)"))
        for part in ["abcd3f", "fgh1jk", "klmn0p", "d3fgh1"] {
            #expect(!letters.contains(part), "\(shown)")
        }
    }

    @Test func `words that a secret is made of stay words, and where it was cut they do not`() {
        let secret = Secret("my-binance-alerts")
        for text in [
            "binance is down", "alerts of binance", "no binance-alerts here", "Binance",
            "my-binance, a",
            "my-binance-alertson", "algomy-binance-alerts", "the market of binance opened at 1.00",
        ] {
            #expect(ForeignText.shown(text, hiding: secret) == text)
        }
        for (text, shown) in [
            ("topic my-binance-alerts is unknown", "topic (hidden) is unknown"),
            ("my-binance-alerts", "(hidden)"), ("topic=my-binance-alerts&x", "topic=(hidden)&x"),
            ("topic my-binan…", "topic (hidden)…"), ("topic my-binance-al", "topic (hidden)"),
            ("…nance-alerts, no", "…(hidden), no"), ("topic my-bina***", "topic (hidden)***"),
            ("topic my-bina...", "topic (hidden)..."), ("***-alerts.", "***(hidden)."),
        ] {
            #expect(ForeignText.shown(text, hiding: secret) == shown)
        }
        // One word is a secret where it stands alone.
        #expect(
            ForeignText.shown("traders of trader, retrader", hiding: Secret("trader"))
                == "traders of (hidden), retrader")
    }

    @Test func `hides a short secret where it is whole`() {
        #expect(ForeignText.shown("a key", hiding: Secret("key")) == "a (hidden)")
        #expect(ForeignText.shown("a ke", hiding: Secret("key")) == "a ke")
        #expect(
            ForeignText.shown("a key, a lock", hiding: [Secret("key"), Secret("lock")])
                == "a (hidden), a (hidden)")
    }

    @Test func `a part of a secret is found wherever it is`() {
        let secret = Secret("abcdefghijklmnop")
        let text = String(repeating: "x", count: 5_000)
        for part in ["abcdefghijklmnop", "abcdef", "klmnop", "efghij"] {
            #expect(ForeignText.holds(text + part, partOf: secret))
        }
        #expect(!ForeignText.holds(text + "abcde", partOf: secret))
        #expect(!ForeignText.holds(text, partOf: Secret("")))
    }

    @Test func `a combining mark counts as a character`() {
        let shown = ForeignText.shown("e" + String(repeating: "\u{301}", count: 9_000))
        #expect(shown.unicodeScalars.count == 201)
        #expect(ForeignText.shown("a \u{301} b") == "a \u{301} b")
        #expect(ForeignText.shown("a  \u{301}") == "a \u{301}")
    }

    @Test func `keeps what a page says, not its tags`() {
        let page = " <!DOCTYPE html>\n<HTML><TITLE>ERROR</TITLE><H1>403 ERROR</H1>no\u{0}</HTML>"
        #expect(ForeignText.shown(ForeignText.raw(Array(page.utf8))) == "ERROR 403 ERROR no")
    }

    @Test func `takes bytes that are no text`() {
        #expect(ForeignText.shown(ForeignText.raw([0xFF, 0x41, 0xC0])) == "\u{FFFD}A\u{FFFD}")
    }
}
