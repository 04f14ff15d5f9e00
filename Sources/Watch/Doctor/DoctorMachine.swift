/// What an executable has seen of the machine for ``DoctorJob``: values, and the way to the crontab.
package struct DoctorMachine {
    /// Another program beside this one.
    package struct Program: Sendable {
        let name: String
        let isThere: Bool
        /// What it says of its version; `nil` where it does not run.
        let version: String?

        package init(name: String, isThere: Bool, version: String?) {
            self.name = name
            self.isThere = isThere
            self.version = version
        }
    }

    /// The directory where this program lies; `nil` where it was replaced while it ran.
    package var directory: String?
    package var programs: [Program]
    /// Why pictures cannot be drawn; `nil` where they can.
    package var pictureFlaw: String?
    package var hasCron: Bool
    /// The program by which cron sends mail; `nil` where there is none.
    package var mailer: String?
    /// What systemd says of its timer of ticks, as `active`; `nil` where there is none.
    package var timer: String?
    package var crontab: CronAccess

    package init(
        directory: String?, programs: [Program], pictureFlaw: String?, hasCron: Bool,
        mailer: String?, timer: String?, crontab: CronAccess
    ) {
        self.directory = directory
        self.programs = programs
        self.pictureFlaw = pictureFlaw
        self.hasCron = hasCron
        self.mailer = mailer
        self.timer = timer
        self.crontab = crontab
    }

    /// The programs that cron starts.
    package static let names = ["algom-tick", "algom-report", "algom-health"]
}
