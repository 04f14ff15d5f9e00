import Market
import Seeds
import Testing

@testable import Reporting

struct PageAlertTests {
    private func html(_ endings: [PageAlert.Ending], title: String = "closed at 4") -> String {
        var page = Markup()
        PageAlert(at: "2026-11-10T21:20:07Z", kind: "closed", title: title, endings: endings)
            .write(to: &page)
        return page.html
    }

    @Test func `it says how an alert ended on each channel`() {
        let alert = html([
            .init(channel: "mail", status: "delivered", words: ""),
            .init(channel: "sms", status: "inDoubt", words: "timed out"),
            .init(channel: "ntfy", status: "givenUp", words: "HTTP 403"),
            .init(channel: "hook", status: "other", words: ""),
        ])
        #expect(
            alert.contains(
                "2026-11-10 21:20 UTC</time> · closed · mail: delivered, "
                    + "sms: may have arrived (timed out), ntfy: given up (HTTP 403), hook: other"))
        #expect(alert.contains("<p class=\"words\" dir=\"auto\">closed at 4</p>"))
    }

    @Test func `what is longer than any alert is cut`() {
        let long = String(repeating: "x", count: 9_000)
        let alert = html([.init(channel: long, status: long, words: long)], title: long)
        #expect(alert.count < 1_000)
    }
}
