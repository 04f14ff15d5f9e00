import ArgumentParser
import Feeds
import HTTP
import Invocation
import Jobs
import Market
internal import Text
internal import Watch

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Whether all is well before going live: settings, network, keys, schedule.",
        discussion: """
            Looks at the programs, the home and its permissions, .env and algom.json; asks each \
            exchange in use for its time and for the markets of the traders; asks X, the language \
            model, CoinMarketCap and the alert channels whether they know their keys; looks at the \
            crontab, at systemd's timer, for a way to send mail, at the last runs and at the record. Where something is \
            not well the next line says what to do.

            A key of an exchange should be able to look and nothing more. With the secret beside it \
            in .env (BINANCE_API_SECRET, BYBIT_API_SECRET) the exchange is asked what the key may \
            do; nothing else uses the secret, so take it out again.

            Nothing is changed on this machine, nothing is posted and nobody is sent a message. \
            Webhooks of Slack, your own and ntfy without a token are only looked for: 'algom alert \
            --test CHANNEL' sends one. The network takes 10 seconds at most.

            EXAMPLES
              algom doctor --home /opt/algom
              algom doctor --offline
              algom doctor --json

            EXIT STATUS
              0 nothing is wrong, though there may be warnings   1 something is wrong
              64 usage   74 the output was lost   78 the home's name is refused
            """)

    @Flag(help: "Ask no network; says what is left out.")
    var offline = false

    @Flag(help: "Print one JSON document, with a stable id for each check.")
    var json = false

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        Invocation.beginWriting()
        try Self.reporting { () throws(JobError) in
            let environment = Invocation.environment(DoctorJob.variables)
            let job = DoctorJob(
                home: try homeOption.name(), environment: environment, machine: machine(),
                clock: FeedClock(
                    wall: { Timestamp(milliseconds: Invocation.wallClockMilliseconds()) },
                    monotonicMilliseconds: Invocation.monotonicMilliseconds))
            let result = job.run(
                network: offline
                    ? nil
                    : DoctorJob.Network(
                        transport: { CurlTransport(trust: $0) },
                        mail: { CurlMailTransport(trust: $0) },
                        nonce: { String(UInt64.random(in: .min ... .max), radix: 36) + "a" }))
            if json {
                try Self.say(json: result.json)
            } else {
                let screen = Screen()
                try Self.say(
                    result.text(width: screen.width, isColoured: screen.isColoured),
                    isPainted: screen.isColoured)
            }
            return result.status
        }
    }

    private func machine() -> DoctorMachine {
        let directory = Invocation.programDirectory
        let programs = DoctorMachine.names.map { name in
            let path = "\(directory ?? ".")/\(name)"
            let isThere = Invocation.mayStart(path)
            let said = isThere ? try? Program(path, ["--version"]).run() : nil
            return DoctorMachine.Program(
                name: name, isThere: isThere,
                version: said.map { outcome in
                    String(
                        String(decoding: outcome.output.prefix(200), as: UTF8.self)
                            .prefix { !$0.isNewline })
                })
        }
        return DoctorMachine(
            directory: directory, programs: programs,
            pictureFlaw: pictureFlaw(), hasCron: Invocation.hasCron,
            mailer: ["/usr/sbin/sendmail", "/usr/lib/sendmail"].first(where: Invocation.mayStart),
            timer: timer(), crontab: CrontabProgram.access)
    }

    /// Why not even an empty picture can be drawn; `nil` where it can.
    private func pictureFlaw() -> String? {
        do {
            _ = try DrawingProgram.png(
                of: "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>")
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// What systemd says of its timer of ticks; `nil` where there is no systemd or no such timer.
    private func timer() -> String? {
        let unit = "algom-tick.timer"
        let places = ["/etc/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system"]
        guard Invocation.exists("/run/systemd/system"),
            places.contains(where: { Invocation.exists("\($0)/\(unit)") }),
            let said = try? Program("systemctl", ["is-active", unit]).run()
        else { return nil }
        let word = String(decoding: said.output.prefix(40), as: UTF8.self)
        return String(word.prefix { !$0.isNewline })
    }
}
