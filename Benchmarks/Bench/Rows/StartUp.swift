/// Row g: starting and ending, with nothing done in between, beside C that links the same libraries.
struct StartUp {
    let scene: Scene

    func run() throws -> Section {
        let workshop = scene.workshop
        let link = try workshop.compile(
            "Benchmarks/C/start-link.c", to: "start-link", with: ["libcurl"])
        let curl = try workshop.compile(
            "Benchmarks/C/start-curl.c", to: "start-curl", with: ["libcurl"])
        let programs = [
            ("algom-tick --version", workshop.program("algom-tick"), ["--version"]),
            ("algom --version", workshop.program("algom"), ["--version"]),
            ("C: libcurl loaded", link, []),
            ("C: libcurl loaded and set up", curl, []),
            ("curl --version", "curl", ["--version"]),
        ]
        let pairing = try Pairing(
            programs.map { name, program, arguments in
                Pairing.Runner(name: name) { try scene.meter(program, arguments) }
            }, rounds: scene.options.rounds)
        var section = Section(key: "g", title: "start-up alone")
        section.figures = programs.indices.flatMap { pairing.figures($0) }
        section.figures += [
            pairing.ratio("wall, algom-tick : C with libcurl", of: 0, by: 2, \.wall),
            pairing.ratio("wall, algom : C with libcurl", of: 1, by: 2, \.wall),
            pairing.ratio("wall, algom-tick : curl --version", of: 0, by: 4, \.wall),
        ]
        return section
    }
}
