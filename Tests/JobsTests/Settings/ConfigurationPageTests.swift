import Foundation
import HTTP
import JSON
import Testing
import Text
import Trading

@testable import Record
@testable import Settings
@testable import Watch

/// `docs/configuration.md`, and what else tells of variables, against the code.
struct ConfigurationPageTests {
    private let page: String

    init() throws { page = try Self.text("docs/configuration.md") }

    private static func text(_ path: String) throws -> String {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test func `every parameter stands there with its default`() {
        for member in Parameters().spelled {
            let value = member.value.scalarText ?? "null"
            #expect(page.contains("| `\(member.name)` | `\(value)` |"), "\(member.name): \(value)")
        }
    }

    @Test func `the variables are those of the table, to the letter`() {
        #expect(page.hasSuffix("\n## Variables\n\n\(VariableTable.page)"), "\(VariableTable.page)")
    }

    @Test func `help and pages name no variable that nobody reads`() throws {
        let known = Set(VariableTable.groups.flatMap(\.variables).map(\.name))
        let ending = #/[A-Z]+(_[A-Z]+)*_(API_KEY|API_SECRET|TOKEN|URL|PASSWORD|TOPIC|CERT_FILE)\b/#
        for path in [
            "README.md", "docs/posting.md", "docs/operation.md", "docs/alerts.md",
            "Sources/algom/AlertCommand.swift", "Sources/algom/Doctor.swift",
            "Sources/algom/Posts.swift", "Packaging/kubernetes/cronjob.yaml",
        ] {
            for name in try Self.text(path).matches(of: ending) {
                #expect(known.contains(String(name.output.0)), "\(path): \(name.output.0)")
            }
        }
        let help = try Self.text("Sources/algom/AlertCommand.swift")
        for group in VariableTable.groups where group.words.contains("algom alert") {
            #expect(group.variables.count == 10)
            for variable in group.variables { #expect(help.contains(variable.name)) }
        }
    }

    @Test func `what is secret is shown in no text from outside`() {
        let secrets = VariableTable.groups.flatMap(\.variables).filter(\.isSecret)
        #expect(secrets.count > 20)
        for variable in secrets {
            let value = "https://hooks.example/pLaNtEd-word"
            let told = ForeignText.hiding(Credentials([variable.name: value])) {
                ForeignText.shown("it said \(value)")
            }
            #expect(!told.contains("pLaNtEd"), "\(variable.name): \(told)")
        }
    }
}
