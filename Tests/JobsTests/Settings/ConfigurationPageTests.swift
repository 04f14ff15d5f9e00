import Foundation
import JSON
import Testing
import Trading

@testable import Record
@testable import Settings
@testable import Watch

/// `docs/configuration.md` against the code.
struct ConfigurationPageTests {
    private let page: String

    init() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        page = try String(
            contentsOf: root.appending(path: "docs/configuration.md"), encoding: .utf8)
    }

    @Test func `every parameter stands there with its default`() {
        for member in Parameters().spelled {
            let value = member.value.scalarText ?? "null"
            #expect(page.contains("| `\(member.name)` | `\(value)` |"), "\(member.name): \(value)")
        }
    }

    @Test func `every variable stands there`() {
        #expect(DoctorSettings.variables.count > 30)
        for name in DoctorSettings.variables { #expect(page.contains("`\(name)`"), "\(name)") }
    }
}
