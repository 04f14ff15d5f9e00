// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with: explicit existentials, explicit imports, no warning let by.
extension [SwiftSetting] {
    static var house: Self {
        [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .treatAllWarnings(as: .error),
        ]
    }

    /// The core: standard library only, and no unsafe construct may ever appear in it.
    static var core: Self { house + [.strictMemorySafety()] }
}

/// Fuzzing needs a build of its own, which `make fuzz` asks for by this variable.
let isFuzzing = Context.environment["ALGOM_FUZZ"] != nil

/// Benchmarks are built by `make bench` alone, which asks for them by this variable.
let isBenchmarking = Context.environment["ALGOM_BENCH"] != nil

let parser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "algom",
    products: [
        .executable(name: "algom-tick", targets: ["algom-tick"]),
        .executable(name: "algom-report", targets: ["algom-report"]),
        .executable(name: "algom-health", targets: ["algom-health"]),
        .executable(name: "algom-draw", targets: ["algom-draw"]),
        .executable(name: "algom", targets: ["algom"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // The core.
        .target(name: "Text", swiftSettings: .core),
        .target(name: "Market", dependencies: ["Text"], swiftSettings: .core),
        .target(name: "Indicators", dependencies: ["Market"], swiftSettings: .core),
        .target(name: "Rules", dependencies: ["Text", "Market"], swiftSettings: .core),
        .target(
            name: "Trading", dependencies: ["Market", "Indicators", "Rules"], swiftSettings: .core),
        .target(
            name: "Reporting", dependencies: ["Text", "Market", "Rules", "Trading"],
            swiftSettings: .core),
        .target(name: "JSON", dependencies: ["Text"], swiftSettings: .core),

        // The effects.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "HTTP", dependencies: ["Text", "Market", "CCurl"], swiftSettings: .house),
        .target(
            name: "Feeds",
            dependencies: [
                "Text", "Market", "JSON", "HTTP", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: .house),
        .target(
            name: "Publishing",
            dependencies: [
                "Text", "Market", "JSON", "HTTP",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: .house),
        .target(
            name: "Writing", dependencies: ["Text", "Reporting", "JSON", "HTTP"],
            swiftSettings: .house),
        .target(
            name: "Alerting",
            dependencies: [
                "Text", "Market", "JSON", "HTTP", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: .house),
        .systemLibrary(name: "CDisk"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "Store",
            dependencies: [
                "Text", "CDisk", "CZlib", "JSON", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: .house),

        .systemLibrary(
            name: "CRsvg", pkgConfig: "cairo",
            providers: [.apt(["librsvg2-dev", "libfontconfig-dev"])]),
        .target(name: "Pictures", dependencies: ["CRsvg"], swiftSettings: .house),

        // Where core and effects meet, and the programs.
        .target(
            name: "Record",
            dependencies: ["Text", "Market", "Indicators", "Rules", "Trading", "JSON", "Store"],
            swiftSettings: .house),
        .target(
            name: "Settings",
            dependencies: [
                "Text", "Market", "Rules", "Trading", "Reporting", "JSON", "HTTP", "Feeds",
                "Publishing",
                "Writing", "Alerting", "Store", "Record",
            ],
            swiftSettings: .house),
        .target(
            name: "Research",
            dependencies: [
                "Text", "Market", "Rules", "Trading", "Reporting", "JSON", "Feeds", "Store",
                "Record", "Settings",
            ],
            swiftSettings: .house),
        .target(
            name: "Jobs",
            dependencies: [
                "Text", "Market", "Indicators", "Rules", "Trading", "Reporting", "JSON", "HTTP",
                "Feeds", "Publishing", "Writing", "Store", "Record", "Settings", "Research",
            ],
            swiftSettings: .house),
        .target(
            name: "Watch",
            dependencies: [
                "Text", "Market", "Trading", "Reporting", "JSON", "HTTP", "Feeds", "Publishing",
                "Writing", "Alerting", "Store", "Record", "Settings", "Jobs",
            ],
            swiftSettings: .house),
        .target(name: "CEntry"),
        .target(
            name: "Invocation", dependencies: ["CEntry", "Text", parser], swiftSettings: .house),
        .executableTarget(
            name: "algom-tick",
            dependencies: [
                "Text", "Market", "HTTP", "Feeds", "Settings", "Jobs", "Watch", "Invocation",
                parser,
            ],
            swiftSettings: .house),
        .executableTarget(
            name: "algom-report",
            dependencies: [
                "Text", "Market", "Reporting", "HTTP", "Feeds", "Settings", "Jobs", "Watch",
                "Invocation", parser,
            ],
            swiftSettings: .house),
        .executableTarget(
            name: "algom-health",
            dependencies: [
                "Text", "Market", "HTTP", "Feeds", "Settings", "Jobs", "Watch", "Invocation",
                parser,
            ],
            swiftSettings: .house),
        .executableTarget(
            name: "algom",
            dependencies: [
                "Text", "Market", "Reporting", "HTTP", "Feeds", "Settings", "Research", "Jobs",
                "Watch",
                "Invocation", parser,
            ],
            swiftSettings: .house),
        // Draws for the others, which link nothing that does.
        .executableTarget(
            name: "algom-draw", dependencies: ["Invocation", "Pictures", parser],
            swiftSettings: .house),

        // Makes the manual pages; not installed.
        .executableTarget(
            name: "algom-pages", dependencies: ["Invocation", "JSON"], swiftSettings: .house),

        // What tests are made of: seeded randomness, and exchanges that answer on loopback.
        .target(
            name: "Seeds", dependencies: ["Market", "Rules", "Trading"], path: "Tests/Seeds",
            swiftSettings: .house),
        .target(
            name: "LoopbackExchange",
            dependencies: ["Market", .product(name: "FlyingFox", package: "FlyingFox")],
            path: "Tests/LoopbackExchange", swiftSettings: .house),
        .target(
            name: "LoopbackServices",
            dependencies: ["JSON", .product(name: "Crypto", package: "swift-crypto")],
            path: "Tests/LoopbackServices", swiftSettings: .house),

        // A disk that tests look at and refuse calls to.
        .target(
            name: "WatchedCalls", dependencies: ["Store"], path: "Tests/WatchedCalls",
            swiftSettings: .house),

        // Counts allocations in the test program it is linked into.
        .target(name: "Allocations", path: "Tests/Allocations"),

        // What parsers of foreign text are held to, by fuzzers and by the test of their corpus.
        .target(
            name: "FuzzLaws",
            dependencies: [
                "Text", "Market", "Rules", "Trading", "Reporting", "JSON", "HTTP", "Feeds",
                "Publishing", "Writing", "Store", "Record", "Settings", "Research", "Jobs", "Watch",
                "Alerting", "Seeds",
            ],
            path: "Tests/FuzzLaws", swiftSettings: .house),
        // Months of cron in seconds: a disk, exchanges and clocks that are not there.
        .target(
            name: "Simulation",
            dependencies: [
                "Text", "Record", "Settings", "Jobs", "Feeds", "HTTP", "Store", "JSON", "Market",
                "Rules", "Trading", "LoopbackExchange", "Seeds",
            ],
            path: "Tests/Simulation", swiftSettings: .house),
        .executableTarget(
            name: "algom-soak", dependencies: ["Simulation", "Market"], path: "Tests/Soak",
            swiftSettings: .house),

        // Tests, one target a module.
        .testTarget(name: "HouseTests", swiftSettings: .house),
        .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: .house),
        .testTarget(name: "MarketTests", dependencies: ["Market", "Seeds"], swiftSettings: .house),
        .testTarget(
            name: "IndicatorsTests", dependencies: ["Indicators", "Market", "Seeds"],
            swiftSettings: .house),
        .testTarget(
            name: "RulesTests", dependencies: ["Rules", "Text", "Market", "Seeds"],
            swiftSettings: .house),
        .testTarget(
            name: "TradingTests", dependencies: ["Trading", "Indicators", "Market", "Seeds"],
            swiftSettings: .house),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Text", "Reporting", "Market", "Indicators", "Rules", "Trading", "Seeds",
            ],
            swiftSettings: .house),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "Seeds"], swiftSettings: .house),
        .testTarget(
            name: "HTTPTests",
            dependencies: [
                "Text", "Market", "Seeds", "HTTP", "LoopbackExchange", "LoopbackServices",
            ],
            swiftSettings: .house),
        .testTarget(
            name: "FeedsTests",
            dependencies: [
                "Text", "Feeds", "HTTP", "Market", "JSON", "LoopbackExchange", "LoopbackServices",
                "Seeds",
            ],
            swiftSettings: .house),
        .testTarget(
            name: "PublishingTests",
            dependencies: [
                "Text", "Publishing", "HTTP", "JSON", "LoopbackExchange", "LoopbackServices",
                "Seeds",
            ],
            swiftSettings: .house),
        .testTarget(
            name: "WritingTests",
            dependencies: [
                "Text", "Writing", "Reporting", "HTTP", "JSON", "LoopbackExchange",
                "LoopbackServices",
            ],
            swiftSettings: .house),
        .testTarget(
            name: "AlertingTests",
            dependencies: [
                "Text", "Alerting", "HTTP", "JSON", "LoopbackServices", "Seeds",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: .house),
        .testTarget(name: "PicturesTests", dependencies: ["Pictures"], swiftSettings: .house),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "JSON", "Seeds", "WatchedCalls"],
            swiftSettings: .house),
        .testTarget(
            name: "JobsTests",
            dependencies: [
                "Text", "Rules", "Record", "Settings", "Research", "Jobs", "Watch",
                "Reporting", "Feeds", "HTTP", "Store", "JSON", "Market", "Trading",
                "Indicators", "Allocations",
                "LoopbackExchange", "LoopbackServices", "Publishing", "Alerting", "Seeds",
                "WatchedCalls",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: .house),
        .testTarget(name: "SimulationTests", dependencies: ["Simulation"], swiftSettings: .house),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Text", "Invocation", "Market", "LoopbackExchange", "LoopbackServices", "JSON",
                "Seeds",
            ],
            swiftSettings: .house),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzLaws", "Seeds"], swiftSettings: .house),
    ]
        + (isFuzzing
            ? [
                .executableTarget(
                    name: "algom-fuzz", dependencies: ["FuzzLaws"], path: "Tests/Fuzz",
                    exclude: ["Corpus", "Dictionaries", "run"], swiftSettings: .house)
            ] : [])
        + (isBenchmarking
            ? [
                .executableTarget(
                    name: "algom-bench",
                    dependencies: ["JSON", "Market", "Trading", "Record", "Settings", "Seeds"],
                    path: "Benchmarks/Bench", swiftSettings: .house)
            ] : []),
    swiftLanguageModes: [.v6]
)
