internal import Text

/// One thing that was looked at, how it is, and what to do where it is not well.
struct DoctorCheck: Equatable, Sendable {
    /// What became of a look.
    enum Verdict: String, Sendable {
        case ok
        /// It works, and could be better or safer.
        case warning
        /// It does not work, or will not.
        case wrong
        /// It was not looked at.
        case skipped
    }

    /// Where it stands on the screen, in this order.
    enum Group: String, CaseIterable, Sendable {
        case programs, home, configuration, network, exchanges, keys, reports, alerts, schedule,
            record
    }

    /// The most characters that are told of one thing.
    private static let maximumCharacters = 400

    let group: Group
    /// The same at every look, as `exchanges/binance/clock`.
    let id: String
    /// What it is about, in a word or two.
    let subject: String
    private(set) var verdict: Verdict
    /// What was seen.
    private(set) var seen: String
    /// What to do; `nil` where it is well.
    let remedy: Remedy?
    /// Whether a warning is one that nobody should pass over.
    var isUrgent = false

    /// `id` is the part behind the group's name.
    init(
        _ group: Group, _ id: String, _ subject: String, _ verdict: Verdict, _ seen: String,
        _ remedy: Remedy? = nil
    ) {
        self.group = group
        self.id = "\(group.rawValue)/\(id)"
        self.subject = subject
        self.verdict = verdict
        self.seen = Self.line(seen)
        // Our own words, whole: half a command helps nobody.
        self.remedy = remedy.map {
            Remedy(ShownText.line($0.description), commands: $0.commands)
        }
    }

    /// Makes checks of one thing.
    static func maker(
        _ group: Group, _ id: String, _ subject: String
    ) -> (Verdict, _ seen: String, Remedy?) -> DoctorCheck {
        { DoctorCheck(group, id, subject, $0, $1, $2) }
    }

    /// One line without anything a terminal would obey.
    private static func line(_ text: String) -> String {
        ShownText.line(String(text.prefix(maximumCharacters)))
    }
}
