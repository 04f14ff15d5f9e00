import Testing

/// Arrows point down only: what each module may import, apart from the standard library.
struct LayersTests {
    private static let mayImport: [String: Set<String>] = [
        "Text": [],
        "Market": ["Text"],
        "Indicators": ["Market"],
        "Trading": ["Market", "Indicators"],
        "Reporting": ["Text", "Market", "Indicators", "Trading"],
        "JSON": ["Text"],
        "HTTP": ["Text", "Market", "CCurl", "Glibc"],
        "Feeds": ["Text", "Market", "JSON", "HTTP", "Crypto"],
        "Publishing": ["Text", "Market", "JSON", "HTTP", "Crypto"],
        "Writing": ["Text", "Reporting", "JSON", "HTTP"],
        "Alerting": ["Text", "Market", "JSON", "HTTP", "Crypto"],
        "Store": ["Text", "CDisk", "CZlib", "JSON", "Crypto", "Glibc"],
        "Pictures": ["CRsvg"],
        "Jobs": [
            "Text", "Market", "Indicators", "Trading", "Reporting", "JSON", "HTTP", "Feeds",
            "Publishing",
            "Writing", "Alerting", "Store",
        ],
        "Invocation": ["ArgumentParser", "CEntry", "Text", "Glibc"],
        "algom-pages": ["Invocation", "JSON"],
        "algom-tick": ["ArgumentParser", "Feeds", "HTTP", "Invocation", "Jobs", "Market"],
        "algom-report": [
            "ArgumentParser", "Feeds", "HTTP", "Invocation", "Jobs", "Market", "Reporting",
        ],
        "algom-health": ["ArgumentParser", "Feeds", "HTTP", "Invocation", "Jobs", "Market"],
        "algom": ["ArgumentParser", "Feeds", "HTTP", "Invocation", "Jobs", "Market", "Text"],
        "algom-draw": ["ArgumentParser", "Invocation", "Pictures"],
    ]

    @Test func `every module imports only what lies below it`() throws {
        let files = try SourceTree().files
        #expect(files.count > 50, "the sources were not found")
        for file in files {
            let allowed = try #require(
                Self.mayImport[file.module], "\(file.module) has no place in the house")
            for name in file.imports {
                #expect(allowed.contains(name), "\(file.path) imports \(name)")
            }
        }
    }

    @Test func `no module of the list is empty`() throws {
        let modules = Set(try SourceTree().files.map(\.module))
        #expect(modules == Set(Self.mayImport.keys))
    }

    @Test func `an import is recognised in every spelling`() {
        let file = SourceTree.File(
            module: "M", path: "M/A.swift",
            text: """
                package import Market
                import struct Foundation.Data
                @testable import HTTP
                // import Nothing
                let text = "import Nothing"
                """)
        #expect(file.imports == ["Market", "Foundation", "HTTP"])
    }
}
