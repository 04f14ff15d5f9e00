internal import Alerting
package import Feeds
package import HTTP
internal import Market
internal import Record
internal import Settings
internal import Store
internal import Text

/// A look at all that has to be well before trading begins: programs, home, settings, network, keys,
/// services, schedule, record.
///
/// Nothing on this machine is changed, no lock is taken and nothing is sent to people. What fails
/// hides nothing else.
package struct DoctorJob {
    /// How long the mail server may take, after the round of the others.
    private static let mailMilliseconds = 3_500

    private let home: String
    private let environment: [String: String]
    private let machine: DoctorMachine
    private let clock: FeedClock

    /// The way to the network.
    package struct Network {
        let transport: (TrustStore) -> any HTTPTransport
        let mail: (TrustStore) -> any MailTransport
        let nonce: () -> String

        /// `nonce` gives a word never used before, each time.
        package init(
            transport: @escaping (TrustStore) -> any HTTPTransport,
            mail: @escaping (TrustStore) -> any MailTransport, nonce: @escaping () -> String
        ) {
            self.transport = transport
            self.mail = mail
            self.nonce = nonce
        }
    }

    /// The variables that are read, from the environment or `.env`.
    package static let variables = DoctorSettings.variables

    package init(
        home: String, environment: [String: String], machine: DoctorMachine, clock: FeedClock
    ) {
        self.home = home
        self.environment = environment
        self.machine = machine
        self.clock = clock
    }

    /// Looks; without a network, at this machine alone.
    package func run(network: Network?) -> DoctorResult {
        let read = DoctorSettings(home: home, environment: environment)
        var checks = ProgramFindings.checks(machine) + homeChecks(read.settings) + read.checks
        if let network {
            let written = Settings.understoodVariables(home)
            checks += ForeignText.hiding(Credentials(environment, written)) {
                networkChecks(read, network)
            }
        }
        checks += scheduleChecks(read.settings) + recordChecks(read)
        return DoctorResult(checks: checks, home: home, isOffline: network == nil)
    }

    // MARK: This machine

    private func homeChecks(_ settings: Settings?) -> [DoctorCheck] {
        do throws(StoreError) {
            let facts = try FileStatus(of: home)
            let state = "\(home)/state"
            let place = facts?.isDirectory == true ? try HomeDirectory(at: home) : nil
            var checks = [
                HomeFindings.home(home, facts, isHome: try place?.isHome(thoroughly: true) ?? true)
            ]
            guard facts?.isDirectory == true else { return checks }
            checks.append(
                HomeFindings.state(
                    state, try FileStatus(of: state), isLost: place?.hasLostState ?? false))
            checks += HomeFindings.disk(
                try DiskSpace(of: home), at: home,
                leastMegabytes: (settings?.alerts ?? AlertsConfiguration()).freeMegabytes)
            return checks
        } catch {
            return [
                DoctorCheck(
                    .home, "directory", "directory", .wrong, "\(error)",
                    "\(Command("ls -ld", home, home: nil))")
            ]
        }
    }

    private func scheduleChecks(_ settings: Settings?) -> [DoctorCheck] {
        let crontab = Result { () throws(JobError) in
            try CronJob(home: home, access: machine.crontab)
                .show(programs: machine.directory ?? "")
        }
        return ScheduleFindings.checks(
            crontab: crontab, hasCron: machine.hasCron, mailer: machine.mailer,
            hasChannels: settings.map { !$0.alerts.channels.isEmpty } ?? false,
            timer: machine.timer, home: home)
    }

    private func recordChecks(_ read: DoctorSettings) -> [DoctorCheck] {
        let settings = read.isRefused ? nil : read.settings
        do throws(StoreError) {
            guard let directory = try StateDirectory(existing: "\(home)/state") else {
                return try HomeDirectory(at: home)?.hasLostState ?? false
                    ? []
                    : [
                        DoctorCheck(
                            .record, "state", "state", .ok, "no tick has run here yet")
                    ]
            }
            let history = try RunHistory(in: directory)
            return ScheduleFindings.runs(history, now: clock.wall(), home: home)
                + (settings.map {
                    ScheduleFindings.pace(history, of: $0, now: clock.wall(), home: home)
                } ?? [])
                + RecordFindings.checks(
                    of: settings?.traders ?? [], fallback: settings?.fallback, in: directory,
                    at: clock.wall())
                + [RecordFindings.health(in: directory, home: home)]
        } catch {
            return [
                DoctorCheck(
                    .record, "state", "state", .wrong, JobError(error).description,
                    "\(Command("ls -la", home + "/state", home: nil))")
            ]
        }
    }

    // MARK: Network

    private func networkChecks(_ read: DoctorSettings, _ network: Network) -> [DoctorCheck] {
        let asked = DoctorNetwork(settings: read, now: clock.wall(), nonce: network.nonce)
        let inquiries = asked.inquiries()
        let trust = Settings.trust(read.value)
        let round = DoctorRound(transport: network.transport(trust), clock: clock)
        let attempts = round.attempts(at: inquiries.map(\.question))
        var checks = NetworkFindings.checks(attempts.flatMap { $0 })
        for (inquiry, attempts) in zip(inquiries, attempts) { checks += inquiry.judge(attempts) }
        if let (name, service) = asked.channels().mail {
            var greeting = service.greeting
            greeting.totalTimeoutMilliseconds = Self.mailMilliseconds
            let receipt = network.mail(trust).send(greeting)
            checks.append(
                ChannelFindings.check(name, receipt, service))
        }
        if read.settings.map({ $0.alerts.channels.isEmpty }) ?? false {
            checks.append(
                DoctorCheck(
                    .alerts, "channels", "channels", .ok,
                    "none: nobody is told of trades and trouble"))
        }
        return checks
    }
}
