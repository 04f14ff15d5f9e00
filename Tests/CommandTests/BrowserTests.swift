import Foundation
import Testing

/// The page in a real browser, from the disk: Debian's chromium, without a window.
///
/// `ALGOM_TEST_BROWSER=1` switches it on; it needs the package `chromium`.
@Suite(.serialized)
struct BrowserTests {
    private static let isWanted = ProcessInfo.processInfo.environment["ALGOM_TEST_BROWSER"] == "1"
    private static let reason: Comment = "ALGOM_TEST_BROWSER=1 is not set"

    enum Theme: String, CaseIterable, Sendable {
        case light, dark

        /// What the browser is told that its user prefers.
        var setting: String {
            "--blink-settings=preferredColorScheme=\(self == .dark ? 0 : 1)"
        }
    }

    /// A home with a page in it, and posts that try to be markup.
    private func page() throws -> TemporaryHome {
        let home = try AlgomDashboardTests.home()
        try home.write(
            #"{"schema":1,"at":1760130900000,"id":"p","kind":"trade","status":"posted","words":null,"parts":[{"text":"<img src=x onerror=alert(1)><script>alert(2)</script> \#(String(repeating: "w", count: 300))","postID":null,"attempts":[]}]}"#
                + "\n", to: "state/posts.jsonl")
        let outcome = try Command(name: "algom")("dashboard", "--home", home.path)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return home
    }

    /// Opens a file of the home and returns what the browser made of it, and what its console said.
    private func open(
        _ name: String, in home: TemporaryHome, _ theme: Theme
    ) throws -> (document: String, console: [Substring]) {
        let outcome = try Command(path: "/usr/bin/chromium")(
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--user-data-dir=\(home.path)/browser", theme.setting, "--window-size=1400,1000",
            "--enable-logging=stderr", "--allow-file-access-from-files", "--dump-dom",
            "file://\(home.path)/\(name)", environment: ["HOME": home.path])
        try #require(
            outcome.status == 0,
            "is the package 'chromium' installed? \(outcome.errors.suffix(500))"
        )
        return (
            outcome.output,
            outcome.errors.split(separator: "\n").filter { $0.contains(":CONSOLE") }
        )
    }

    @Test(.enabled(if: isWanted, reason), .timeLimit(.minutes(4)), arguments: Theme.allCases)
    func `it opens from the disk without a word on the console, and its script runs`(
        theme: Theme
    ) throws {
        let home = try page()
        let (document, console) = try open("state/dashboard.html", in: home, theme)
        #expect(console.isEmpty, "\(console)")
        #expect(document.contains("</footer>") && !document.contains("<img"))
        // The record is of January: by the reader's clock it is days old, by the page's script.
        let age = document.firstMatch(of: #/data-timeframe="300000">(\d+) d \d+ h old, stale</#)
        #expect(age != nil)
        #expect(document.contains("id=\"old\" class=\"warning\" role=\"status\" hidden=\"\"></p>"))
    }

    @Test(.enabled(if: isWanted, reason), .timeLimit(.minutes(4)))
    func `a page opened days after it was written says so`() throws {
        let home = try page()
        let written = #/data-written="(\d+)"/#
        let text = try home.text("state/dashboard.html")
        let moment = try #require(text.firstMatch(of: written).flatMap { Int64($0.output.1) })
        let old = moment - 3 * 86_400_000 - 4 * 3_600_000
        try home.write(text.replacing(written, with: "data-written=\"\(old)\""), to: "old.html")
        let (document, console) = try open("old.html", in: home, .light)
        #expect(console.isEmpty, "\(console)")
        #expect(
            document.contains(
                "role=\"status\">This page is old: it was written 3 d 4 h ago. Reload it;"))
    }

    @Test(.enabled(if: isWanted, reason), .timeLimit(.minutes(4)), arguments: Theme.allCases)
    func `a script that is not the page's own is refused`(theme: Theme) throws {
        let home = try page()
        let text = try home.text("state/dashboard.html")
        try home.write(
            text.replacing(
                "</footer>", with: "</footer><script>document.title='broken'</script>"
            ), to: "injected.html")
        let (document, console) = try open("injected.html", in: home, theme)
        #expect(console.contains { $0.contains("Content Security Policy") })
        #expect(!document.contains("<title>broken"))
    }

    /// Three widths of the page side by side, each of which tells what it measured.
    private func probe(_ home: TemporaryHome) throws {
        let text = try home.text("state/dashboard.html")
        let policy = #/<meta http-equiv="Content-Security-Policy"[^>]*>/#
        let script = """
            <script>addEventListener("load",function(){
            var ground=getComputedStyle(document.body).backgroundColor;
            var room=document.documentElement.clientWidth;
            var loose=[].filter.call(document.querySelectorAll("body *"),function(e){
            return !e.closest(".table,svg,.skip")&&e.getBoundingClientRect().right>room+1});
            var empty=[].filter.call(document.querySelectorAll("figure svg[role=img] path"),function(e){
            var hidden=e.closest(".window")&&!e.closest(".chosen");
            return !hidden&&!e.getBBox().width&&!e.getBBox().height});
            parent.postMessage([innerWidth,document.documentElement.scrollWidth-room,loose.length,empty.length,ground].join(" "),"*")})</script>
            """
        try home.write(
            text.replacing(policy, with: "").replacing("</body>", with: script + "</body>"),
            to: "measured.html")
        let frames = [320, 390, 1_280].map {
            "<iframe src=\"measured.html\" width=\"\($0)\" height=\"900\" style=\"border:0\"></iframe>"
        }
        try home.write(
            """
            <!doctype html><meta name="color-scheme" content="light dark"><pre></pre>
            <script>addEventListener("message",function(e){
            document.querySelector("pre").textContent+="["+e.data+"]"})</script>
            """ + frames.joined(), to: "probe.html")
    }

    @Test(.enabled(if: isWanted, reason), .timeLimit(.minutes(4)), arguments: Theme.allCases)
    func `nothing reaches beyond the edge of a telephone, and the theme is the reader's`(
        theme: Theme
    ) throws {
        let home = try page()
        try probe(home)
        let (document, _) = try open("probe.html", in: home, theme)
        let reports = document.matches(of: #/\[(\d+) (\d+) (\d+) (\d+) rgb\(([^)]*)\)\]/#)
        #expect(Set(reports.map(\.output.1)) == ["320", "390", "1280"], "\(document.prefix(400))")
        for report in reports {
            let words = "\(report.output.0)"
            #expect(report.output.2 == "0", "it scrolls across: \(words)")
            #expect(report.output.3 == "0", "elements reach beyond the edge: \(words)")
            #expect(report.output.4 == "0", "lines are empty: \(words)")
            #expect(
                report.output.5 == (theme == .light ? "255, 255, 255" : "15, 19, 23"), "\(words)")
        }
    }
}
