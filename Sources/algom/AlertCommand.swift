import ArgumentParser
import Feeds
import HTTP
import Invocation
import Jobs
import Market
internal import Settings
internal import Text
internal import Watch

struct AlertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "Tell people what has happened: e-mail, Telegram, Discord, Slack, SMS and more.",
        discussion: """
            Reads the journals behind the ticks, from where each channel stands, and tells trades \
            opened and closed, pauses, revised candles, resets. algom-health does the same and tells \
            what is wrong as well; this command, from cron right after the tick, is for those who \
            want to know at once.

            A channel is used where alerts in algom.json has a section of its name; secrets stand \
            in .env:

              email     host, port 587, security "starttls" or "tls", user, from, to: [...]
                        SMTP_PASSWORD
              telegram  chat                      TELEGRAM_BOT_TOKEN
              discord                             DISCORD_WEBHOOK_URL
              slack                               SLACK_WEBHOOK_URL
              webhook   JSON, signed              ALERT_WEBHOOK_URL, ALERT_WEBHOOK_SECRET
              ntfy      server "https://ntfy.sh"  NTFY_TOPIC, NTFY_TOKEN
              sms       from, to: [one number]    TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN

            For all of them, or one: events [opened, closed, paused, revised, reset, health]; \
            urgent ["health"], which quiet hours do not hold back; quietHours "22:30-07:00", \
            utcOffset "+02:00"; messagesPerHour 20, what is more being summed up in one.

            Each event is told once a channel. Where no clear answer comes it is repeated, three \
            times at most; a short message never is. A channel that fails, or whose account or \
            settings are refused, is tried again for a day, at growing distances; a text that is \
            refused is not, but from the third in a row on the channel counts as what is wrong, and \
            messages wait. What came to its end is in state/alerts.jsonl. A mail password goes over \
            TLS only, by PLAIN or LOGIN; security "none" is for this machine's own mail server.

            EXAMPLES
              algom alert --test telegram
              algom alert

            EXIT STATUS
              0 done   64 usage   69 a message was given up   74 disk
              75 messages wait for a channel that failed, or another run is at it
              78 configuration or state refused
            """)

    @Option(
        help: "Send one message through this channel now, and show what is said.",
        completion: .channels)
    var test: String?

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print nothing but warnings and errors.")
    var quiet = false

    func run() throws {
        let environment = Invocation.environment(Settings.variables)
        let options = homeOption.options
        if let test {
            try Self.reporting { () throws(JobError) in
                let settings = try Settings(environment: environment, options: options)
                let trial = try AlertTrial(
                    settings: settings, channel: test,
                    transport: CurlTransport(trust: settings.trust),
                    mail: CurlMailTransport(trust: settings.trust))
                let result = trial.run(
                    at: Timestamp(milliseconds: Invocation.wallClockMilliseconds()))
                for line in result.lines { try Self.say(line) }
                return result.status
            }
        }
        try Self.recording(options, traders: []) { (home, _, holder) throws(JobError) in
            let settings = try Settings(in: home, environment: environment, options: options)
            let job = AlertsJob(
                settings: settings, transport: CurlTransport(trust: settings.trust),
                mail: CurlMailTransport(trust: settings.trust),
                clock: FeedClock(
                    wall: { Timestamp(milliseconds: Invocation.wallClockMilliseconds()) },
                    monotonicMilliseconds: Invocation.monotonicMilliseconds), holder: holder)
            guard job.isNeeded else {
                throw JobError(
                    .configuration,
                    "nobody is to be told",
                    remedy: "give alerts in algom.json a channel (algom alert --help)"
                )
            }
            let result = try job.run()
            for warning in result.warnings { Self.complain("warning: \(warning)") }
            for failure in result.failures { Self.complain(failure) }
            if !quiet { for line in result.lines { try Self.say(line) } }
            return result.status
        }
    }
}
