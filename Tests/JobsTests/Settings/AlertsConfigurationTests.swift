import JSON
import Testing

@testable import Alerting
@testable import Jobs
@testable import Settings
@testable import Text

struct AlertsConfigurationTests {
    private func configuration(_ text: String) throws -> AlertsConfiguration {
        try AlertsConfiguration(JSONReader.parse(Array(text.utf8), as: .json5))
    }

    @Test func `what is said of all channels counts for each, unless it says otherwise`() throws {
        let read = try configuration(
            """
            { slack: { messagesPerHour: 3, events: ["closed"] }, discord: {},
              quietHours: "22:30-07:00", utcOffset: "+02:00", urgent: [], tickMinutes: 1 }
            """)
        #expect(read.channels.map(\.kind) == [.discord, .slack])
        #expect(read.channels[0].telling.messagesPerHour == 20)
        #expect(read.channels[1].telling.messagesPerHour == 3)
        #expect(read.channels.allSatisfy { $0.telling.quiet != nil && $0.telling.urgent.isEmpty })
        #expect(read.channels[0].telling.events.count == 6)
        #expect(read.channels[1].telling.events == ["closed"])
        #expect(read.tickMinutes == 1)
    }

    @Test func `without a section nobody is told`() throws {
        #expect(try AlertsConfiguration(nil).channels.isEmpty)
    }

    @Test(arguments: [
        ("{tickMinutes:0}", "alerts.tickMinutes: it must be 1 to 1440"),
        ("{reportMinutes:'x'}", "alerts.reportMinutes: it is not a whole number, but a string"),
        ("{freeMegabytes:-1}", "alerts.freeMegabytes: it must be 0 to 1048576"),
        ("{telegramm:{}}", "alerts: unknown key 'telegramm'; did you mean 'telegram'?"),
        ("{telegram:1}", "'alerts.telegram' is not an object"),
        ("{telegram:{}}", "alerts.telegram.chat: it must be a chat's number as \"-1001234\", or"),
        ("{telegram:{chat:'a b'}}", "alerts.telegram.chat: it must be"),
        ("{telegram:{chatt:'1'}}", "alerts.telegram: unknown key 'chatt'; did you mean 'chat'?"),
        ("{slack:{chat:'1'}}", "alerts.slack: unknown key 'chat'"),
        ("{slack:{events:['opend']}}", "alerts.slack.events: it must be a list of some of opened"),
        ("{urgent:['summary']}", "alerts.urgent: it must be a list of some of"),
        ("{quietHours:'25-1'}", "alerts.quietHours: it must be two local times"),
        ("{utcOffset:'CET'}", "alerts.utcOffset: it must be a distance from UTC"),
        ("{slack:{messagesPerHour:0}}", "alerts.slack.messagesPerHour: it must be 1 to 1000"),
        ("{email:{from:'a@b',to:['c@d']}}", "alerts.email.host: it must be the name of a mail"),
        ("{email:{host:'m',from:'a',to:['c@d']}}", "alerts.email.from: it must be an address"),
        ("{email:{host:'m',from:'a@b',to:[]}}", "alerts.email.to: it must be a list of 1 to 20"),
        ("{email:{host:'m',port:0,from:'a@b',to:['c@d']}}", "alerts.email.port: it must be"),
        (
            "{email:{host:'m',security:'none',from:'a@b',to:['c@d']}}",
            "alerts.email.security: it must be starttls or tls"
        ),
        (
            "{email:{host:'localhost',security:'none',user:'u',from:'a@b',to:['c@d']}}",
            "alerts.email.user: it must be null where security is none"
        ),
        (
            "{email:{host:'m',security:'ssl',from:'a@b',to:['c@d']}}",
            "alerts.email.security: it must be starttls or tls"
        ),
        ("{sms:{from:'1',to:['+15005550006']}}", "alerts.sms.from: it must be a number"),
        ("{sms:{from:'+15005550006',to:['+1555','+1556']}}", "alerts.sms.to: it must be a list"),
        ("{ntfy:{server:'http://example.com'}}", "alerts.ntfy.server: it must be an https address"),
    ])
    func `what cannot be is named, with what it must be`(text: String, words: String) throws {
        let flaw = try #require(throws: InputFlaw.self) { try configuration(text) }
        #expect(flaw.description.hasPrefix(words), "\(flaw)")
    }
}
