internal import Jobs
internal import Text

/// Whether the programs that cron starts lie beside this one, are of its version, and can draw.
enum ProgramFindings {
    static func checks(_ machine: DoctorMachine) -> [DoctorCheck] {
        guard let directory = machine.directory else {
            return [
                DoctorCheck(
                    .programs, "algom", "algom", .wrong, "this program was replaced while it ran",
                    "run it again")
            ]
        }
        var checks = [
            DoctorCheck(.programs, "algom", "algom", .ok, "\(algomVersion), in \(directory)")
        ]
        checks += machine.programs.map { check($0, in: directory) }
        checks.append(
            machine.pictureFlaw.map { flaw in
                DoctorCheck(
                    .programs, "pictures", "pictures", .warning,
                    "posts go out without: \(flaw)",
                    "\(Command("apt-get install librsvg2-2 fonts-dejavu-core", home: nil))")
            } ?? DoctorCheck(.programs, "pictures", "pictures", .ok, "librsvg and a font are there")
        )
        return checks
    }

    private static func check(
        _ program: DoctorMachine.Program, in directory: String
    ) -> DoctorCheck {
        let make = DoctorCheck.maker(.programs, program.name, program.name)
        guard program.isThere else {
            return make(
                .wrong, "there is none that you may start in \(directory)",
                "install all of it anew ('make install', or the package), and run that algom")
        }
        guard let told = program.version else {
            return make(
                .wrong, "it does not run",
                "see why: \(Command(words: ["\(directory)/\(program.name)", "--version"]))")
        }
        guard told == algomVersion else {
            return make(
                .wrong, "it is another version: \(excerpt(of: told))",
                "install all of it anew ('make install', or the package)")
        }
        return make(.ok, "the same version", nil)
    }
}
