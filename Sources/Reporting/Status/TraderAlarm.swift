/// Why a trader does not do what it is there for, and what helps.
package struct TraderAlarm: Sendable {
    /// From the lightest to the gravest.
    package enum Kind: String, CaseIterable, Sendable {
        /// It buys nothing until its written end.
        case paused
        /// Orders of the last 24 h were not filled.
        case skips
        /// Its last candle is long past, or yet to come.
        case stale
        /// `algom.json` does not name it any more.
        case removed
        /// Its last tick failed.
        case failing
        /// Its record was made with other settings.
        case refused
        /// Its record cannot be read.
        case damaged

        /// Higher is graver; 0 is that of no alarm.
        var gravity: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

        var colour: Figure.Colour {
            switch self {
            case .paused, .skips, .stale, .removed: .yellow
            case .failing, .refused, .damaged: .red
            }
        }
    }

    package let kind: Kind
    /// What is wrong, and what to do.
    let words: String
    /// The commands in the words.
    let commands: [String]

    package init(_ kind: Kind, _ words: String, commands: [String] = []) {
        self.kind = kind
        self.words = words
        self.commands = commands
    }
}
