import Invocation
import JSON

/// Makes manual pages of what a program tells of itself with `--experimental-dump-help`, read from
/// standard input: of the names of all pages, or of the one page that is named.
@main
enum AlgomPages {
    static func main() {
        do {
            var text: [UInt8] = []
            while let line = readLine(strippingNewline: false) { text += line.utf8 }
            let pages = try ManualPage.all(JSONReader.parse(text))
            let arguments = Invocation.begin()
            guard let name = arguments.first, let date = arguments.last, arguments.count == 2 else {
                for page in pages { try Invocation.say(page.name) }
                return
            }
            guard let page = pages.first(where: { $0.name == name }) else {
                Invocation.complain("algom-pages: there is no page '\(name)'")
                Invocation.end(64)
            }
            try Invocation.say(page.text(date: date))
        } catch {
            Invocation.complain("algom-pages: \(error)")
            Invocation.end(65)
        }
    }
}
