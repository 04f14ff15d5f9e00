import Testing

/// Arrows point down only: what each module may import, apart from the standard library.
struct LayersTests {
    private static let mayImport: [String: Set<String>] = [
        "Text": [],
        "Market": ["Text"],
        "Indicators": ["Market"],
        "Rules": ["Text", "Market"],
        "Trading": ["Market", "Indicators", "Rules"],
        "Reporting": ["Text", "Market", "Indicators", "Rules", "Trading"],
        "JSON": ["Text"],
        "HTTP": ["Text", "Market", "CCurl", "Glibc"],
        "Feeds": ["Text", "Market", "JSON", "HTTP", "Crypto"],
        "Publishing": ["Text", "Market", "JSON", "HTTP", "Crypto"],
        "Writing": ["Text", "Reporting", "JSON", "HTTP"],
        "Alerting": ["Text", "Market", "JSON", "HTTP", "Crypto"],
        "Store": ["Text", "CDisk", "CZlib", "JSON", "Crypto", "Glibc"],
        "Pictures": ["CRsvg"],
        "Record": ["Text", "Market", "Indicators", "Rules", "Trading", "JSON", "Store"],
        "Settings": [
            "Text", "Market", "Rules", "Trading", "Reporting", "JSON", "HTTP", "Feeds",
            "Publishing",
            "Writing", "Alerting", "Store", "Record",
        ],
        "Research": [
            "Text", "Market", "Rules", "Trading", "Reporting", "JSON", "Feeds", "Store", "Record",
            "Settings",
        ],
        "Jobs": [
            "Text", "Market", "Indicators", "Rules", "Trading", "Reporting", "JSON", "HTTP",
            "Feeds", "Publishing", "Writing", "Store", "Record", "Settings", "Research",
        ],
        "Watch": [
            "Text", "Market", "Rules", "Trading", "Reporting", "JSON", "HTTP", "Feeds",
            "Publishing",
            "Writing", "Alerting", "Store", "Record", "Settings", "Jobs",
        ],
        "Invocation": ["ArgumentParser", "CEntry", "Text", "Glibc"],
        "algom-pages": ["Invocation", "JSON"],
        "algom-tick": [
            "ArgumentParser", "Text", "Market", "HTTP", "Feeds", "Settings", "Jobs", "Watch",
            "Invocation",
        ],
        "algom-report": [
            "ArgumentParser", "Text", "Market", "Reporting", "HTTP", "Feeds", "Settings",
            "Jobs", "Watch", "Invocation",
        ],
        "algom-health": [
            "ArgumentParser", "Text", "Market", "HTTP", "Feeds", "Settings", "Jobs", "Watch",
            "Invocation",
        ],
        "algom": [
            "ArgumentParser", "Text", "Market", "Reporting", "HTTP", "Feeds", "Settings",
            "Research", "Jobs", "Watch", "Invocation",
        ],
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

    /// Modules whose folders have an order of their own as well.
    private static let ordered: Set<String> = [
        "Publishing", "Record", "Settings", "Research", "Jobs", "Watch", "Writing",
    ]

    @Test func `no folder needs one that needs it`() throws {
        for (module, files) in Dictionary(grouping: try SourceTree().files, by: \.module)
        where Self.ordered.contains(module) {
            let needs = FolderArrows(files).needs
            for folder in needs.keys {
                var reached: Set<String> = []
                var next = needs[folder] ?? []
                while let found = next.popFirst() {
                    guard reached.insert(found).inserted else { continue }
                    next.formUnion(needs[found] ?? [])
                }
                #expect(!reached.contains(folder), "\(module): a cycle through \(folder)")
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
